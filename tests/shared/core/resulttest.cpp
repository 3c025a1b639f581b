// SPDX-License-Identifier: Apache-2.0
#include "shared/core/result.h"
#include "tests/support/testcase.h"

#include <memory>

using namespace confab;
using namespace Qt::StringLiterals;

class ResultTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsAValue();
    void holdsAnError();
    void givesAwayWhatCanOnlyBeMoved();
    void reachesIntoItsValue();
    void succeedsWithoutAValue();
    void failsWithoutAValue();
    void namesTheInvalidField();
};

void ResultTest::holdsAValue()
{
    const Result<int> result = 7;
    QVERIFY(result);
    QCOMPARE(result.value(), 7);
    QCOMPARE(*result, 7);
}

void ResultTest::holdsAnError()
{
    const Result<int> result = Error{ErrorCode::NotFound, u"with"_s, u"nobody"_s};
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::NotFound);
    QCOMPARE(result.error().field, u"with"_s);
    QCOMPARE(result.error().detail, u"nobody"_s);
    QCOMPARE(result.error().retryAfter, std::chrono::seconds(0));
}

void ResultTest::givesAwayWhatCanOnlyBeMoved()
{
    Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
    const std::unique_ptr<int> taken = *std::move(result);
    QCOMPARE(*taken, 7);
}

void ResultTest::reachesIntoItsValue()
{
    Result<QString> result = u"ada"_s;
    result->append(u'!');
    QCOMPARE(result->size(), 4);
    *result = u"grace"_s;
    QCOMPARE(result.value(), u"grace"_s);
}

void ResultTest::succeedsWithoutAValue()
{
    QVERIFY(Result<>());
}

void ResultTest::failsWithoutAValue()
{
    const Result<> result = Error{.code = ErrorCode::StorageFull};
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::StorageFull);
}

void ResultTest::namesTheInvalidField()
{
    const Error error = Error::invalid(u"body"_s, u"is empty"_s);
    QCOMPARE(error.code, ErrorCode::InvalidField);
    QCOMPARE(error.field, u"body"_s);
    QCOMPARE(error.detail, u"is empty"_s);
}

CONFAB_TEST(ResultTest)
#include "resulttest.moc"
