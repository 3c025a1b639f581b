// SPDX-License-Identifier: Apache-2.0
#include "client/store/conversationlistmodel.h"
#include "client/store/hitlistmodel.h"
#include "tests/integration/client/device.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;
using Model = HitListModel;

/// A device that has only the last page of a long conversation finds what stands in the rest of it.
class FoundTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void findsWhatOnlyTheServerHas();
    void fetchesAllPages();
    void opensThePlace();
    void filtersOnTheServerToo();
    void saysThatOnlyThisDeviceWasSearched();

private:
    [[nodiscard]] Model *model() const { return m_ada->account->foundMessages(); }
    /// Searches until both sides have answered.
    [[nodiscard]] bool ask(const QString &query) const
    {
        model()->setQuery(query);
        return QTest::qWaitFor([this] { return !model()->isSearching(); }, patience);
    }
    [[nodiscard]] QStringList bodies() const
    {
        QStringList bodies;
        for (int row = 0; row < model()->rowCount(); ++row)
            bodies.append(model()->index(row, 0).data(Model::BodyRole).toString());
        return bodies;
    }

    static constexpr int patience = 20'000; // milliseconds
    static constexpr int messages = 200;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Device> m_ada;
    QString m_conversation;
};

void FoundTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<TestServer>();
    QVERIFY(m_server->start());
    Person grace(*m_server, u"grace"_s);
    Person ada(*m_server, u"ada"_s);
    m_conversation = grace.conversationWith(ada);
    // A needle at the very beginning, and one word that all have.
    QCOMPARE(ada.write(m_conversation, u"the needle of ada"_s).status, 201);
    for (int i = 1; i < messages; ++i)
        QCOMPARE(grace.write(m_conversation, u"straw %1"_s.arg(i)).status, 201);
    QTRY_COMPARE_WITH_TIMEOUT(grace.get(QString(u"/search?q=straw%20"_s + QString::number(messages - 1)))
                                  .json()["messages"_L1]
                                  .toArray()
                                  .size(),
                              1, patience);
    m_ada = std::make_unique<Device>(m_directory->filePath(u"ada"_s));
    QVERIFY(m_ada->signIn(*m_server, [](SignIn &signIn) { signIn.logIn(u"ada"_s, Person::password); }));
    m_ada->open();
    QTRY_VERIFY_WITH_TIMEOUT(m_ada->isOnline(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_ada->account->conversations()->rowCount() == 1, patience);
}

void FoundTest::cleanup()
{
    m_ada.reset();
    m_server.reset();
}

void FoundTest::findsWhatOnlyTheServerHas()
{
    QVERIFY(ask(u"needle"_s));
    QCOMPARE(bodies(), QStringList{u"the needle of ada"_s});
    QVERIFY(!model()->isLocal());
    QVERIFY(ask(u"haystack"_s));
    QCOMPARE(bodies(), QStringList());
}

void FoundTest::fetchesAllPages()
{
    QVERIFY(ask(u"straw"_s));
    while (model()->canFetchMore({})) {
        model()->fetchMore({});
        QTRY_VERIFY_WITH_TIMEOUT(!model()->isSearching(), patience);
    }
    QStringList all;
    for (int i = messages - 1; i > 0; --i)
        all.append(u"straw %1"_s.arg(i));
    QCOMPARE(bodies(), all);
}

void FoundTest::opensThePlace()
{
    QVERIFY(ask(u"needle"_s));
    const QModelIndex hit = model()->index(0, 0);
    const auto chat = m_ada->account->openMessages(hit.data(Model::ChatIdRole).value<ChatId>());
    const Seq seq(hit.data(Model::SeqRole).toLongLong());
    QCOMPARE(chat->rowOf(seq), -1);
    chat->showAround(seq);
    QTRY_VERIFY_WITH_TIMEOUT(chat->rowOf(seq) >= 0, patience);
    QCOMPARE(chat->index(chat->rowOf(seq), 0).data(MessageListModel::BodyRole).toString(),
             u"the needle of ada"_s);
}

void FoundTest::filtersOnTheServerToo()
{
    QVERIFY(ask(u"ne from:me"_s));
    QCOMPARE(bodies(), QStringList{u"the needle of ada"_s});
    QVERIFY(ask(u"ne from:grace"_s));
    QCOMPARE(bodies(), QStringList());
    QVERIFY(ask(u"needle in:grace after:2020-01-01"_s));
    QCOMPARE(bodies().size(), 1);
    QVERIFY(ask(u"needle before:2020-01-01"_s));
    QCOMPARE(bodies(), QStringList());
}

void FoundTest::saysThatOnlyThisDeviceWasSearched()
{
    QVERIFY(m_server->stop());
    QTRY_VERIFY_WITH_TIMEOUT(!m_ada->isOnline(), patience);
    QVERIFY(ask(u"straw %1"_s.arg(messages - 1)));
    QCOMPARE(bodies(), QStringList{u"straw %1"_s.arg(messages - 1)});
    QVERIFY(model()->isLocal());
    QVERIFY(ask(u"needle"_s));
    QCOMPARE(bodies(), QStringList());
    QVERIFY(model()->isLocal());
}

CONFAB_TEST(FoundTest)
#include "foundtest.moc"
