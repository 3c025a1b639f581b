// SPDX-License-Identifier: Apache-2.0
#include "server/app/terminationsignals.h"

#include <QSocketNotifier>

#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace confab {

namespace {

constexpr int handled[]{SIGTERM, SIGINT, SIGHUP};

// A signal handler reaches nothing but what is global (https://doc.qt.io/qt-6/unix-signals.html).
std::atomic<int> writeEnd{-1};

void passOn(int signal)
{
    const int savedErrno = errno;
    const char byte = 0;
    const int end = writeEnd.exchange(-1);
    if (end >= 0) {
        (void)!::write(end, &byte, 1);
    } else {
        ::signal(signal, SIG_DFL);
        ::raise(signal);
    }
    errno = savedErrno;
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
{
    int ends[2];
    if (::pipe(ends) != 0)
        qFatal("cannot make a pipe");
    for (const int end : ends)
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
    writeEnd = ends[1];
    auto *notifier = new QSocketNotifier(ends[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        Q_EMIT requested();
    });
    struct sigaction action = {};
    action.sa_handler = passOn;
    action.sa_flags = SA_RESTART;
    for (const int signal : handled)
        sigaction(signal, &action, nullptr);
    // A peer that is gone is an error of the write, not the end of the process.
    ::signal(SIGPIPE, SIG_IGN);
}

TerminationSignals::~TerminationSignals()
{
    // The pipe's ends last as long as the process, as a handler may still run.
    for (const int signal : handled)
        ::signal(signal, SIG_DFL);
}

} // namespace confab
