// SPDX-License-Identifier: Apache-2.0
#include "server/net/websocketframe.h"
#include "tests/support/testcase.h"

namespace confab::tests {

class WebSocketFrameTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesText_data();
    void writesText();
    void countsBytesAndNotCharacters();
    void writesClose();
};

void WebSocketFrameTest::writesText_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QByteArray>("header");

    QTest::newRow("empty") << 0 << QByteArray::fromHex("8100");
    QTest::newRow("the longest of the short") << 125 << QByteArray::fromHex("817d");
    QTest::newRow("the shortest of 16 bits") << 126 << QByteArray::fromHex("817e007e");
    QTest::newRow("the longest of 16 bits") << 65535 << QByteArray::fromHex("817effff");
    QTest::newRow("the shortest of 64 bits") << 65536 << QByteArray::fromHex("817f0000000000010000");
}

void WebSocketFrameTest::writesText()
{
    QFETCH(const int, size);
    QFETCH(const QByteArray, header);

    QCOMPARE(writeTextFrame(QString(size, u'a')), header + QByteArray(size, 'a'));
}

void WebSocketFrameTest::countsBytesAndNotCharacters()
{
    QCOMPARE(writeTextFrame(u"\u00e4"), QByteArray::fromHex("8102c3a4"));
}

void WebSocketFrameTest::writesClose()
{
    const QByteArray frame = writeCloseFrame(CloseCode::NotLoggedIn);

    QCOMPARE(frame.first(1), QByteArray::fromHex("88"));
    QCOMPARE(qsizetype(frame.at(1)), frame.size() - 2);
    QCOMPARE(frame.mid(2, 2), QByteArray::fromHex("1131")); // 4401
}

} // namespace confab::tests

using confab::tests::WebSocketFrameTest;
CONFAB_TEST(WebSocketFrameTest)
#include "websocketframetest.moc"
