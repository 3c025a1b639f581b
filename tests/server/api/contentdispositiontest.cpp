// SPDX-License-Identifier: Apache-2.0
#include "server/api/contentdisposition.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

class ContentDispositionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysTheName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("field");

        QTest::newRow("a plain one") << u"engine.png"_s << QByteArray(R"(attachment; filename="engine.png")");
        QTest::newRow("with blanks and signs")
            << u"a b;c=d,e.txt"_s << QByteArray(R"(attachment; filename="a b;c=d,e.txt")");
        QTest::newRow("with a quote")
            << u"a\".txt"_s << QByteArray(R"(attachment; filename="a_.txt"; filename*=UTF-8''a%22.txt)");
        QTest::newRow("with a percent sign")
            << u"100%41.txt"_s
            << QByteArray(R"(attachment; filename="100_41.txt"; filename*=UTF-8''100%2541.txt)");
        QTest::newRow("with an umlaut")
            << u"Äpfel.txt"_s
            << QByteArray(R"(attachment; filename="_pfel.txt"; filename*=UTF-8''%C3%84pfel.txt)");
        QTest::newRow("with an emoji")
            << u"👍.txt"_s << QByteArray(R"(attachment; filename="_.txt"; filename*=UTF-8''%F0%9F%91%8D.txt)");
        QTest::newRow("with what would end the field")
            << u"a\r\nSet-Cookie: b"_s
            << QByteArray(
                   R"(attachment; filename="a__Set-Cookie: b"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20b)");
    }

    void saysTheName()
    {
        QFETCH(QString, name);
        QTEST(attachmentDisposition(name), "field");
    }
};

CONFAB_TEST(ContentDispositionTest)
#include "contentdispositiontest.moc"
