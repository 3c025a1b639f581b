// SPDX-License-Identifier: Apache-2.0
#include "server/net/framereader.h"

#include "shared/core/limits.h"
#include "tests/support/testcase.h"

#include <QRandomGenerator>

namespace confab::tests {

namespace {

using Kind = FrameReader::Kind;

/// The bytes of these frames, which a client sends.
QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

/// A frame as a client sends it; `head` is its first byte.
QByteArray masked(char head, QByteArray payload, const QByteArray &key = hex("37fa213d"))
{
    QByteArray frame(1, head);
    if (payload.size() < 126)
        frame += char(0x80 | payload.size());
    else if (payload.size() <= 0xffff)
        frame += char(0xfe)
            + QByteArray::fromHex(QByteArray::number(payload.size(), 16).rightJustified(4, '0'));
    else
        frame += char(0xff)
            + QByteArray::fromHex(QByteArray::number(payload.size(), 16).rightJustified(16, '0'));
    for (qsizetype i = 0; i < payload.size(); ++i)
        payload[i] = char(payload[i] ^ key[i % 4]);
    return frame + key + payload;
}

QByteArray text(const QByteArray &payload)
{
    return masked(char(0x81), payload);
}

/// What a reader makes of bytes: one line for each frame.
class Reading {
public:
    void feed(QByteArray bytes)
    {
        m_reader.feed({bytes.data(), size_t(bytes.size())});
        for (auto frame = m_reader.next(); frame.kind != Kind::NeedMore; frame = m_reader.next())
            m_frames += nameOf(frame);
        bytes.fill('x'); // nobody may look at them any more
    }
    [[nodiscard]] QByteArrayList frames() const { return m_frames; }

private:
    [[nodiscard]] QByteArray nameOf(const FrameReader::Frame &frame) const
    {
        const QByteArray payload = frame.payload.toByteArray();
        switch (frame.kind) {
        case Kind::NeedMore:
            break;
        case Kind::Text:
            return "text " + payload;
        case Kind::Part:
            return "part";
        case Kind::Binary:
            return "binary " + payload;
        case Kind::Ping:
            return "ping " + payload;
        case Kind::Pong:
            return "pong " + payload;
        case Kind::Close:
            return "close " + payload.toHex();
        case Kind::Failed:
            return "failed " + QByteArray::number(int(m_reader.code()));
        }
        return {};
    }

    FrameReader m_reader;
    QByteArrayList m_frames;
};

QByteArrayList read(const QByteArray &bytes)
{
    Reading reading;
    reading.feed(bytes);
    return reading.frames();
}

} // namespace

class FrameReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void readsEveryLength_data();
    void readsEveryLength();
    void boundsMessagesOfManyFrames();
    void readsNothingAfterTheEnd();
    void doesNotDependOnHowBytesArrive();
};

void FrameReaderTest::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("frames");

    QTest::newRow("nothing") << QByteArray() << QByteArrayList();
    QTest::newRow("RFC 6455's example") << hex("818537fa213d7f9f4d5158") << QByteArrayList{"text Hello"};
    QTest::newRow("no text") << text("") << QByteArrayList{"text "};
    QTest::newRow("more than one") << text("a") + text("b") + text("c")
                                   << QByteArrayList{"text a", "text b", "text c"};
    QTest::newRow("UTF-8") << text("\xf0\x9f\x98\x80") << QByteArrayList{"text \xf0\x9f\x98\x80"};
    QTest::newRow("binary") << masked(char(0x82), "\xff") << QByteArrayList{"binary \xff"};
    QTest::newRow("ping and pong") << masked(char(0x89), "here?") + masked(char(0x8a), "")
                                   << QByteArrayList{"ping here?", "pong "};
    QTest::newRow("parts") << masked(0x01, "a") + masked(0x00, "b") + masked(char(0x80), "c") + text("d")
                           << QByteArrayList{"part", "part", "text abc", "text d"};
    QTest::newRow("a character in two parts")
        << masked(0x01, "\xc3") + masked(char(0x80), "\xa4") << QByteArrayList{"part", "text \xc3\xa4"};
    QTest::newRow("a ping between parts") << masked(0x01, "a") + masked(char(0x89), "?")
            + masked(char(0x80), "b") << QByteArrayList{"part", "ping ?", "text ab"};
    QTest::newRow("binary in parts") << masked(0x02, "\xff") + masked(char(0x80), "\xfe")
                                     << QByteArrayList{"part", "binary \xff\xfe"};
    QTest::newRow("a close without a code") << masked(char(0x88), "") << QByteArrayList{"close "};
    QTest::newRow("a close with a code") << masked(char(0x88), hex("03e8")) << QByteArrayList{"close 03e8"};
    QTest::newRow("a close with a reason")
        << masked(char(0x88), hex("0fa0c3a4")) << QByteArrayList{"close 0fa0c3a4"};
}

void FrameReaderTest::reads()
{
    QFETCH(const QByteArray, bytes);
    QTEST(read(bytes), "frames");
}

