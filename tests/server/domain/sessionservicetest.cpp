// SPDX-License-Identifier: Apache-2.0
#include "shared/core/limits.h"
#include "tests/server/domain/accountsfixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class SessionServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<AccountsFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void refreshesWithASuccessor()
    {
        const Session first = m_fixture->join(u"ada"_s).session;
        m_fixture->clock().advance(20min);
        QVERIFY(!m_fixture->isLoggedIn(first)); // expired
        const auto second = m_fixture->refresh(first.refreshToken);
        QVERIFY(second && *second);
        QCOMPARE((*second)->id, first.id);
        QVERIFY((*second)->refreshToken != first.refreshToken);
        QVERIFY(m_fixture->isLoggedIn(**second));
    }

    void answersARepeatWithTheSameSuccessor()
    {
        const Session first = m_fixture->join(u"ada"_s).session;
        const QString second = (*m_fixture->refresh(first.refreshToken))->refreshToken;
        for (int i = 0; i < 3; ++i)
            QCOMPARE((*m_fixture->refresh(first.refreshToken))->refreshToken, second);
        const QString third = (*m_fixture->refresh(second))->refreshToken;
        QVERIFY(third != second);
        QCOMPARE((*m_fixture->refresh(second))->refreshToken, third);
    }

    void revokesTheSessionWhenAnOldTokenComes()
    {
        const Session first = m_fixture->join(u"ada"_s).session;
        const Session second = **m_fixture->refresh(first.refreshToken);
        const Session third = **m_fixture->refresh(second.refreshToken);
        QVERIFY(m_fixture->isLoggedIn(third));
        QCOMPARE(m_fixture->takeEnds(), QList<SessionId>());

        const auto stolen = m_fixture->refresh(first.refreshToken);
        QVERIFY(stolen);
        QVERIFY(!*stolen);
        QVERIFY(!m_fixture->isLoggedIn(third));
        QCOMPARE(m_fixture->takeEnds(), QList{first.id});
        QCOMPARE(m_fixture->refresh(third.refreshToken).error().code, ErrorCode::NotAuthenticated);
    }

    void refusesTokensThatAreNone_data()
    {
        QTest::addColumn<QString>("token");
        const FakeKeyStore others;
        QTest::newRow("nothing") << QString();
        QTest::newRow("of no session") << RefreshTokens(others).issue(SessionId(1), 1, "nonce");
        QTest::newRow("a word") << u"token"_s;
    }
    void refusesTokensThatAreNone()
    {
        QFETCH(QString, token);
        QCOMPARE(m_fixture->refresh(token).error().code, ErrorCode::NotAuthenticated);
    }

    void refusesAForgedTokenWithoutHarm()
    {
        const FakeKeyStore others;
        const Session session = m_fixture->join(u"ada"_s).session;
        const QString forged = RefreshTokens(others).issue(session.id, 1, "nonce");
        QCOMPARE(m_fixture->refresh(forged).error().code, ErrorCode::NotAuthenticated);
        QVERIFY(m_fixture->isLoggedIn(session));
    }

    void endsWhatIsNotUsed()
    {
        const Session used = m_fixture->join(u"ada"_s).session;
        const Session unused = m_fixture->logIn(u"ada"_s, u"correct horse"_s)->session;
        m_fixture->clock().advance(60 * 24h);
        const Session renewed = **m_fixture->refresh(used.refreshToken);
        m_fixture->clock().advance(31 * 24h);

        const auto late = m_fixture->refresh(unused.refreshToken);
        QVERIFY(late);
        QVERIFY(!*late);
        QCOMPARE(m_fixture->takeEnds(), QList{unused.id});
        QVERIFY(*m_fixture->refresh(renewed.refreshToken));
    }

    void tidiesWhatNobodyUses()
    {
        const Session unused = m_fixture->join(u"ada"_s).session;
        m_fixture->clock().advance(91 * 24h);
        const Session fresh = m_fixture->logIn(u"ada"_s, u"correct horse"_s)->session;
        const auto tidy = [this](Transaction &transaction) { return m_fixture->sessions.tidy(transaction); };
        QVERIFY(m_fixture->write(tidy));
        QCOMPARE(m_fixture->takeEnds(), QList{unused.id});
        QVERIFY(m_fixture->isLoggedIn(fresh));
        QCOMPARE(SessionRepository(m_fixture->database()).endsAfter(0)->size(), 1);
        m_fixture->clock().advance(25h);
        QVERIFY(m_fixture->write(tidy));
        QCOMPARE(SessionRepository(m_fixture->database()).endsAfter(0)->size(), 0);
    }

    void letsTheLongestUnusedGiveWay()
    {
        const LoggedIn first = m_fixture->join(u"ada"_s);
        m_fixture->clock().advance(1s);
        const LoggedIn second = *m_fixture->logIn(u"ada"_s, u"correct horse"_s);
        for (int i = 2; i < Limits::sessions; ++i) {
            m_fixture->clock().advance(1s);
            QVERIFY(m_fixture->logIn(u"ada"_s, u"correct horse"_s));
        }
        QVERIFY(*m_fixture->refresh(first.session.refreshToken)); // used again
        QCOMPARE(m_fixture->takeEnds(), QList<SessionId>());
        QVERIFY(m_fixture->logIn(u"ada"_s, u"correct horse"_s));
        QCOMPARE(m_fixture->takeEnds(), QList{second.session.id});
    }

    void tellsFromWhereASessionWasUsedLast()
    {
        const LoggedIn ada = *m_fixture->accounts.registerAccount(
            m_fixture->database(), m_fixture->writer, {.username = u"ada"_s, .password = u"correct horse"_s},
            u"192.0.2.7"_s);
        const auto address = [&] {
            const Caller caller{.account = ada.user.id, .session = ada.session.id};
            return m_fixture->sessions.list(m_fixture->database(), caller, 10, {})->items.first().address;
        };
        QCOMPARE(address(), u"192.0.2.7"_s);
        QVERIFY(m_fixture->writer.run<std::optional<Session>>([&](Transaction &transaction) {
            return m_fixture->sessions.refresh(transaction, ada.session.refreshToken, u"2001:db8::1"_s);
        }));
        QCOMPARE(address(), u"2001:db8::1"_s);
    }

    void listsLatestUsedFirst()
    {
        const LoggedIn first = m_fixture->join(u"ada"_s);
        m_fixture->clock().advance(1s);
        const LoggedIn second = *m_fixture->accounts.logIn(
            m_fixture->database(), m_fixture->writer,
            {.username = u"ada"_s, .password = u"correct horse"_s, .device = u"phone"_s});
        m_fixture->join(u"grace"_s);
        const auto page = list(second, 10, {});
        QVERIFY(page);
        QCOMPARE(page->items.size(), 2);
        QCOMPARE(page->items[0].id, second.session.id);
        QCOMPARE(page->items[0].device, u"phone"_s);
        QVERIFY(page->items[0].current);
        QCOMPARE(page->items[1].id, first.session.id);
        QVERIFY(!page->items[1].current);
        QVERIFY(page->next.isEmpty());
    }

    void listsInPages()
    {
        const LoggedIn caller = m_fixture->join(u"ada"_s);
        for (int i = 0; i < 6; ++i)
            QVERIFY(m_fixture->logIn(u"ada"_s, u"correct horse"_s)); // all at the same time
        QList<SessionId> seen;
        QString after;
        do {
            const auto page = list(caller, 3, after);
            QVERIFY(page);
            QVERIFY(page->items.size() <= 3);
            for (const SessionSummary &session : page->items)
                seen.append(session.id);
            after = page->next;
        } while (!after.isEmpty());
        QCOMPARE(seen.size(), 7);
        QCOMPARE(QSet(seen.begin(), seen.end()).size(), 7);
    }

    void refusesWhatIsNoCursor_data()
    {
        QTest::addColumn<QString>("cursor");
        QTest::newRow("a word") << u"cursor"_s;
        QTest::newRow("not base64") << u"!!!"_s;
        QTest::newRow("one key") << u"MQ"_s;
        QTest::newRow("no number") << QString::fromLatin1(crypto::toBase64Url("a\n1"));
        QTest::newRow("no id") << QString::fromLatin1(crypto::toBase64Url("1\n0"));
        QTest::newRow("three keys") << QString::fromLatin1(crypto::toBase64Url("1\n1\n1"));
        QTest::newRow("padding") << QString::fromLatin1(QByteArray("1\n1").toBase64()) + u'=';
    }
    void refusesWhatIsNoCursor()
    {
        QFETCH(QString, cursor);
        const auto page = list(m_fixture->join(u"ada"_s), 10, cursor);
        QVERIFY(!page);
        QCOMPARE(page.error().code, ErrorCode::InvalidField);
        QCOMPARE(page.error().field, u"after"_s);
    }

    void endsOnlyTheCallersOwn()
    {
        const LoggedIn ada = m_fixture->join(u"ada"_s);
        const LoggedIn grace = m_fixture->join(u"grace"_s);
        const auto end = [&](const LoggedIn &caller, SessionId session) {
            return m_fixture->write([&, session](Transaction &transaction) {
                return m_fixture->sessions.end(transaction, callerOf(caller), session);
            });
        };
        QCOMPARE(end(ada, grace.session.id).error().code, ErrorCode::NotFound);
        QVERIFY(m_fixture->isLoggedIn(grace.session));
        QVERIFY(end(ada, ada.session.id));
        QVERIFY(!m_fixture->isLoggedIn(ada.session));
        QCOMPARE(m_fixture->takeEnds(), QList{ada.session.id});
        QCOMPARE(end(ada, ada.session.id).error().code, ErrorCode::NotFound);
    }

private:
    Result<Page<SessionSummary>> list(const LoggedIn &caller, int limit, const QString &after)
    {
        return m_fixture->sessions.list(m_fixture->database(), callerOf(caller), limit, after);
    }

    std::unique_ptr<AccountsFixture> m_fixture;
};

CONFAB_TEST(SessionServiceTest)
#include "sessionservicetest.moc"
