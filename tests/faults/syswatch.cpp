// SPDX-License-Identifier: Apache-2.0
// A library to be preloaded into confabd (LD_PRELOAD): it stands between the program and the calls that
// write.
//
// With SYSWATCH_LOG=<file> it writes down, in the order in which they happen, the calls that matter to
// durability, one a line (see synclog.h). What a buffer holds is told by the marks in it, `mark-` and eight
// digits, which the test puts into messages.
//
//     stored <marks>     pwrite to the write-ahead log has returned
//     syncing            fdatasync or fsync of the write-ahead log is called
//     synced             … and has returned 0
//     sent <marks>       a buffer is about to be written to a socket
//
// With SYSWATCH_DEAF=1 it does not write down that anything was synced, so that a test can see it fail.
// With SYSWATCH_FULL=<file>, as long as that file exists, writes to the data directory SYSWATCH_DATA fail
// with ENOSPC, as they do on a full disk.
#include <array>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <dlfcn.h>

namespace {

constexpr std::string_view markPrefix{"mark-"};
constexpr size_t markLength = markPrefix.size() + 8;

template <typename Function>
Function *next(const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

std::string_view setting(const char *name)
{
    const char *value = std::getenv(name);
    return value ? std::string_view(value) : std::string_view();
}

/// Appends lines with system calls of its own, so that it never watches itself.
class Log {
public:
    static Log &instance()
    {
        static Log log;
        return log;
    }

    [[nodiscard]] bool isOpen() const { return m_file >= 0; }
    void write(std::string_view what, const std::string &marks)
    {
        const std::string line = std::string(what) + marks + '\n';
        const std::scoped_lock lock(m_mutex); // one line whole before the next
        syscall(SYS_write, m_file, line.data(), line.size());
    }

private:
    Log()
    {
        if (const auto path = setting("SYSWATCH_LOG"); !path.empty())
            m_file = int(
                syscall(SYS_openat, AT_FDCWD, path.data(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    }

    int m_file = -1;
    std::mutex m_mutex;
};

std::string pathOf(int descriptor)
{
    std::array<char, PATH_MAX> path{};
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    const ssize_t length = readlink(link.c_str(), path.data(), path.size() - 1);
    return length > 0 ? std::string(path.data(), size_t(length)) : std::string();
}

bool isLog(int descriptor)
{
    return pathOf(descriptor).ends_with("-wal");
}

bool isSocket(int descriptor)
{
    struct stat status { };
    return fstat(descriptor, &status) == 0 && S_ISSOCK(status.st_mode);
}

/// The marks in a buffer, each after a blank.
std::string marksIn(const void *buffer, size_t size)
{
    std::string marks;
    std::string_view rest(static_cast<const char *>(buffer), size);
    for (size_t at = rest.find(markPrefix); at != rest.npos; at = rest.find(markPrefix)) {
        rest.remove_prefix(at);
        if (rest.size() < markLength)
            break;
        const std::string_view mark = rest.substr(0, markLength);
        if (mark.find_first_not_of("0123456789", markPrefix.size()) == mark.npos)
            marks.append(1, ' ').append(mark);
        rest.remove_prefix(markPrefix.size());
    }
    return marks;
}

void noteStored(int descriptor, const void *buffer, ssize_t written)
{
    if (written <= 0 || !Log::instance().isOpen())
        return;
    if (const std::string marks = marksIn(buffer, size_t(written)); !marks.empty() && isLog(descriptor))
        Log::instance().write("stored", marks);
}

void noteSent(int descriptor, const void *buffer, size_t size)
{
    if (!Log::instance().isOpen())
        return;
    if (const std::string marks = marksIn(buffer, size); !marks.empty() && isSocket(descriptor))
        Log::instance().write("sent", marks);
}

bool isFull(int descriptor)
{
    const auto flag = setting("SYSWATCH_FULL");
    struct stat status { };
    if (flag.empty() || syscall(SYS_newfstatat, AT_FDCWD, flag.data(), &status, 0) != 0)
        return false;
    const std::string path = pathOf(descriptor);
    // The file of shared memory stays writable, as one that has its room already.
    return path.starts_with(setting("SYSWATCH_DATA")) && !path.ends_with("-shm");
}

int sync(int descriptor, const char *name)
{
    const bool watched = Log::instance().isOpen() && setting("SYSWATCH_DEAF").empty() && isLog(descriptor);
    if (watched)
        Log::instance().write("syncing", {});
    const int result = next<int(int)>(name)(descriptor);
    if (watched && result == 0)
        Log::instance().write("synced", {});
    return result;
}

} // namespace

extern "C" {

int fdatasync(int descriptor)
{
    return sync(descriptor, "fdatasync");
}

int fsync(int descriptor)
{
    return sync(descriptor, "fsync");
}

ssize_t pwrite64(int descriptor, const void *buffer, size_t size, off64_t offset)
{
    static const auto original = next<ssize_t(int, const void *, size_t, off64_t)>("pwrite64");
    if (isFull(descriptor)) {
        errno = ENOSPC;
        return -1;
    }
    const ssize_t written = original(descriptor, buffer, size, offset);
    noteStored(descriptor, buffer, written);
    return written;
}

ssize_t pwrite(int descriptor, const void *buffer, size_t size, off_t offset)
{
    return pwrite64(descriptor, buffer, size, offset);
}

ssize_t write(int descriptor, const void *buffer, size_t size)
{
    static const auto original = next<ssize_t(int, const void *, size_t)>("write");
    if (isFull(descriptor)) {
        errno = ENOSPC;
        return -1;
    }
    noteSent(descriptor, buffer, size);
    const ssize_t written = original(descriptor, buffer, size);
    noteStored(descriptor, buffer, written);
    return written;
}

ssize_t writev(int descriptor, const iovec *parts, int count)
{
    static const auto original = next<ssize_t(int, const iovec *, int)>("writev");
    for (int i = 0; i < count; ++i)
        noteSent(descriptor, parts[i].iov_base, parts[i].iov_len);
    return original(descriptor, parts, count);
}

ssize_t send(int descriptor, const void *buffer, size_t size, int flags)
{
    static const auto original = next<ssize_t(int, const void *, size_t, int)>("send");
    noteSent(descriptor, buffer, size);
    return original(descriptor, buffer, size, flags);
}

ssize_t sendto(int descriptor, const void *buffer, size_t size, int flags, const sockaddr *address,
               socklen_t length)
{
    static const auto original
        = next<ssize_t(int, const void *, size_t, int, const sockaddr *, socklen_t)>("sendto");
    noteSent(descriptor, buffer, size);
    return original(descriptor, buffer, size, flags, address, length);
}

ssize_t sendmsg(int descriptor, const msghdr *message, int flags)
{
    static const auto original = next<ssize_t(int, const msghdr *, int)>("sendmsg");
    for (size_t i = 0; i < message->msg_iovlen; ++i)
        noteSent(descriptor, message->msg_iov[i].iov_base, message->msg_iov[i].iov_len);
    return original(descriptor, message, flags);
}

} // extern "C"
