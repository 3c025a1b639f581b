// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/peersubject.h"

#include "tests/support/testserver.h"

namespace confab::tests {

using namespace Qt::StringLiterals;
using Kind = Subject::Received::Kind;

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
    if (openHttp()->ask(httpRequest("GET", "/")).status != 404)
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
    connection->upgrade(upgradeRequest("/?u=" + QByteArray::number(user)));
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

QList<QByteArray> PeerSubject::requests(Reading reading)
{
    if (reading != Reading::History || m_store != Store::Group)
        return {};
    return {httpRequest("GET", "/history?u=0&peer=1&limit=50")};
}

} // namespace confab::tests
