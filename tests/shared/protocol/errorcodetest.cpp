// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/errorcode.h"
#include "tests/support/testcase.h"

#include <QRegularExpression>

using namespace confab;
using namespace Qt::StringLiterals;

class ErrorCodeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesEveryCode();
    void findsEveryCodeByItsName();
    void hasAStatusAndATitleForEach();
    void knowsNoOtherName();
};

void ErrorCodeTest::namesEveryCode()
{
    QSet<QLatin1StringView> names;
    const QList<ErrorCode> codes = allErrorCodes();
    for (const ErrorCode code : codes)
        names.insert(errorCodeInfo(code).name);
    QCOMPARE(names.size(), codes.size());
    QCOMPARE(codes.size(), qsizetype(ErrorCode::Internal) + 1); // the last of the enum
}

void ErrorCodeTest::findsEveryCodeByItsName()
{
    for (const ErrorCode code : allErrorCodes())
        QCOMPARE(errorCodeFromName(QString(errorCodeInfo(code).name)), std::optional(code));
}

void ErrorCodeTest::hasAStatusAndATitleForEach()
{
    static const QRegularExpression name(u"^[a-z]+(_[a-z]+)*$"_s);
    for (const ErrorCode code : allErrorCodes()) {
        const ErrorCodeInfo &info = errorCodeInfo(code);
        QVERIFY2(name.match(info.name).hasMatch(), info.name.data());
        QVERIFY2(info.status >= 400 && info.status < 600, info.name.data());
        QVERIFY2(!info.title.isEmpty(), info.name.data());
    }
}

void ErrorCodeTest::knowsNoOtherName()
{
    QVERIFY(!errorCodeFromName(u""));
    QVERIFY(!errorCodeFromName(u"Malformed"));
    QVERIFY(!errorCodeFromName(u"teapot"));
}

CONFAB_TEST(ErrorCodeTest)
#include "errorcodetest.moc"
