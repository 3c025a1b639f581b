// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/connection.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace confab::tests {

Connection::Connection(quint16 port, Protocol protocol, const TlsClient *tls)
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
    if (tls)
        m_tls = tls->connect(m_descriptor);
    setBlocking(false);
}

Connection::~Connection()
{
    m_tls.reset();
    close(m_descriptor);
}

void Connection::setBlocking(bool blocking)
{
    const int flags = fcntl(m_descriptor, F_GETFL);
    fcntl(m_descriptor, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
}

void Connection::flushAll()
{
    if (!flush())
        qFatal("a request could not be sent: %s", std::strerror(errno));
}

Taken Connection::wait(Taken (*take)(std::string_view))
{
    std::array<char, 4096> buffer{};
    for (;;) {
        if (const Taken taken = take(m_input); taken.size > 0)
            return taken;
        const qsizetype got = receive(buffer.data(), buffer.size());
        if (got <= 0)
            qFatal("the connection ended where an answer was due");
        m_input.append(buffer.data(), size_t(got));
    }
}

void Connection::upgrade(const QByteArray &request)
{
    setBlocking(true);
    write(request);
    flushAll();
    const Taken answer = wait(takeAnswer);
    if (answer.status != 101)
        qFatal("the handshake was refused: %s", m_input.c_str());
    m_input.erase(0, answer.size);
    setBlocking(false);
}

QByteArray Connection::waitForFrame()
{
    setBlocking(true);
    const Taken taken = wait(takeFrame);
    const QByteArray text(taken.text.data(), qsizetype(taken.text.size()));
    m_input.erase(0, taken.size);
    setBlocking(false);
    return text;
}

Connection::Answer Connection::ask(const QByteArray &request)
{
    setBlocking(true);
    write(request);
    flushAll();
    const Taken taken = wait(takeAnswer);
    const Answer answer{taken.status, QByteArray(taken.text.data(), qsizetype(taken.text.size()))};
    m_input.erase(0, taken.size);
    setBlocking(false);
    return answer;
}

bool Connection::flush()
{
    while (m_written < m_output.size()) {
        const char *data = m_output.data() + m_written;
        const size_t size = m_output.size() - m_written;
        const qsizetype sent = m_tls ? TlsClient::write(m_tls.get(), data, size)
                                     : ::send(m_descriptor, data, size, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        m_written += size_t(sent);
    }
    m_output.clear();
    m_written = 0;
    return true;
}

qsizetype Connection::receive(char *data, size_t size)
{
    return m_tls ? TlsClient::read(m_tls.get(), data, size) : recv(m_descriptor, data, size, 0);
}

size_t Connection::hear(std::string_view bytes, const Received &received) const
{
    size_t heard = 0;
    for (;;) {
        const std::string_view rest = bytes.substr(heard);
        const Taken taken = m_protocol == Protocol::Http ? takeAnswer(rest) : takeFrame(rest);
        if (taken.size == 0)
            return heard;
        if (m_protocol == Protocol::Http && taken.status != 200)
            qFatal("a request was refused: %s", std::string(rest).c_str());
        received(taken.text);
        heard += taken.size;
    }
}

void Connection::read(ReadBuffer &buffer, const Received &received)
{
    qsizetype got = 0;
    do {
        got = receive(buffer.data(), buffer.size());
        if (got <= 0)
            return;
        std::string_view bytes(buffer.data(), size_t(got));
        if (m_input.empty()) {
            bytes.remove_prefix(hear(bytes, received));
            m_input.assign(bytes);
        } else {
            m_input.append(bytes);
            m_input.erase(0, hear(m_input, received));
        }
    } while (size_t(got) == buffer.size()); // less: the kernel had no more
}

} // namespace confab::tests
