// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/subject.h"

#include <QFile>

#include <charconv>
#include <unistd.h>

namespace confab::tests {

using namespace Qt::StringLiterals;
using Kind = Subject::Received::Kind;

namespace {

constexpr size_t bodyLength = 100;
constexpr int numberLength = 12;

QByteArray handshake(const QByteArray &path, const QByteArray &more)
{
    return "GET " + path
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + more + "\r\n";
}

void appendNumber(std::string &out, quint64 number)
{
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

/// A UUID of version 7 whose low half is `number`.
void appendClientId(std::string &out, quint64 number)
{
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    std::array<char, 37> text{};
    std::snprintf(text.data(), text.size(), "%08x-%04x-7000-8000-%012llx",
                  unsigned(quint64(now.count()) >> 16U), unsigned(now.count() & 0xffff),
                  static_cast<unsigned long long>(number));
    out.append(text.data(), 36);
}

} // namespace

std::chrono::microseconds Subject::cpuTime() const
{
    QFile file(u"/proc/%1/stat"_s.arg(pid()));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    // After the name in brackets: state is field 3, utime and stime are 14 and 15 (proc(5)).
    const QByteArray text = file.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    const qint64 ticks = fields.at(11).toLongLong() + fields.at(12).toLongLong();
    return std::chrono::microseconds(ticks * 1'000'000 / sysconf(_SC_CLK_TCK));
}

double Subject::residentMebibytes() const
{
    QFile file(u"/proc/%1/statm"_s.arg(pid()));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return double(file.readAll().split(' ').at(1).toLongLong() * sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

void Subject::appendBody(std::string &out, quint64 number)
{
    std::string digits;
    appendNumber(digits, number);
    out.append(numberLength - digits.size(), '0');
    out.append(digits);
    out.append(bodyLength - numberLength, 'x');
}

quint64 Subject::numberAfter(std::string_view text, std::string_view before)
{
    const size_t at = text.find(before);
    quint64 number = 0;
    if (at != text.npos)
        std::from_chars(text.data() + at + before.size(), text.data() + text.size(), number);
    return number;
}

ConfabSubject::ConfabSubject()
    : m_server({u"access_token_lifetime=1d"_s})
{ }

void ConfabSubject::start()
{
    if (!m_server.start())
        qFatal("confabd did not start");
    if (HttpClient(m_server.port()).request("GET", "/api/v1/server").status != 200)
        qFatal("confabd did not answer");
}

void ConfabSubject::stop()
{
    if (!m_server.stop())
        qFatal("confabd did not end cleanly");
}

void ConfabSubject::addUsers(int count)
{
    for (int user = int(m_people.size()); user < count; ++user)
        m_people.push_back(std::make_unique<Person>(m_server, u"user%1"_s.arg(user)));
    for (int user = int(m_conversations.size()); user + 1 < count; user += 2) {
        const QString id = m_people.at(size_t(user))->conversationWith(*m_people.at(size_t(user) + 1));
        m_conversations.insert(m_conversations.end(), 2, id.toStdString());
    }
}

std::unique_ptr<Connection> ConfabSubject::open(int user)
{
    auto connection = std::make_unique<Connection>(m_server.port(), Connection::Protocol::WebSocket);
    connection->upgrade(handshake(
        "/api/v1/socket", "Authorization: Bearer " + m_people.at(size_t(user))->token().toLatin1() + "\r\n"));
    if (!connection->waitForFrame().contains("welcome"))
        qFatal("a socket was not welcomed");
    return connection;
}

std::unique_ptr<Connection> ConfabSubject::openHttp()
{
    return std::make_unique<Connection>(m_server.port(), Connection::Protocol::Http);
}

void ConfabSubject::writeSend(std::string &frame, int user, quint64 number)
{
    frame += R"({"type":"send","ref":)";
    appendNumber(frame, number);
    frame += R"(,"conversation":")";
    frame += m_conversations.at(size_t(user));
    frame += R"(","clientId":")";
    appendClientId(frame, number);
    frame += R"(","body":")";
    appendBody(frame, number);
    frame += R"("})";
}

Subject::Received ConfabSubject::read(std::string_view frame) const
{
    if (frame.starts_with(R"({"type":"ack")"))
        return {Kind::Ack, numberAfter(frame, R"("ref":)")};
    if (frame.starts_with(R"({"type":"message")"))
        return {Kind::Message, numberAfter(frame, R"("body":")")};
    if (frame.starts_with(R"({"type":"error")"))
        qFatal("confabd answered %s", std::string(frame).c_str());
    return {};
}

QByteArray ConfabSubject::historyRequest() const
{
    return "GET /api/v1/conversations/" + QByteArray::fromStdString(m_conversations.front())
        + "/messages?limit=50 HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
        + m_people.front()->token().toLatin1() + "\r\n\r\n";
}

PeerSubject::PeerSubject(QString command, Store store)
    : m_command(std::move(command))
    , m_store(store)
    , m_port(freePort())
{ }

PeerSubject::~PeerSubject()
{
    if (m_process.state() != QProcess::NotRunning)
        stop();
}

void PeerSubject::start()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PORT"_s, QString::number(m_port));
    environment.insert(u"STORE"_s, m_store == Store::Full ? u"full"_s : u"group"_s);
    environment.insert(u"DB"_s, m_directory.filePath(u"messages.db"_s));
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.startCommand(m_command);
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(10'000))
            qFatal("the peer did not start: %s", qPrintable(m_command));
    }
    if (HttpClient(m_port).request("GET", "/").status != 404)
        qFatal("the peer did not answer");
}

void PeerSubject::stop()
{
    m_process.terminate();
    m_process.waitForFinished(-1);
}

std::unique_ptr<Connection> PeerSubject::open(int user)
{
    auto connection = std::make_unique<Connection>(m_port, Connection::Protocol::WebSocket);
    connection->upgrade(handshake("/?u=" + QByteArray::number(user), {}));
    return connection;
}

std::unique_ptr<Connection> PeerSubject::openHttp()
{
    return std::make_unique<Connection>(m_port, Connection::Protocol::Http);
}

void PeerSubject::writeSend(std::string &frame, int user, quint64 number)
{
    frame += R"({"to":)";
    appendNumber(frame, quint64(neighbour(user)));
    frame += R"(,"body":")";
    appendBody(frame, number);
    frame += R"(","id":)";
    appendNumber(frame, number);
    frame += '}';
}

Subject::Received PeerSubject::read(std::string_view frame) const
{
    if (frame.starts_with(R"({"t":"a")"))
        return {Kind::Ack, numberAfter(frame, R"("id":)")};
    return {Kind::Message, numberAfter(frame, R"("body":")")};
}

QByteArray PeerSubject::historyRequest() const
{
    return "GET /history?u=0&peer=1&limit=50 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
}

} // namespace confab::tests
