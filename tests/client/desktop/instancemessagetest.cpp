// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/instancemessage.h"

#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace confab;

class InstanceMessageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isReadAsItWasWritten_data();
    void isReadAsItWasWritten();
    void rejects_data();
    void rejects();
};

void InstanceMessageTest::isReadAsItWasWritten_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("token");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("a link") << u"confab://chat.example.org/u/ada"_s << QString();
    QTest::newRow("a link that is malformed") << u"confab:\"\n\u202e"_s << QString();
    QTest::newRow("a token") << QString() << u"a1b2-_c3=="_s;
    QTest::newRow("as long as they may be") << u"confab:"_s + QString(393, u'x') << QString(256, u't');
}

void InstanceMessageTest::isReadAsItWasWritten()
{
    QFETCH(QString, link);
    QFETCH(QString, token);
    const InstanceMessage message{.link = link, .activationToken = token};
    const QByteArray line = message.toLine();
    QCOMPARE(line.indexOf('\n'), line.size() - 1);
    const auto read = InstanceMessage::fromLine(line.chopped(1));
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QVERIFY(*read == message);
}

void InstanceMessageTest::rejects_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a link alone") << "confab://a.example/u/ada"_ba;
    QTest::newRow("an array") << "[]"_ba;
    QTest::newRow("no link") << R"({"activationToken":""})"_ba;
    QTest::newRow("no token") << R"({"link":""})"_ba;
    QTest::newRow("a number for a link") << R"({"link":1,"activationToken":""})"_ba;
    QTest::newRow("a link of the web") << R"({"link":"https://a.example","activationToken":""})"_ba;
    QTest::newRow("a command line") << R"({"link":"--data=/tmp","activationToken":""})"_ba;
    QTest::newRow("a link that is too long")
        << R"({"activationToken":"","link":"confab:)"_ba + QByteArray(400, 'x') + R"("})"_ba;
    QTest::newRow("a token that is too long")
        << R"({"link":"","activationToken":")"_ba + QByteArray(257, 'x') + R"("})"_ba;
    QTest::newRow("a token with a blank") << R"({"link":"","activationToken":"a b"})"_ba;
    QTest::newRow("a token with a line break") << R"({"link":"","activationToken":"a\nb"})"_ba;
    QTest::newRow("a NUL") << R"({"link":"confab:\u0000","activationToken":""})"_ba;
    QTest::newRow("no UTF-8") << "{\"link\":\"confab:\xff\",\"activationToken\":\"\"}"_ba;
    QTest::newRow("more behind it") << R"({"link":"","activationToken":""}{})"_ba;
    QTest::newRow("too long") << R"({"link":"","activationToken":"","x":")"_ba + QByteArray(2048, 'x')
            + R"("})"_ba;
}

void InstanceMessageTest::rejects()
{
    QFETCH(QByteArray, line);
    QVERIFY(!InstanceMessage::fromLine(line));
}

CONFAB_TEST(InstanceMessageTest)
#include "instancemessagetest.moc"
