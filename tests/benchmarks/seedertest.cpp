// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/seeder.h"

#include "server/storage/memberrepository.h"
#include "server/storage/messagerepository.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;

namespace confab::tests {

class SeederTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesConversations_data();
    void makesConversations();
    void numbersWithoutHole();
    void marksStandNearTheEnd();
    void firstConversationHasMost();
    void repeatsItself();
    void rareWordsDiffer();
    void messagesAreShort();

private:
    /// The only number of the only row.
    [[nodiscard]] static qint64 number(Database &database, const QString &sql);
    [[nodiscard]] static QList<MemberRepository::Known> conversationsOf(Database &database, int user);
};

qint64 SeederTest::number(Database &database, const QString &sql)
{
    auto rows = database.run(sql);
    return rows && rows->next() ? rows->integer(0) : -1;
}

QList<MemberRepository::Known> SeederTest::conversationsOf(Database &database, int user)
{
    const auto account = AccountRepository(database).findByName(seededName(user));
    if (!account || !*account)
        return {};
    const auto known = MemberRepository(database).conversationsOf((*account)->id);
    return known ? *known : QList<MemberRepository::Known>();
}

void SeederTest::makesConversations_data()
{
    QTest::addColumn<int>("users");
    QTest::addColumn<int>("partners");
    QTest::addColumn<int>("each");
    QTest::newRow("a pair") << 2 << 20 << 1;
    QTest::newRow("three") << 3 << 20 << 2;
    QTest::newRow("everybody with everybody") << 10 << 20 << 9;
    QTest::newRow("some on the ring") << 50 << 20 << 20;
    QTest::newRow("the next ones only") << 50 << 2 << 2;
}

void SeederTest::makesConversations()
{
    QFETCH(int, users);
    QFETCH(int, partners);
    QFETCH(int, each);
    StorageFixture fixture;
    QVERIFY(Seeder(fixture.database(), {.users = users, .messages = 100, .partners = partners}).run());
    QCOMPARE(number(fixture.database(), u"SELECT count(*) FROM account"_s), users);
    QCOMPARE(number(fixture.database(), u"SELECT count(*) FROM conversation"_s), users * each / 2);
    for (const int user : {0, users - 1})
        QCOMPARE(conversationsOf(fixture.database(), user).size(), each);
    QCOMPARE(number(fixture.database(), u"SELECT count(*) FROM message"_s), 100);
}

void SeederTest::numbersWithoutHole()
{
    StorageFixture fixture;
    QVERIFY(Seeder(fixture.database(), {.users = 10, .messages = 2000}).run());
    QCOMPARE(number(fixture.database(), uR"(
        SELECT count(*) FROM conversation c
         WHERE last_seq <> (SELECT count(*) FROM message WHERE conversation_id = c.id)
            OR last_seq <> (SELECT coalesce(max(seq), 0) FROM message WHERE conversation_id = c.id)
            OR change <> last_seq + 3)"_s),
             0); // its making, and the marks of the two
    QCOMPARE(number(fixture.database(), uR"(
        SELECT count(*) FROM message m JOIN message n ON n.conversation_id = m.conversation_id AND n.seq = m.seq + 1
         WHERE n.sent_at <= m.sent_at OR n.change <= m.change)"_s),
             0);
}

void SeederTest::marksStandNearTheEnd()
{
    StorageFixture fixture;
    QVERIFY(Seeder(fixture.database(), {.users = 10, .messages = 2000}).run());
    QCOMPARE(number(fixture.database(), uR"(
        SELECT count(*) FROM member m JOIN conversation c ON c.id = m.conversation_id
         WHERE m.read_seq > c.last_seq OR m.read_seq < c.last_seq - 3 OR m.delivered_seq <> c.last_seq)"_s),
             0);
}

void SeederTest::firstConversationHasMost()
{
    StorageFixture fixture;
    QVERIFY(Seeder(fixture.database(), {.users = 50, .messages = 5000}).run());
    QCOMPARE(number(fixture.database(), uR"(
        SELECT count(*) FROM conversation c, account a, account b
         WHERE a.username = 'user0' AND b.username = 'user1' AND c.low_id = a.id AND c.high_id = b.id
           AND c.last_seq = (SELECT max(last_seq) FROM conversation))"_s),
             1);
}

void SeederTest::repeatsItself()
{
    Phrases first(7);
    Phrases second(7);
    Phrases other(8);
    QStringList texts;
    QStringList otherTexts;
    for (int i = 0; i < 20; ++i) {
        texts.append(first.message());
        QCOMPARE(second.message(), texts.last());
        otherTexts.append(other.message());
    }
    QVERIFY(texts != otherTexts);
}

void SeederTest::rareWordsDiffer()
{
    QSet<QString> words;
    for (int i = 0; i < 20'000; ++i)
        words.insert(Phrases::rareWord(i));
    QCOMPARE(words.size(), 20'000);
}

void SeederTest::messagesAreShort()
{
    Phrases phrases(1);
    qint64 length = 0;
    for (int i = 0; i < 5000; ++i) {
        const QString text = phrases.message();
        QVERIFY(!text.isEmpty() && text.size() <= 400);
        length += text.size();
    }
    QVERIFY2(length / 5000 > 40 && length / 5000 < 100, qPrintable(QString::number(length / 5000)));
}

} // namespace confab::tests

using confab::tests::SeederTest;
CONFAB_TEST(SeederTest)
#include "seedertest.moc"
