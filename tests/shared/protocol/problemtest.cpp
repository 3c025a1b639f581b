// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/problem.h"

#include "shared/protocol/errorcode.h"
#include "tests/shared/protocol/samples.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

class ProblemTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesADocument();
    void readsWhatItWrites();
    void makesTheBestOfAnything_data();
    void makesTheBestOfAnything();
};

void ProblemTest::writesADocument()
{
    QCOMPARE(written(Problem{Error::invalid(u"body"_s, u"is empty"_s)}),
             QJsonObject({{u"type"_s, u"about:blank"_s},
                          {u"title"_s, u"A field is not valid"_s},
                          {u"status"_s, 400},
                          {u"code"_s, u"invalid_field"_s},
                          {u"detail"_s, u"is empty"_s},
                          {u"field"_s, u"body"_s}}));
    const QJsonObject bare = written(Problem{{.code = ErrorCode::NotFound}});
    QVERIFY(!bare.contains(u"field"_s));
    QVERIFY(!bare[u"detail"_s].toString().isEmpty());
}

void ProblemTest::readsWhatItWrites()
{
    for (const ErrorCode code : allErrorCodes()) {
        const Error error{code, u"field"_s, u"detail \"x\""_s};
        const Error read = Problem::fromJson(written(Problem{error}), 0);
        QCOMPARE(read.code, error.code);
        QCOMPARE(read.field, error.field);
        QCOMPARE(read.detail, error.detail);
    }
}

void ProblemTest::makesTheBestOfAnything_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorCode>("code");

    QTest::newRow("a code that this version does not know, by its status")
        << QByteArray(R"({"code":"teapot"})") << 404 << ErrorCode::NotFound;
    QTest::newRow("nothing at all, by its status") << QByteArray("{}") << 429 << ErrorCode::TooManyRequests;
    QTest::newRow("a proxy's 502") << QByteArray("{}") << 502 << ErrorCode::Unavailable;
    QTest::newRow("a proxy's 504") << QByteArray("{}") << 504 << ErrorCode::Unavailable;
    QTest::newRow("a status that nobody knows") << QByteArray("{}") << 418 << ErrorCode::Internal;
    QTest::newRow("fields of the wrong types")
        << QByteArray(R"({"code":7,"field":{},"detail":[],"retryAfter":"soon"})") << 503
        << ErrorCode::Unavailable;
}

void ProblemTest::makesTheBestOfAnything()
{
    QFETCH(QByteArray, json);
    QFETCH(int, status);
    const Error error = Problem::fromJson(parsed(json), status);
    QTEST(error.code, "code");
    QCOMPARE(error.retryAfter, std::chrono::seconds(0));
}

CONFAB_TEST(ProblemTest)
#include "problemtest.moc"
