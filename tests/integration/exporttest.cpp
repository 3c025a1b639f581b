// SPDX-License-Identifier: Apache-2.0
#include "tests/support/person.h"
#include "tests/support/testcase.h"
#include "tests/support/zipentries.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

/// Somebody takes everything along, over the wire.
class ExportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { QVERIFY(m_server->stop()); }

    void isMadeAndRead();
    void isMadeAlsoAfterAKill();
    void isGoneWithTheAccount();

private:
    [[nodiscard]] static QString begin(Person &person)
    {
        const HttpAnswer begun = person.post(u"/exports"_s, {});
        return begun.status == 202 ? u"/exports/"_s + begun.json()["id"_L1].toString() : QString();
    }
    [[nodiscard]] static QString state(Person &person, const QString &path)
    {
        return person.ask("GET", path, {}, {{"Accept", "application/json"}}).json()["state"_L1].toString();
    }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Person> m_ada;
    std::unique_ptr<Person> m_grace;
    QString m_conversation;
};

void ExportTest::init()
{
    m_server = std::make_unique<TestServer>();
    QVERIFY(m_server->start());
    m_ada = std::make_unique<Person>(*m_server, u"ada"_s);
    m_grace = std::make_unique<Person>(*m_server, u"grace"_s);
    m_conversation = m_ada->conversationWith(*m_grace);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(m_ada->write(m_conversation, u"number %1"_s.arg(i)).status, 201);
}

void ExportTest::isMadeAndRead()
{
    const QString file = m_ada->upload(u"noise.bin"_s, QByteArray(600'000, 'n'));
    const QJsonObject message{
        {"clientId"_L1, Person::newClientId()}, {"body"_L1, ""_L1}, {"attachments"_L1, QJsonArray{file}}};
    QCOMPARE(m_ada->post(u"/conversations/%1/messages"_s.arg(m_conversation), message).status, 201);
    const QString path = begin(*m_ada);
    QVERIFY(!path.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(state(*m_ada, path), u"ready"_s, 20'000);
    const HttpAnswer whole = m_ada->get(path);
    QCOMPARE(whole.status, 200);
    QCOMPARE(whole.headers.value("content-type"), "application/zip");
    QVERIFY(whole.headers.value("content-disposition").startsWith("attachment"));
    QCOMPARE(whole.headers.value("x-content-type-options"), "nosniff");
    const auto entries = zipEntries(whole.body);
    QVERIFY(entries);
    QVERIFY(entries->contains("README.txt"));
    QCOMPARE(entries->value("files/" + file.toLatin1() + "/noise.bin").size(), 600'000);
    // In parts, as a download that was cut goes on.
    const HttpAnswer part = m_ada->ask("GET", path, {}, {{"Range", "bytes=1000-1999"}});
    QCOMPARE(part.status, 206);
    QCOMPARE(part.body, whole.body.mid(1000, 1000));
    QCOMPARE(m_grace->get(path).status, 404);
    QCOMPARE(HttpClient(m_server->port()).request("GET", "/api/v1" + path.toLatin1()).status, 401);
    QCOMPARE(m_ada->remove(path).status, 204);
    QCOMPARE(m_ada->get(path).status, 404);
}

void ExportTest::isMadeAlsoAfterAKill()
{
    const QString path = begin(*m_ada);
    QVERIFY(!path.isEmpty());
    m_server->kill();
    QVERIFY(m_server->start());
    QTRY_COMPARE_WITH_TIMEOUT(state(*m_ada, path), u"ready"_s, 20'000);
    QVERIFY(zipEntries(m_ada->get(path).body));
}

void ExportTest::isGoneWithTheAccount()
{
    const QString path = begin(*m_grace);
    QTRY_COMPARE_WITH_TIMEOUT(state(*m_grace, path), u"ready"_s, 20'000);
    const QJsonObject deletion{{"password"_L1, Person::password}, {"messages"_L1, "keep"_L1}};
    QCOMPARE(m_grace->ask("DELETE", u"/me"_s, Person::json(deletion)).status, 204);
    QCOMPARE(m_grace->get(path).status, 401);
    // What is left of her goes the same way for others.
    QCOMPARE(m_ada->get(path).status, 404);
}

} // namespace confab::tests

using confab::tests::ExportTest;
CONFAB_TEST(ExportTest)
#include "exporttest.moc"
