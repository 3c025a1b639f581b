// SPDX-License-Identifier: Apache-2.0
#include "client/view/errortext.h"
#include "shared/protocol/errorcode.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace confab;

class ErrorTextTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasASentence();
    void developersWordsAreNotShown();
    void fieldsHaveTheirOwn();
    void saysWhenToTryAgain();
};

void ErrorTextTest::everyCodeHasASentence()
{
    const auto codes = allErrorCodes();
    for (const ErrorCode code : codes) {
        const QString text = errorText({code});
        QVERIFY2(text.size() > 10 && text.endsWith(u'.'), qPrintable(text));
    }
}

void ErrorTextTest::developersWordsAreNotShown()
{
    const auto codes = allErrorCodes();
    for (const ErrorCode code : codes)
        QVERIFY(!errorText({code, u"field"_s, u"SQLITE_BUSY"_s}).contains(u"SQLITE_BUSY"_s));
}

void ErrorTextTest::fieldsHaveTheirOwn()
{
    QSet<QString> texts;
    const QStringList fields{u"username"_s,     u"password"_s, u"displayName"_s, u"server"_s,
                             u"recoveryCode"_s, u"invite"_s,   u"title"_s};
    for (const QString &field : fields)
        texts.insert(errorText(Error::invalid(field, {})));
    QCOMPARE(texts.size(), fields.size());
    for (const ErrorCode code : {ErrorCode::ListFull, ErrorCode::CannotDeliver, ErrorCode::NotFound})
        QVERIFY(errorText({code, u"members"_s}) != errorText({code})); // said of a group
    QVERIFY(errorText({ErrorCode::Unavailable, u"network"_s})
            != errorText({ErrorCode::Unavailable, u"certificate"_s}));
}

void ErrorTextTest::saysWhenToTryAgain()
{
    QVERIFY(errorText({ErrorCode::TooManyRequests, {}, {}, 20s}).contains(u"20"_s));
    QVERIFY(errorText({ErrorCode::TooManyRequests, {}, {}, 600s}).contains(u"10"_s));
}

CONFAB_TEST(ErrorTextTest)
#include "errortexttest.moc"
