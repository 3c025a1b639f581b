// SPDX-License-Identifier: Apache-2.0
#include "server/domain/peopleservice.h"
#include "server/domain/crypto.h"
#include "server/domain/presencesource.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

class EverybodyHere final : public PresenceSource {
public:
    [[nodiscard]] std::optional<Presence> presence(AccountId) const override { return Presence::Online; }
};

} // namespace

class PeopleServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_storage = std::make_unique<StorageFixture>();
        // Somebody who looks, and is in no list.
        m_viewer = m_storage->person(u"~viewer"_s);
        QVERIFY(AccountRepository(m_storage->database()).setDisabled(m_viewer.account, true));
    }
    void cleanup() { m_storage.reset(); }

    void findsAnyPartOfANameLiterally_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QStringList>("names");
        const QStringList all{u"ada"_s, u"grace_h"_s, u"linus"_s, u"zoe"_s};
        QTest::newRow("nothing finds all") << QString() << all;
        QTest::newRow("blanks find all") << u"  "_s << all;
        QTest::newRow("the beginning of a username") << u"gra"_s << QStringList{u"grace_h"_s};
        QTest::newRow("the middle of a username") << u"inu"_s << QStringList{u"linus"_s};
        QTest::newRow("one letter") << u"a"_s << QStringList{u"ada"_s, u"grace_h"_s};
        QTest::newRow("part of a display name") << u"lovel"_s << QStringList{u"ada"_s};
        QTest::newRow("across a blank of it") << u"grace h"_s << QStringList{u"grace_h"_s};
        QTest::newRow("another case") << u"LOVELACE"_s << QStringList{u"ada"_s};
        QTest::newRow("another case beyond ASCII") << u"ÉTOILE"_s << QStringList{u"zoe"_s};
        QTest::newRow("another script") << u"林"_s << QStringList{u"linus"_s};
        QTest::newRow("a full-width letter") << u"ａｄａ"_s << QStringList{u"ada"_s};
        QTest::newRow("an underscore is no wildcard") << u"e_h"_s << QStringList{u"grace_h"_s};
        QTest::newRow("nor does it stand for a letter") << u"l_nus"_s << QStringList();
        QTest::newRow("a percent sign is no wildcard") << u"%"_s << QStringList{u"zoe"_s};
        QTest::newRow("a backslash is a backslash") << u"\\"_s << QStringList{u"zoe"_s};
        QTest::newRow("both names are not one") << u"adaada"_s << QStringList();
        QTest::newRow("SQL is text") << u"' OR 1=1 --"_s << QStringList();
    }
    void findsAnyPartOfANameLiterally()
    {
        QFETCH(QString, query);
        add(u"zoe"_s, u"100% \\ étoile"_s);
        add(u"ada"_s, u"Ada Lovelace"_s);
        add(u"grace_h"_s, u"Grace Hopper"_s);
        add(u"linus"_s, u"林"_s);
        const auto page = m_people.list(m_storage->database(), m_viewer, query, 10, {});
        QVERIFY(page);
        QStringList names;
        for (const User &user : page->items)
            names.append(user.username);
        QTEST(names, "names");
    }

    void listsInPages()
    {
        for (int i = 0; i < 25; ++i)
            add(u"Person%1"_s.arg(i, 2, 10, QChar(u'0')), u"Somebody"_s);
        QStringList names;
        QString after;
        int pages = 0;
        do {
            const auto page = m_people.list(m_storage->database(), m_viewer, u"some"_s, 10, after);
            QVERIFY(page);
            for (const User &user : page->items)
                names.append(user.username);
            after = page->next;
            ++pages;
        } while (!after.isEmpty());
        QCOMPARE(pages, 3);
        QCOMPARE(names.size(), 25);
        QVERIFY(std::is_sorted(names.begin(), names.end()));
        QCOMPARE(QSet(names.begin(), names.end()).size(), 25);
    }

    void endsWithAFullPage()
    {
        for (int i = 0; i < 10; ++i)
            add(u"person%1"_s.arg(i), u"Somebody"_s);
        QVERIFY(m_people.list(m_storage->database(), m_viewer, {}, 10, {})->next.isEmpty());
    }

    void refusesWhatIsNoCursor_data()
    {
        QTest::addColumn<QString>("cursor");
        QTest::newRow("not base64") << u"!!!"_s;
        QTest::newRow("no name in it") << QString::fromLatin1(crypto::toBase64Url("a b"));
        QTest::newRow("two keys") << QString::fromLatin1(crypto::toBase64Url("ada\nada"));
        QTest::newRow("padding") << u"YWRhbQ=="_s;
        QTest::newRow("beyond ASCII") << u"é"_s;
    }
    void refusesWhatIsNoCursor()
    {
        QFETCH(QString, cursor);
        const auto page = m_people.list(m_storage->database(), m_viewer, {}, 10, cursor);
        QVERIFY(!page);
        QCOMPARE(page.error().code, ErrorCode::InvalidField);
        QCOMPARE(page.error().field, u"after"_s);
    }

    void findsOneInAnyCase()
    {
        add(u"Ada"_s, u"Ada Lovelace"_s);
        QCOMPARE(m_people.find(m_storage->database(), m_viewer, u"aDA"_s)->username, u"Ada"_s);
        QCOMPARE(m_people.find(m_storage->database(), m_viewer, u"ad"_s).error().code, ErrorCode::NotFound);
        QCOMPARE(m_people.find(m_storage->database(), m_viewer, u""_s).error().code, ErrorCode::NotFound);
    }

    void leavesOutWhoIsDisabled()
    {
        const AccountId ada = add(u"ada"_s, u"Ada"_s);
        QVERIFY(AccountRepository(m_storage->database()).setDisabled(ada, true));
        QVERIFY(m_people.list(m_storage->database(), m_viewer, {}, 10, {})->items.isEmpty());
        QVERIFY(m_people.find(m_storage->database(), m_viewer,
                              u"ada"_s)); // the name still stands in conversations
    }

    void showsPresenceOnlyWhereItIsShared()
    {
        const AccountId ada = add(u"ada"_s, u"Ada"_s);
        AccountRepository accounts(m_storage->database());
        QVERIFY(accounts.setLastSeen(ada, m_storage->clock().now()));
        const auto shared = m_people.find(m_storage->database(), m_viewer, u"ada"_s);
        QCOMPARE(shared->presence, std::optional(Presence::Online));
        QCOMPARE(shared->lastSeenAt, std::optional(m_storage->clock().now()));

        AccountRow row = **accounts.find(ada);
        row.sharePresence = false;
        QVERIFY(accounts.updateProfile(row));
        const auto hidden = m_people.find(m_storage->database(), m_viewer, u"ada"_s);
        QCOMPARE(hidden->presence, std::nullopt);
        QCOMPARE(hidden->lastSeenAt, std::nullopt);
        QVERIFY(!m_people.list(m_storage->database(), m_viewer, {}, 10, {})->items.first().presence);
    }

    void showsNothingToWhoSharesNothing()
    {
        const AccountId ada = add(u"ada"_s, u"Ada"_s);
        AccountRepository accounts(m_storage->database());
        QVERIFY(accounts.setLastSeen(ada, m_storage->clock().now()));
        AccountRow viewer = **accounts.find(m_viewer.account);
        viewer.sharePresence = false;
        QVERIFY(accounts.updateProfile(viewer));
        const auto seen = m_people.find(m_storage->database(), m_viewer, u"ada"_s);
        QCOMPARE(seen->presence, std::nullopt);
        QCOMPARE(seen->lastSeenAt, std::nullopt);
    }

    void showsNothingWhereOneBlocksTheOther_data()
    {
        QTest::addColumn<bool>("viewerBlocks");
        QTest::newRow("the one who looks is blocked") << false;
        QTest::newRow("the one who looks blocks") << true;
    }
    void showsNothingWhereOneBlocksTheOther()
    {
        QFETCH(bool, viewerBlocks);
        const AccountId ada = add(u"ada"_s, u"Ada"_s);
        const AccountId zoe = add(u"zoe"_s, u"Zoe"_s);
        QVERIFY(AccountRepository(m_storage->database()).setLastSeen(ada, m_storage->clock().now()));
        const RelationRepository relations(m_storage->database());
        QVERIFY(viewerBlocks
                    ? relations.insert(m_viewer.account, Relation::Block, ada, m_storage->clock().now())
                    : relations.insert(ada, Relation::Block, m_viewer.account, m_storage->clock().now()));
        const auto page = m_people.list(m_storage->database(), m_viewer, {}, 10, {});
        QCOMPARE(page->items.size(), 2);
        QCOMPARE(page->items[0].presence, std::nullopt);
        QCOMPARE(page->items[0].lastSeenAt, std::nullopt);
        QCOMPARE(page->items[1].id, zoe);
        QCOMPARE(page->items[1].presence, std::optional(Presence::Online));
    }

private:
    AccountId add(const QString &username, const QString &displayName)
    {
        return *AccountRepository(m_storage->database())
                    .insert({.username = username,
                             .displayName = displayName,
                             .passwordHash = u"none"_s,
                             .createdAt = m_storage->clock().now()});
    }

    std::unique_ptr<StorageFixture> m_storage;
    Caller m_viewer;
    EverybodyHere m_presence;
    PeopleService m_people{m_presence};
};

CONFAB_TEST(PeopleServiceTest)
#include "peopleservicetest.moc"
