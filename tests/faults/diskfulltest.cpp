// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// A disk that fills while people write: what cannot be stored is refused clearly, nothing that was
/// acknowledged is lost, and writing goes on as soon as there is room. The disk is full as long as a file
/// exists (syswatch.cpp).
class DiskFullTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void refusesLosesNothingAndGoesOn();
    void refusesOverTheSocketToo();
    void readingGoesOn();
    void startsAgainOnAFullDisk();

private:
    void fill();
    void makeRoom() { QFile::remove(m_flag); }

    std::unique_ptr<TestServer> m_server;
    QString m_flag;
    std::unique_ptr<Person> m_ada;
    std::unique_ptr<Person> m_grace;
    QString m_conversation;
};

void DiskFullTest::init()
{
    m_server = std::make_unique<TestServer>();
    m_flag = m_server->filePath(u"full"_s);
    m_server->setEnvironment(u"LD_PRELOAD"_s, QStringLiteral(SYSWATCH));
    m_server->setEnvironment(u"ASAN_OPTIONS"_s, u"verify_asan_link_order=0"_s);
    m_server->setEnvironment(u"SYSWATCH_FULL"_s, m_flag);
    m_server->setEnvironment(u"SYSWATCH_DATA"_s, m_server->dataDirectory());
    QVERIFY(m_server->start());
    m_ada = std::make_unique<Person>(*m_server, u"ada"_s);
    m_grace = std::make_unique<Person>(*m_server, u"grace"_s);
    m_conversation = m_ada->conversationWith(*m_grace);
}

void DiskFullTest::cleanup()
{
    QVERIFY(!m_server->isRunning() || m_server->stop());
    m_server.reset();
}

void DiskFullTest::fill()
{
    QFile file(m_flag);
    QVERIFY(file.open(QIODevice::WriteOnly));
}

void DiskFullTest::refusesLosesNothingAndGoesOn()
{
    QCOMPARE(m_ada->write(m_conversation, u"before"_s).status, 201);
    fill();
    const QString clientId = Person::newClientId();
    for (int i = 0; i < 5; ++i) {
        const HttpAnswer refused = m_ada->write(m_conversation, u"refused"_s, clientId);
        QCOMPARE(refused.status, 507);
        QCOMPARE(refused.code(), u"storage_full"_s);
    }
    makeRoom();
    QCOMPARE(m_ada->write(m_conversation, u"after"_s, clientId).status, 201);

    m_server->kill();
    QVERIFY(m_server->start());
    const auto messages = m_grace->messages(m_conversation);
    QCOMPARE(messages.size(), 2);
    QCOMPARE(messages.at(0)["body"_L1], "before"_L1);
    QCOMPARE(messages.at(1)["body"_L1], "after"_L1);
    QCOMPARE(messages.at(1)["seq"_L1].toInt(), 2);
}

void DiskFullTest::refusesOverTheSocketToo()
{
    const auto socket = m_ada->openSocket();
    QVERIFY(socket);
    const QJsonObject frame{{"type"_L1, "send"_L1},
                            {"conversation"_L1, m_conversation},
                            {"clientId"_L1, Person::newClientId()},
                            {"body"_L1, "hello"_L1}};
    fill();
    const QJsonObject refused = socket->ask(frame);
    QCOMPARE(refused["type"_L1], "error"_L1);
    QCOMPARE(refused["code"_L1], "storage_full"_L1);
    QCOMPARE(refused["status"_L1], 507);
    makeRoom();
    const QJsonObject stored = socket->ask(frame);
    QCOMPARE(stored["type"_L1], "ack"_L1);
    QCOMPARE(stored["seq"_L1], 1);
}

void DiskFullTest::readingGoesOn()
{
    QCOMPARE(m_ada->write(m_conversation, u"hello"_s).status, 201);
    fill();
    QCOMPARE(m_grace->messages(m_conversation).size(), 1);
    QCOMPARE(m_grace->get(u"/me"_s).status, 200);
    QVERIFY(m_grace->openSocket());
    makeRoom();
}

void DiskFullTest::startsAgainOnAFullDisk()
{
    QCOMPARE(m_ada->write(m_conversation, u"hello"_s).status, 201);
    fill();
    m_server->kill();
    // It may start and only read, or say what is missing; it may not hang or harm the data.
    if (m_server->start()) {
        QCOMPARE(m_ada->write(m_conversation, u"refused"_s).status, 507);
    } else {
        QVERIFY(m_server->log().contains("full"));
    }
    m_server->kill();
    makeRoom();
    QVERIFY(m_server->start());
    QCOMPARE(m_grace->messages(m_conversation).size(), 1);
    QCOMPARE(m_ada->write(m_conversation, u"after"_s).status, 201);
}

} // namespace confab::tests

using confab::tests::DiskFullTest;
CONFAB_TEST(DiskFullTest)
#include "diskfulltest.moc"
