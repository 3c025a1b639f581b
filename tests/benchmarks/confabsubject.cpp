// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/confabsubject.h"

#include "tests/benchmarks/phrases.h"
#include "tests/benchmarks/seeder.h"

#include <algorithm>
#include <sys/resource.h>

namespace confab::tests {

using namespace Qt::StringLiterals;
using Kind = Subject::Received::Kind;

namespace {

constexpr int searchedWords = 64;
constexpr int userPages = 64;

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

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject object(const Connection::Answer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

QStringList rareWords()
{
    QStringList words;
    for (int i = 0; i < searchedWords; ++i)
        words.append(Phrases::rareWord(i));
    return words;
}

/// Of the children of this process that have ended.
std::chrono::microseconds childrensTime()
{
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    const auto toTime = [](const timeval &time) {
        return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
    };
    return toTime(usage.ru_utime) + toTime(usage.ru_stime);
}

} // namespace

ConfabSubject::ConfabSubject(ConfabOptions options)
    : m_options(std::move(options))
{
    if (m_options.transport == ConfabOptions::Transport::Tls) {
        m_tls = std::make_unique<TlsClient>();
        TlsClient::makeCertificate(m_directory.filePath(u"certificate.pem"_s),
                                   m_directory.filePath(u"key.pem"_s));
    }
    for (int i = 0; i < m_options.nodes && !m_options.port; ++i)
        m_nodes.push_back(std::make_unique<TestServer>(settings()));
}

ConfabSubject::~ConfabSubject() = default;

QStringList ConfabSubject::settings() const
{
    QStringList settings{u"access_token_lifetime=1d"_s};
    if (!m_options.database.isEmpty())
        settings << u"database="_s + m_options.database;
    if (!m_options.bus.isEmpty())
        settings << u"bus="_s + m_options.bus;
    if (m_tls) {
        settings << u"tls_certificate="_s + m_directory.filePath(u"certificate.pem"_s)
                 << u"tls_key="_s + m_directory.filePath(u"key.pem"_s);
    }
    return settings + m_options.settings;
}

quint16 ConfabSubject::portOf(int user) const
{
    // Neighbours are on different nodes, where there are several.
    return m_options.port ? *m_options.port : m_nodes.at(size_t(user) % m_nodes.size())->port();
}

void ConfabSubject::start()
{
    for (const auto &node : m_nodes) {
        if (!node->start())
            qFatal("confabd did not start");
    }
    if (openHttp()->ask(httpRequest("GET", "/api/v1/server")).status != 200)
        qFatal("confabd did not answer");
}

void ConfabSubject::stop()
{
    for (const auto &node : m_nodes) {
        if (!node->stop())
            qWarning("confabd did not end cleanly; the figures are kept");
    }
}

bool ConfabSubject::seed(const SeedPlan &plan)
{
    if (m_nodes.empty())
        return false;
    const TestServer &node = *m_nodes.front();
    if (const auto done = seedInstallation(m_options.database, node.dataDirectory(), plan); !done)
        qFatal("the database could not be filled: %s", qPrintable(done.error().detail));
    m_isSeeded = true;
    return true;
}

QByteArray ConfabSubject::logIn(Connection &connection, int user) const
{
    const QByteArray credentials
        = json({{"username"_L1, seededName(user)}, {"password"_L1, QString(seededPassword)}});
    const QByteArray first = m_isSeeded ? "/api/v1/sessions" : "/api/v1/accounts";
    Connection::Answer answer = connection.ask(httpRequest("POST", first, {}, credentials));
    if (answer.status == 409)
        answer = connection.ask(httpRequest("POST", "/api/v1/sessions", {}, credentials));
    if (answer.status != 201)
        qFatal("a user could not log in: %d %s", answer.status, answer.body.constData());
    return object(answer)["session"_L1].toObject()["accessToken"_L1].toString().toLatin1();
}

std::string ConfabSubject::conversationOf(Connection &connection, int user) const
{
    const QJsonObject wanted{{"kind"_L1, "direct"_L1}, {"with"_L1, seededName(neighbour(user))}};
    const auto answer = connection.ask(
        httpRequest("POST", "/api/v1/conversations", m_tokens.at(size_t(user)), json(wanted)));
    if (answer.status != 201 && answer.status != 200)
        qFatal("there is no conversation: %d %s", answer.status, answer.body.constData());
    return object(answer)["id"_L1].toString().toStdString();
}

void ConfabSubject::addUsers(int count)
{
    const auto connection = openHttp();
    for (int user = int(m_tokens.size()); user < count; ++user)
        m_tokens.push_back(logIn(*connection, user));
    for (int user = int(m_conversations.size()); user + 1 < count; user += 2)
        m_conversations.insert(m_conversations.end(), 2, conversationOf(*connection, user));
}

std::unique_ptr<Connection> ConfabSubject::open(int user)
{
    auto connection
        = std::make_unique<Connection>(portOf(user), Connection::Protocol::WebSocket, m_tls.get());
    connection->upgrade(
        upgradeRequest("/api/v1/socket", "Authorization: Bearer " + m_tokens.at(size_t(user)) + "\r\n"));
    if (!connection->waitForFrame().contains("welcome"))
        qFatal("a socket was not welcomed");
    return connection;
}

std::unique_ptr<Connection> ConfabSubject::openHttp()
{
    return std::make_unique<Connection>(portOf(0), Connection::Protocol::Http, m_tls.get());
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

bool ConfabSubject::writeAmend(std::string &frame, int user, Amendment what, quint64 seq)
{
    static constexpr std::array<std::string_view, 3> types{"edit", "react", "read"};
    frame += R"({"type":")";
    frame += types.at(size_t(what));
    frame += R"(","ref":1,"conversation":")";
    frame += m_conversations.at(size_t(user));
    frame += R"(","seq":)";
    appendNumber(frame, seq);
    if (what == Amendment::Edit)
        frame += R"(,"body":"said in other words")";
    else if (what == Amendment::React)
        frame += R"(,"emoji":"👍","on":true)";
    frame += '}';
    return true;
}

Subject::Received ConfabSubject::read(std::string_view frame) const
{
    if (frame.starts_with(R"({"type":"ack")"))
        return {Kind::Ack, numberAfter(frame, R"("ref":)")};
    if (frame.starts_with(R"({"type":"message")"))
        return {Kind::Message, numberAfter(frame, R"("body":")")};
    if (frame.starts_with(R"({"type":"receipt")"))
        return {Kind::Receipt};
    if (frame.starts_with(R"({"type":"error")"))
        qFatal("confabd answered %s", std::string(frame).c_str());
    return {};
}

QList<QByteArray> ConfabSubject::requests(Reading reading)
{
    switch (reading) {
    case Reading::History:
        return {httpRequest("GET",
                            "/api/v1/conversations/" + QByteArray::fromStdString(m_conversations.front())
                                + "/messages?limit=50",
                            m_tokens.front())};
    case Reading::FirstSync:
        return {httpRequest("POST", "/api/v1/sync", m_tokens.front(), R"({"conversations":{}})")};
    case Reading::Sync:
        return {syncRequest()};
    case Reading::Users:
        return userRequests();
    case Reading::Search:
        return searches(rareWords(), Where::Everywhere, 50);
    }
    Q_UNREACHABLE();
}

/// What user 0 would ask who has heard the answer to a first sync.
QByteArray ConfabSubject::syncRequest()
{
    QJsonObject known;
    QJsonValue account;
    const auto connection = openHttp();
    for (bool more = true; more;) {
        const QJsonObject asked{{"conversations"_L1, known}};
        const QJsonObject answer
            = object(connection->ask(httpRequest("POST", "/api/v1/sync", m_tokens.front(), json(asked))));
        const QJsonArray conversations = answer["conversations"_L1].toArray();
        for (const QJsonValue &one : conversations)
            known.insert(one["id"_L1].toString(), QJsonArray{one["change"_L1], one["own"_L1]});
        account = answer["account"_L1]["account"_L1];
        more = answer["more"_L1].toBool();
    }
    QJsonObject asked{{"conversations"_L1, known}};
    if (account.isDouble())
        asked.insert("account"_L1, account);
    return httpRequest("POST", "/api/v1/sync", m_tokens.front(), json(asked));
}

QList<QByteArray> ConfabSubject::userRequests() const
{
    // By a part of the names, as people look for somebody; and the beginning, as the list opens.
    QList<QByteArray> requests;
    for (int i = 0; i < userPages; ++i) {
        const QByteArray query = i % 2 == 0 ? QByteArray() : "&query=" + QByteArray::number(i);
        requests.append(httpRequest("GET", "/api/v1/users?limit=50" + query, m_tokens.front()));
    }
    return requests;
}

QJsonArray ConfabSubject::ownConversations() const
{
    const auto connection = std::make_unique<Connection>(portOf(0), Connection::Protocol::Http, m_tls.get());
    const QByteArray request = httpRequest("GET", "/api/v1/conversations?limit=200", m_tokens.front());
    return object(connection->ask(request))["conversations"_L1].toArray();
}

QList<QByteArray> ConfabSubject::searches(const QStringList &texts, Where where, int limit)
{
    QByteArray options = "limit=" + QByteArray::number(limit);
    if (where != Where::Everywhere) {
        const QJsonArray all = ownConversations();
        const auto [least, most]
            = std::minmax_element(all.begin(), all.end(), [](const QJsonValue &a, const QJsonValue &b) {
                  return a["lastSeq"_L1].toInteger() < b["lastSeq"_L1].toInteger();
              });
        const QJsonValue one = where == Where::SmallestConversation ? *least : *most;
        options += "&conversation=" + one["id"_L1].toString().toLatin1();
    }
    QList<QByteArray> requests;
    for (const QString &text : texts) {
        const QByteArray path = "/api/v1/search?" + options + "&q=" + text.toUtf8().toPercentEncoding();
        requests.append(httpRequest("GET", path, m_tokens.front()));
    }
    return requests;
}

std::chrono::microseconds ConfabSubject::reindex()
{
    start(); // which gives the database its epoch
    stop();
    const auto before = childrensTime() + othersCpuTime();
    QStringList arguments{u"reindex"_s};
    if (!m_options.database.isEmpty())
        arguments << u"--set"_s << u"database="_s + m_options.database;
    const ProgramRun run = m_nodes.front()->command(arguments, {}, std::chrono::minutes(30));
    if (run.exitStatus != 0)
        qFatal("the search index could not be made: %s", run.errors.constData());
    return childrensTime() + othersCpuTime() - before;
}

QList<qint64> ConfabSubject::ownProcesses() const
{
    if (m_options.port)
        return m_options.processes;
    QList<qint64> processes;
    for (const auto &node : m_nodes)
        processes.append(node->pid());
    return processes;
}

QList<qint64> ConfabSubject::otherProcesses() const
{
    return m_options.port ? QList<qint64>() : m_options.processes;
}

} // namespace confab::tests