void FrameReaderTest::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");

    QTest::newRow("no mask") << hex("810161") << 1002;
    QTest::newRow("a reserved bit") << masked(char(0xc1), "a") << 1002;
    QTest::newRow("all reserved bits") << masked(char(0xf1), "a") << 1002;
    QTest::newRow("a reserved opcode") << masked(char(0x83), "") << 1002;
    QTest::newRow("a reserved control opcode") << masked(char(0x8b), "") << 1002;
    QTest::newRow("the end of nothing") << masked(char(0x80), "a") << 1002;
    QTest::newRow("a message within another") << masked(0x01, "a") + text("b") << 1002;
    QTest::newRow("a ping in parts") << masked(0x09, "") << 1002;
    QTest::newRow("a long ping") << masked(char(0x89), QByteArray(126, 'a')) << 1002;
    QTest::newRow("a short length in 16 bits") << hex("81fe007d00000000") << 1002;
    QTest::newRow("a 16-bit length in 64") << hex("81ff000000000000ffff00000000") << 1002;
    QTest::newRow("a length with the highest bit") << hex("81ff800000000000000000000000") << 1009;
    QTest::newRow("a byte too much") << text(QByteArray(Limits::frame + 1, 'a')) << 1009;
    QTest::newRow("a terabyte that has not come") << hex("81ff000001000000000000000000") << 1009;
    QTest::newRow("no UTF-8") << text("\xc3\x28") << 1007;
    QTest::newRow("a surrogate") << text("\xed\xa0\x80") << 1007;
    QTest::newRow("an overlong form") << text("\xc0\xaf") << 1007;
    QTest::newRow("half a character") << text("a\xf0\x9f\x98") << 1007;
    QTest::newRow("a close of one byte") << masked(char(0x88), "\x03") << 1002;
    for (const char *code : {"0000", "03e7", "03ec", "03ed", "03ee", "03f7", "0bb7", "1388", "ffff"})
        QTest::addRow("a close with the code 0x%s", code) << masked(char(0x88), hex(code)) << 1002;
    QTest::newRow("a reason that is no UTF-8") << masked(char(0x88), hex("03e8ff")) << 1007;
}

void FrameReaderTest::refuses()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, code);
    const QByteArrayList frames = read(text("before") + bytes + text("after"));
    QCOMPARE(frames.first(), "text before");
    QCOMPARE(frames.last(), "failed " + QByteArray::number(code));
}

void FrameReaderTest::readsEveryLength_data()
{
    QTest::addColumn<int>("length");
    for (const int length : {0, 1, 7, 8, 9, 125, 126, 127, 65535, 65536, Limits::frame})
        QTest::addRow("%d bytes", length) << length;
}

void FrameReaderTest::readsEveryLength()
{
    QFETCH(const int, length);
    QByteArray payload(length, 'a');
    for (int i = 0; i < length; ++i)
        payload[i] = char('a' + i % 23);
    QCOMPARE(read(text(payload) + text("z")), (QByteArrayList{"text " + payload, "text z"}));
}

void FrameReaderTest::boundsMessagesOfManyFrames()
{
    const QByteArray half(Limits::frame / 2, 'a');
    const QByteArray whole = masked(0x01, half) + masked(0x00, half);
    QCOMPARE(read(whole + masked(char(0x89), "?") + masked(char(0x80), "")).last(), "text " + half + half);
    QCOMPARE(read(whole + masked(char(0x80), "b")).last(), "failed 1009");
}

void FrameReaderTest::readsNothingAfterTheEnd()
{
    Reading closed;
    closed.feed(masked(char(0x88), "") + text("a"));
    closed.feed(text("b"));
    QCOMPARE(closed.frames(), QByteArrayList{"close "});

    Reading failed;
    failed.feed(hex("8101"));
    failed.feed(text("b"));
    QCOMPARE(failed.frames(), QByteArrayList{"failed 1002"});
}

void FrameReaderTest::doesNotDependOnHowBytesArrive()
{
    QRandomGenerator random(6455);
    const QByteArray messages = text("a") + masked(0x01, "b\xc3") + masked(char(0x8a), "")
        + masked(char(0x80), "\xa4") + text(QByteArray(70000, 'c')) + text("")
        + masked(char(0x89), QByteArray(125, 'd')) + text(QByteArray(300, 'e'))
        + masked(char(0x88), hex("03e8")) + text("f");
    for (int round = 0; round < 200; ++round) {
        QByteArray bytes = messages;
        if (round % 2 == 1) // and the same for what is broken
            bytes[random.bounded(bytes.size())] = char(random.bounded(256));
        const int longest = round % 3 == 0 ? 3 : (round % 3 == 1 ? 200 : 100000);
        Reading reading;
        for (qsizetype at = 0; at < bytes.size();) {
            const qsizetype size = std::min<qsizetype>(1 + random.bounded(longest), bytes.size() - at);
            reading.feed(bytes.sliced(at, size));
            at += size;
        }
        QCOMPARE(reading.frames(), read(bytes));
    }
}

} // namespace confab::tests

using confab::tests::FrameReaderTest;
CONFAB_TEST(FrameReaderTest)
#include "framereadertest.moc"
