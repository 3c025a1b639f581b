// SPDX-License-Identifier: Apache-2.0
#include "server/api/accounthandlers.h"
#include "tests/server/domain/accountsfixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The calls that take a password: what they answer, and how often they may be tried.
class AccountHandlersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_peer = QHostAddress(u"192.0.2.1"_s);
        m_caller = {};
        m_body.reset();
        m_fixture = std::make_unique<AccountsFixture>();
        m_limits = std::make_unique<AccountLimits>(AccountLimits::State::On, m_fixture->clock());
        m_router = std::make_unique<Router>();
        addAccountRoutes(*m_router,
                         {m_fixture->accounts, *m_limits, m_fixture->deletion, [this] { ++m_deleted; }});
        m_deleted = 0;
    }
    void cleanup() { m_fixture.reset(); }

    void registersAndLogsIn()
    {
        const auto joined = call(Method::Post, "/accounts", {{u"username"_s, u"ada"_s}, password()});
        QVERIFY(joined);
        QCOMPARE(joined->status, 201);
        const auto answer = LoggedIn::fromJson(QJsonDocument::fromJson(joined->body).object());
        QVERIFY(answer);
        QCOMPARE(answer->recoveryCodes.size(), 10);
        const auto loggedIn = logIn(u"ada"_s, u"correct horse"_s);
        QVERIFY(loggedIn);
        QCOMPARE(loggedIn->status, 201);
    }

    void limitsWrongPasswordsByAccount()
    {
        m_fixture->join(u"ada"_s);
        m_fixture->join(u"grace"_s);
        Result<Response> answer = logIn(u"ada"_s, u"wrong horse"_s);
        int tried = 1;
        for (; tried < 100 && answer.error().code == ErrorCode::BadCredentials; ++tried) {
            m_peer = QHostAddress(quint32(0x0a000000 + tried * 7)); // each from elsewhere
            answer = logIn(tried % 2 ? u"ADA"_s : u"ada"_s, u"wrong horse"_s);
        }
        QVERIFY(tried < 100);
        QCOMPARE(answer.error().code, ErrorCode::TooManyRequests);
        QVERIFY(answer.error().retryAfter > 0s);
        // Neither the right password nor another door helps; other accounts don't feel it.
        QCOMPARE(logIn(u"ada"_s, u"correct horse"_s).error().code, ErrorCode::TooManyRequests);
        QVERIFY(logIn(u"grace"_s, u"correct horse"_s));
        m_fixture->clock().advance(answer.error().retryAfter);
        QVERIFY(logIn(u"ada"_s, u"correct horse"_s));
    }

    void limitsWrongNamesByAddress()
    {
        m_fixture->join(u"ada"_s);
        Result<Response> answer = logIn(u"nobody"_s, u"wrong horse"_s);
        int tried = 1;
        for (; tried < 200 && answer.error().code == ErrorCode::BadCredentials; ++tried)
            answer = logIn(u"nobody%1"_s.arg(tried), u"wrong horse"_s);
        QVERIFY(tried < 200);
        QCOMPARE(answer.error().code, ErrorCode::TooManyRequests);
        m_peer = QHostAddress(u"192.0.2.77"_s);
        QVERIFY(logIn(u"ada"_s, u"correct horse"_s));
    }

    void countsAnIpv6NetworkAsOneAddress()
    {
        for (int i = 0; i < 100; ++i) {
            m_peer = QHostAddress(u"2001:db8::%1"_s.arg(i + 1));
            (void)logIn(u"nobody%1"_s.arg(i), u"wrong horse"_s);
        }
        QCOMPARE(logIn(u"somebody"_s, u"wrong horse"_s).error().code, ErrorCode::TooManyRequests);
        m_peer = QHostAddress(u"2001:db8:0:1::1"_s);
        QCOMPARE(logIn(u"somebody"_s, u"wrong horse"_s).error().code, ErrorCode::BadCredentials);
    }

    void doesNotCountRightPasswords()
    {
        m_fixture->join(u"ada"_s);
        for (int i = 0; i < 200; ++i)
            QVERIFY(logIn(u"ada"_s, u"correct horse"_s));
    }

    void limitsRegistrationsByAddress()
    {
        int made = 0;
        while (made < 100
               && call(Method::Post, "/accounts", {{u"username"_s, u"person%1"_s.arg(made)}, password()}))
            ++made;
        QVERIFY(made >= 3 && made < 100);
        m_peer = QHostAddress(u"192.0.2.77"_s);
        QVERIFY(call(Method::Post, "/accounts", {{u"username"_s, u"another"_s}, password()}));
    }

    void limitsResetsByAccountAndAddress()
    {
        const LoggedIn ada = m_fixture->join(u"ada"_s);
        const auto reset = [this](const QString &name, const QString &code) {
            return call(
                Method::Post, "/password-resets",
                {{u"username"_s, name}, {u"recoveryCode"_s, code}, {u"newPassword"_s, u"battery staple"_s}});
        };
        int tried = 0;
        for (; tried < 100; ++tried) {
            m_peer = QHostAddress(quint32(0x0a000000 + tried));
            if (reset(u"ada"_s, u"0000-0000-0000-0000"_s).error().code == ErrorCode::TooManyRequests)
                break;
        }
        QVERIFY(tried < 50);
        QCOMPARE(reset(u"ada"_s, ada.recoveryCodes[0]).error().code, ErrorCode::TooManyRequests);
        m_fixture->clock().advance(1h);
        QCOMPARE(reset(u"ada"_s, ada.recoveryCodes[0])->status, 204);
    }

    void limitsGuessingWithAStolenSession()
    {
        const LoggedIn ada = m_fixture->join(u"ada"_s);
        m_caller = callerOf(ada);
        const auto guess = [this] {
            return call(Method::Put, "/me/password",
                        {{u"password"_s, u"wrong horse"_s}, {u"newPassword"_s, u"battery staple"_s}});
        };
        int tried = 0;
        while (tried < 100 && guess().error().code == ErrorCode::WrongPassword)
            ++tried;
        QVERIFY(tried > 2 && tried < 100);
        QCOMPARE(call(Method::Post, "/me/recovery-codes", {password()}).error().code,
                 ErrorCode::TooManyRequests);
    }

    void saysThatAnAccountIsDeleted()
    {
        m_caller = callerOf(m_fixture->join(u"ada"_s));
        const auto remove = [&](const QString &secret) {
            return call(Method::Delete, "/me", {{u"password"_s, secret}, {u"messages"_s, u"keep"_s}});
        };
        QCOMPARE(remove(u"wrong horse"_s).error().code, ErrorCode::WrongPassword);
        QCOMPARE(m_deleted, 0);
        const auto removed = remove(u"correct horse"_s);
        QVERIFY(removed);
        QCOMPARE(removed->status, 204);
        QCOMPARE(m_deleted, 1);
    }

    void refusesBodiesThatAreNone()
    {
        for (const QByteArray &body : {QByteArray(), QByteArray("[]"), QByteArray("{"), QByteArray("\xff")}) {
            m_body = body;
            QCOMPARE(call(Method::Post, "/sessions", {}).error().code, ErrorCode::Malformed);
        }
    }

private:
    using Field = QPair<QString, QJsonValue>;

    static Field password() { return {u"password"_s, u"correct horse"_s}; }
    Result<Response> logIn(const QString &name, const QString &secret)
    {
        return call(Method::Post, "/sessions", {{u"username"_s, name}, {u"password"_s, secret}});
    }
    Result<Response> call(Method method, const QByteArray &path, std::initializer_list<Field> fields)
    {
        const Route *route = m_router->match(method, "/api/v1" + path).route;
        if (!route)
            return Error{ErrorCode::NotFound};
        const Request request{.method = method,
                              .body = m_body.value_or(QJsonDocument(QJsonObject(fields)).toJson()),
                              .peer = m_peer,
                              .caller = m_caller};
        return std::get<PasswordHandler>(route->handler)(request, m_fixture->database(), m_fixture->writer);
    }

    std::unique_ptr<AccountsFixture> m_fixture;
    std::unique_ptr<AccountLimits> m_limits;
    std::unique_ptr<Router> m_router;
    QHostAddress m_peer;
    Caller m_caller;
    std::optional<QByteArray> m_body;
    int m_deleted = 0;
};

CONFAB_TEST(AccountHandlersTest)
#include "accounthandlerstest.moc"
