// SPDX-License-Identifier: Apache-2.0
#include "server/net/websocketframe.h"
#include "server/api/textframe.h"
#include "tests/support/testcase.h"

namespace confab::tests {

class WebSocketFrameTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesText_data();
    void writesText();
    void writesClose();
    void answersWithTheSamePayload();
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

    QCOMPARE(writeTextFrame(QByteArray(size, 'a')), header + QByteArray(size, 'a'));
}

void WebSocketFrameTest::writesClose()
{
    const QByteArray frame = writeCloseFrame(CloseCode::NotLoggedIn);

    QCOMPARE(frame.first(1), QByteArray::fromHex("88"));
    QCOMPARE(qsizetype(frame.at(1)), frame.size() - 2);
    QCOMPARE(frame.mid(2, 2), QByteArray::fromHex("1131")); // 4401
}

void WebSocketFrameTest::answersWithTheSamePayload()
{
    QCOMPARE(writePong("here?"), QByteArray::fromHex("8a05") + "here?");
    QCOMPARE(writePong({}), QByteArray::fromHex("8a00"));
    QCOMPARE(writeCloseAnswer("\x03\xe8"), QByteArray::fromHex("880203e8"));
}

} // namespace confab::tests

using confab::tests::WebSocketFrameTest;
CONFAB_TEST(WebSocketFrameTest)
#include "websocketframetest.moc"
