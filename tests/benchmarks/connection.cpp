// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/connection.h"

#include <QtEndian>

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace confab::tests {

namespace {

constexpr size_t readSize = 64 * 1024;
constexpr unsigned char finalText = 0x81;
constexpr unsigned char masked = 0x80;

/// The number after `Content-Length:` in a head.
size_t contentLength(std::string_view head)
{
    constexpr std::string_view name{"Content-Length: "};
    const size_t at = head.find(name);
    size_t length = 0;
    if (at != head.npos)
        std::from_chars(head.data() + at + name.size(), head.data() + head.size(), length);
    return length;
}

} // namespace

Connection::Connection(quint16 port, Protocol protocol)
    : m_protocol(protocol)
    , m_descriptor(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (m_descriptor < 0
        || connect(m_descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        qFatal("cannot connect to port %d: %s", port, std::strerror(errno));
    const int one = 1;
    setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setBlocking(false);
}

Connection::~Connection()
{
    close(m_descriptor);
}

void Connection::setBlocking(bool blocking)
{
    const int flags = fcntl(m_descriptor, F_GETFL);
    fcntl(m_descriptor, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
}

void Connection::upgrade(const QByteArray &request)
{
    setBlocking(true);
    write(std::string_view(request.constData(), size_t(request.size())));
    flush();
    size_t end = std::string::npos;
    while ((end = m_input.find("\r\n\r\n")) == std::string::npos) {
        if (!readSome())
            qFatal("the handshake was not answered");
    }
    if (m_input.compare(9, 3, "101") != 0)
        qFatal("the handshake was refused: %s", m_input.c_str());
    m_input.erase(0, end + 4);
    setBlocking(false);
}

QByteArray Connection::waitForFrame()
{
    setBlocking(true);
    std::string_view text;
    while (!nextFrame(text)) {
        if (!readSome())
            qFatal("the connection ended where a frame was due");
    }
    setBlocking(false);
    return {text.data(), qsizetype(text.size())};
}

void Connection::frame(std::string_view text)
{
    m_output.push_back(char(finalText));
    if (text.size() < 126) {
        m_output.push_back(char(masked | text.size()));
    } else {
        const quint16 length = qToBigEndian(quint16(text.size()));
        m_output.push_back(char(masked | 126));
        m_output.append(reinterpret_cast<const char *>(&length), sizeof length);
    }
    m_output.append(4, '\0'); // a key of zeros: masking is done, and costs us nothing
    m_output.append(text);
}

bool Connection::flush()
{
    while (m_written < m_output.size()) {
        const ssize_t sent
            = send(m_descriptor, m_output.data() + m_written, m_output.size() - m_written, MSG_NOSIGNAL);
        if (sent < 0)
            return false;
        m_written += size_t(sent);
    }
    m_output.clear();
    m_written = 0;
    return true;
}

bool Connection::readSome()
{
    m_input.erase(0, m_parsed);
    m_parsed = 0;
    const size_t size = m_input.size();
    m_input.resize(size + readSize);
    const ssize_t got = recv(m_descriptor, m_input.data() + size, readSize, 0);
    m_input.resize(size + size_t(std::max<ssize_t>(got, 0)));
    return got > 0;
}

void Connection::read(const Received &received)
{
    while (readSome()) {
        std::string_view whole;
        while (m_protocol == Protocol::Http ? nextAnswer(whole) : nextFrame(whole))
            received(whole);
        if (m_input.size() < readSize)
            break; // the kernel had no more
    }
}

bool Connection::nextFrame(std::string_view &text)
{
    const std::string_view rest = std::string_view(m_input).substr(m_parsed);
    if (rest.size() < 2)
        return false;
    size_t length = static_cast<unsigned char>(rest[1]);
    size_t head = 2;
    if (length == 126) {
        head = 4;
        length = rest.size() < head ? 0 : qFromBigEndian<quint16>(rest.data() + 2);
    } else if (length == 127) {
        head = 10;
        length = rest.size() < head ? 0 : size_t(qFromBigEndian<quint64>(rest.data() + 2));
    }
    if (rest.size() < head + length)
        return false;
    text = rest.substr(head, length);
    m_parsed += head + length;
    return true;
}

bool Connection::nextAnswer(std::string_view &body)
{
    const std::string_view rest = std::string_view(m_input).substr(m_parsed);
    const size_t end = rest.find("\r\n\r\n");
    if (end == rest.npos)
        return false;
    if (!rest.starts_with("HTTP/1.1 200"))
        qFatal("a request was refused: %s", std::string(rest).c_str());
    const size_t length = contentLength(rest.substr(0, end));
    if (rest.size() < end + 4 + length)
        return false;
    body = rest.substr(end + 4, length);
    m_parsed += end + 4 + length;
    return true;
}

Poller::Poller()
    : m_descriptor(epoll_create1(EPOLL_CLOEXEC))
{ }

Poller::~Poller()
{
    close(m_descriptor);
}

void Poller::add(const Connection &connection, int index)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u32 = uint32_t(index);
    epoll_ctl(m_descriptor, EPOLL_CTL_ADD, connection.descriptor(), &event);
}

void Poller::wait(int milliseconds, const std::function<void(int index)> &ready)
{
    std::array<epoll_event, 256> events{};
    const int count = epoll_wait(m_descriptor, events.data(), int(events.size()), milliseconds);
    for (int i = 0; i < count; ++i)
        ready(int(events.at(size_t(i)).data.u32));
}

} // namespace confab::tests
