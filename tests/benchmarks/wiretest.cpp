// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/wire.h"

#include "tests/support/testcase.h"

namespace confab::tests {

using namespace std::string_literals;

class WireTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesFrame_data();
    void takesFrame();
    void takesNothingOfPart_data();
    void takesNothingOfPart();
    void takesAnswer();
    void takesAnswerWithoutBody();
    void masksWhatItSends_data();
    void masksWhatItSends();
    void saysLengthOfBody();
};

namespace {

std::string frameOf(size_t length)
{
    std::string frame{"\x81"};
    if (length < 126)
        frame += char(length);
    else if (length < 65536)
        frame += "\x7e"s + char(length >> 8) + char(length & 0xff);
    else
        frame += "\x7f\0\0\0\0"s + char(length >> 24) + char(length >> 16 & 0xff) + char(length >> 8 & 0xff)
            + char(length & 0xff);
    return frame + std::string(length, 'x');
}

const std::string answer{"HTTP/1.1 404 Not Found\r\nContent-Type: a/b\r\nContent-Length: 5\r\n\r\nhello"};

} // namespace

void WireTest::takesFrame_data()
{
    QTest::addColumn<size_t>("length");
    for (const size_t length : {0, 1, 125, 126, 127, 65535, 65536})
        QTest::addRow("%d bytes", int(length)) << length;
}

void WireTest::takesFrame()
{
    QFETCH(size_t, length);
    const std::string frame = frameOf(length);
    const std::string bytes = frame + frameOf(3);
    const Taken taken = takeFrame(bytes);
    QCOMPARE(taken.size, frame.size());
    QCOMPARE(taken.text.size(), length);
}

void WireTest::takesNothingOfPart_data()
{
    QTest::addColumn<QByteArray>("whole");
    QTest::addColumn<bool>("isFrame");
    QTest::newRow("a short frame") << QByteArray::fromStdString(frameOf(20)) << true;
    QTest::newRow("a long frame") << QByteArray::fromStdString(frameOf(300)) << true;
    QTest::newRow("a very long frame") << QByteArray::fromStdString(frameOf(66'000)).first(300) << true;
    QTest::newRow("an answer") << QByteArray::fromStdString(answer) << false;
}

void WireTest::takesNothingOfPart()
{
    QFETCH(QByteArray, whole);
    QFETCH(bool, isFrame);
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const std::string_view part(whole.constData(), size_t(size));
        QCOMPARE((isFrame ? takeFrame(part) : takeAnswer(part)).size, size_t(0));
    }
}

void WireTest::takesAnswer()
{
    const std::string bytes = answer + "HTTP";
    const Taken taken = takeAnswer(bytes);
    QCOMPARE(taken.size, answer.size());
    QCOMPARE(taken.status, 404);
    QCOMPARE(std::string(taken.text), "hello"s);
}

void WireTest::takesAnswerWithoutBody()
{
    const std::string upgraded{"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"};
    const std::string bytes = upgraded + frameOf(3);
    const Taken taken = takeAnswer(bytes);
    QCOMPARE(taken.status, 101);
    QVERIFY(taken.text.empty());
    QCOMPARE(taken.size, upgraded.size());
}

void WireTest::masksWhatItSends_data()
{
    QTest::addColumn<size_t>("length");
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("short") << size_t(5) << QByteArray("\x81\x85\0\0\0\0", 6);
    QTest::newRow("the longest short one") << size_t(125) << QByteArray("\x81\xfd\0\0\0\0", 6);
    QTest::newRow("long") << size_t(300) << QByteArray("\x81\xfe\x01\x2c\0\0\0\0", 8);
}

void WireTest::masksWhatItSends()
{
    QFETCH(size_t, length);
    QFETCH(QByteArray, head);
    std::string out{"before"};
    appendFrame(out, std::string(length, 'y'));
    QCOMPARE(QByteArray::fromStdString(out), "before" + head + QByteArray(qsizetype(length), 'y'));
}

void WireTest::saysLengthOfBody()
{
    const QByteArray request = httpRequest("POST", "/p", "token", "{}");
    QVERIFY(request.startsWith("POST /p HTTP/1.1\r\n"));
    QVERIFY(request.contains("\r\nAuthorization: Bearer token\r\n"));
    QVERIFY(request.endsWith("\r\nContent-Length: 2\r\n\r\n{}"));
    QVERIFY(!httpRequest("GET", "/p").contains("Content-Length"));
}

} // namespace confab::tests

using confab::tests::WireTest;
CONFAB_TEST(WireTest)
#include "wiretest.moc"
