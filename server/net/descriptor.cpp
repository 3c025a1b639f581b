// SPDX-License-Identifier: Apache-2.0
#include "server/net/descriptor.h"

#include <algorithm>
#include <utility>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace confab {

namespace {

constexpr qintptr none = -1;
#ifndef Q_OS_WIN
constexpr rlim_t enough = 1 << 20; // "unlimited" is more than kernels take
#endif

void closeSocket(qintptr descriptor)
{
#ifdef Q_OS_WIN
    closesocket(SOCKET(descriptor));
#else
    close(int(descriptor));
#endif
}

} // namespace

Descriptor::~Descriptor()
{
    if (m_descriptor != none)
        closeSocket(m_descriptor);
}

qintptr Descriptor::take()
{
    return std::exchange(m_descriptor, none);
}

void finishWriting(qintptr descriptor)
{
    if (descriptor == none)
        return;
#ifdef Q_OS_WIN
    shutdown(SOCKET(descriptor), SD_SEND);
#else
    shutdown(int(descriptor), SHUT_WR);
#endif
}

qint64 raiseDescriptorLimit()
{
#ifdef Q_OS_WIN
    return 0;
#else
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 0;
    rlimit raised{.rlim_cur = std::max(limit.rlim_cur, std::min(limit.rlim_max, enough)),
                  .rlim_max = limit.rlim_max};
    if (setrlimit(RLIMIT_NOFILE, &raised) != 0)
        raised = limit;
    return qint64(std::min(raised.rlim_cur, enough));
#endif
}

} // namespace confab
