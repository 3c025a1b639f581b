// SPDX-License-Identifier: Apache-2.0
#include "server/app/processlock.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

QString readHolder(int descriptor)
{
    char text[32] = {};
    const ssize_t size = ::pread(descriptor, text, sizeof text - 1, 0);
    return size > 0 ? QString::fromLatin1(text, size).trimmed() : u"unknown"_s;
}

void writeHolder(int descriptor)
{
    const QByteArray text = QByteArray::number(qint64(::getpid())) + '\n';
    // For people to read; the lock holds without it.
    if (::ftruncate(descriptor, 0) == 0)
        (void)!::pwrite(descriptor, text.constData(), size_t(text.size()), 0);
}

} // namespace

ProcessLock::ProcessLock(QString path)
    : m_path(std::move(path))
{ }

ProcessLock::~ProcessLock()
{
    // The file stays: removing it would let two processes hold two files of one name.
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<void> ProcessLock::acquire()
{
    if (m_descriptor >= 0)
        return {};
    const int descriptor = ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return Error{ErrorCode::Internal, {}, u"cannot open %1: %2"_s.arg(m_path, qt_error_string(errno))};
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const bool held = errno == EWOULDBLOCK;
        const QString why
            = held ? u"process %1 holds it"_s.arg(readHolder(descriptor)) : qt_error_string(errno);
        ::close(descriptor);
        return Error{held ? ErrorCode::Unavailable : ErrorCode::Internal, {}, why};
    }
    writeHolder(descriptor);
    m_descriptor = descriptor;
    return {};
}

} // namespace confab
