// SPDX-License-Identifier: Apache-2.0
#include "server/net/httpparser.h"
#include "shared/core/limits.h"
#include "shared/protocol/errorcode.h"
#include "tests/support/testcase.h"

#include <random>

namespace confab::tests {

namespace {

/// What became of some bytes: a request and how many bytes it took, or a status.
struct Outcome {
    int status = 0; ///< 200: whole; 0: more is needed
    Method method = Method::Get;
    QByteArray target;
    QByteArray body;
    qsizetype size = 0;

    bool operator==(const Outcome &) const = default;
};

/// Feeds a parser as HttpConnection does, with pieces that end at `ends`.
class Feeder {
public:
    Outcome feed(const QByteArray &bytes, const QList<qsizetype> &ends)
    {
        qsizetype before = 0;
        for (const qsizetype end : ends) {
            m_input += bytes.sliced(before, end - before);
            before = end;
            if (advance() != ParseProgress::NeedMore)
                break;
        }
        return m_outcome;
    }

private:
    ParseProgress advance()
    {
        ParseProgress progress = ParseProgress::NeedMore;
        if (!m_hasHead) {
            progress = m_parser.readHead(m_input);
            if (progress != ParseProgress::Complete)
                return finish(progress);
            m_hasHead = true;
            m_outcome.size = m_parser.headSize();
            m_input.remove(0, m_parser.headSize());
        }
        if (!m_parser.head().hasBody())
            return finish(ParseProgress::Complete);
        qsizetype consumed = 0;
        progress = m_parser.readBody(m_input, consumed);
        m_input.remove(0, consumed);
        m_outcome.size += consumed;
        return finish(progress);
    }

    ParseProgress finish(ParseProgress progress)
    {
        if (progress == ParseProgress::Failed)
            m_outcome = {.status = errorCodeInfo(m_parser.error().code).status};
        if (progress == ParseProgress::Complete) {
            m_outcome.status = 200;
            m_outcome.method = m_parser.head().method;
            m_outcome.target = m_parser.head().target;
            m_outcome.body = m_parser.takeBody();
        }
        return progress;
    }

    HttpParser m_parser;
    QByteArray m_input;
    bool m_hasHead = false;
    Outcome m_outcome;
};

Outcome parse(const QByteArray &bytes)
{
    return Feeder().feed(bytes, {bytes.size()});
}

QByteArray get(const QByteArray &fields)
{
    return "GET / HTTP/1.1\r\n" + fields + "\r\n";
}

QByteArray post(const QByteArray &fields, const QByteArray &body)
{
    return "POST /p HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n" + body;
}

const QByteArray chunked = "Transfer-Encoding: chunked\r\n";

} // namespace

class HttpParserTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void rejects_data();
    void rejects();
    void needsMore_data();
    void needsMore();
    void splitAnywhereIsTheSame_data();
    void splitAnywhereIsTheSame();
    void saysWhetherTheConnectionStays_data();
    void saysWhetherTheConnectionStays();
    void readsTheFieldsThatAreAskedFor();
    void stopsAtTheEndOfTheRequest();
    void survivesNoise();
};

void HttpParserTest::accepts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");

    const QByteArray host = "Host: h\r\n";
    QTest::newRow("the shortest request") << get(host) << QByteArray("/") << QByteArray();
    QTest::newRow("an empty line before the request")
        << "\r\n" + get(host) << QByteArray("/") << QByteArray();
    QTest::newRow("HTTP/1.0 without Host")
        << QByteArray("GET /a HTTP/1.0\r\n\r\n") << QByteArray("/a") << QByteArray();
    QTest::newRow("a query") << QByteArray("GET /a?b=c%20d&e HTTP/1.1\r\nHost: h\r\n\r\n")
                             << QByteArray("/a?b=c%20d&e") << QByteArray();
    QTest::newRow("absolute form") << QByteArray("GET http://h:7280/a?b HTTP/1.1\r\nHost: h\r\n\r\n")
                                   << QByteArray("/a?b") << QByteArray();
    QTest::newRow("absolute form in capitals without a path")
        << QByteArray("GET HTTPS://h HTTP/1.1\r\nHost: h\r\n\r\n") << QByteArray("/") << QByteArray();
    QTest::newRow("absolute form with a query alone")
        << QByteArray("GET http://h?q HTTP/1.1\r\nHost: h\r\n\r\n") << QByteArray("/?q") << QByteArray();
    QTest::newRow("asterisk form for OPTIONS")
        << QByteArray("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n") << QByteArray("*") << QByteArray();
    QTest::newRow("a method that nobody knows")
        << QByteArray("BREW /pot HTTP/1.1\r\nHost: h\r\n\r\n") << QByteArray("/pot") << QByteArray();
    QTest::newRow("a host that is IPv6 with port")
        << get("Host: [::1]:7280\r\n") << QByteArray("/") << QByteArray();
    QTest::newRow("a field without a value") << get(host + "X-Empty:\r\n") << QByteArray("/") << QByteArray();
    QTest::newRow("bytes above ASCII in a value")
        << get(host + "X: \xc3\xa4\r\n") << QByteArray("/") << QByteArray();
    QTest::newRow("a body by length")
        << post("Content-Length: 5\r\n", "hello") << QByteArray("/p") << QByteArray("hello");
    QTest::newRow("a body of no length")
        << post("Content-Length: 0\r\n", "") << QByteArray("/p") << QByteArray();
    QTest::newRow("a body in chunks")
        << post(chunked, "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n") << QByteArray("/p") << QByteArray("hello");
    QTest::newRow("an empty body in chunks")
        << post(chunked, "0\r\n\r\n") << QByteArray("/p") << QByteArray();
    QTest::newRow("chunk extensions")
        << post(chunked, "5;a=b;c=\"d\"\r\nhello\r\n0;e\r\n\r\n") << QByteArray("/p") << QByteArray("hello");
    QTest::newRow("trailer fields") << post(chunked, "5\r\nhello\r\n0\r\nX: y\r\nContent-Length: 9\r\n\r\n")
                                    << QByteArray("/p") << QByteArray("hello");
    QTest::newRow("a chunk size with zeros before it and a capital digit")
        << post(chunked, "0000000A\r\n0123456789\r\n0\r\n\r\n") << QByteArray("/p")
        << QByteArray("0123456789");
    QTest::newRow("a field of the longest length")
        << get(host + "X: " + QByteArray(HeadScanner::lineMax - 6, 'x') + "\r\n") << QByteArray("/")
        << QByteArray();
    QTest::newRow("the largest body")
        << post("Content-Length: " + QByteArray::number(Limits::requestBody) + "\r\n",
                QByteArray(Limits::requestBody, 'x'))
        << QByteArray("/p") << QByteArray(Limits::requestBody, 'x');
}

void HttpParserTest::accepts()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, body);

    const Outcome outcome = parse(bytes);

    QCOMPARE(outcome.status, 200);
    QCOMPARE(outcome.target, target);
    QVERIFY(outcome.body == body);
    QCOMPARE(outcome.size, bytes.size());
}

void HttpParserTest::rejects_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");

    const QByteArray host = "Host: h\r\n";
    // The request line
    QTest::newRow("noise") << QByteArray("\x16\x03\x01\x02") << 400;
    QTest::newRow("no method") << QByteArray(" / HTTP/1.1\r\nHost: h\r\n\r\n") << 400;
    QTest::newRow("a method with a control character") << QByteArray("GE\x01T / HTTP/1.1\r\n") << 400;
    QTest::newRow("a method of 33 letters") << QByteArray(33, 'A') + " / HTTP/1.1\r\n" << 400;
    QTest::newRow("two blanks in the request line") << QByteArray("GET  / HTTP/1.1\r\n") << 400;
    QTest::newRow("a blank behind the version") << QByteArray("GET / HTTP/1.1 \r\n") << 400;
    QTest::newRow("a tab for a blank") << QByteArray("GET\t/ HTTP/1.1\r\n") << 400;
    QTest::newRow("no version, as HTTP/0.9 had it") << QByteArray("GET /\r\n") << 400;
    QTest::newRow("a version in small letters") << QByteArray("GET / http/1.1\r\n") << 400;
    QTest::newRow("a version of two digits") << QByteArray("GET / HTTP/1.10\r\n") << 400;
    QTest::newRow("HTTP/1.2") << QByteArray("GET / HTTP/1.2\r\nHost: h\r\n\r\n") << 505;
    QTest::newRow("HTTP/2 by prior knowledge") << QByteArray("PRI * HTTP/2.0\r\n\r\n") << 505;
    QTest::newRow("HTTP/0.9 written out") << QByteArray("GET / HTTP/0.9\r\n\r\n") << 505;
    QTest::newRow("a target that is no path") << QByteArray("GET a HTTP/1.1\r\nHost: h\r\n\r\n") << 400;
    QTest::newRow("a target with a fragment") << QByteArray("GET /a#b HTTP/1.1\r\nHost: h\r\n\r\n") << 400;
    QTest::newRow("a target above ASCII") << QByteArray("GET /\xc3\xa4 HTTP/1.1\r\n") << 400;
    QTest::newRow("a target with NUL") << QByteArray("GET /a\0b HTTP/1.1\r\n", 18) << 400;
    QTest::newRow("another scheme") << QByteArray("GET ftp://h/ HTTP/1.1\r\nHost: h\r\n\r\n") << 400;
    QTest::newRow("absolute form without a host")
        << QByteArray("GET http:///a HTTP/1.1\r\nHost: h\r\n\r\n") << 400;
    QTest::newRow("absolute form with a user")
        << QByteArray("GET http://u@h/ HTTP/1.1\r\nHost: h\r\n\r\n") << 400;
    QTest::newRow("authority form") << QByteArray("CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\n") << 400;
    QTest::newRow("asterisk form for GET") << QByteArray("GET * HTTP/1.1\r\nHost: h\r\n\r\n") << 400;
    QTest::newRow("two empty lines before the request") << "\r\n\r\n" + get(host) << 400;
    QTest::newRow("a request line that is too long")
        << "GET /" + QByteArray(HeadScanner::lineMax, 'a') << 414;
    // Lines
    QTest::newRow("bare LF behind the request line") << QByteArray("GET / HTTP/1.1\nHost: h\r\n\r\n") << 400;
    QTest::newRow("bare LF behind a field") << get("Host: h\nX: y\r\n") << 400;
    QTest::newRow("bare LF at the end") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\n\n") << 400;
    QTest::newRow("bare CR in a field") << get("Host: h\rX: y\r\n") << 400;
    QTest::newRow("bare CR in the request line") << QByteArray("GET / HTTP/1.1\rHost: h\r\n\r\n") << 400;
    QTest::newRow("CR alone before the request") << QByteArray("\rGET / HTTP/1.1\r\n") << 400;
    QTest::newRow("a folded line") << get(host + "X: a\r\n b\r\n") << 400;
    QTest::newRow("a folded line by a tab") << get(host + "X: a\r\n\tb\r\n") << 400;
    QTest::newRow("a blank before the first field") << get(" Host: h\r\n") << 400;
    // Fields
    QTest::newRow("no colon") << get(host + "X\r\n") << 400;
    QTest::newRow("no name") << get(host + ": y\r\n") << 400;
    QTest::newRow("a blank before the colon") << get("Host : h\r\n") << 400;
    QTest::newRow("a tab before the colon") << get(host + "X\t: h\r\n") << 400;
    QTest::newRow("a name with a parenthesis") << get(host + "X(: h\r\n") << 400;
    QTest::newRow("NUL in a name") << get(host + QByteArray("X\0: h\r\n", 7)) << 400;
    QTest::newRow("NUL in a value") << get(host + QByteArray("X: a\0b\r\n", 8)) << 400;
    QTest::newRow("DEL in a value") << get(host + "X: a\x7f\r\n") << 400;
    QTest::newRow("a control character in a value") << get(host + "X: a\x01\r\n") << 400;
    QTest::newRow("a field that is too long")
        << get(host + "X: " + QByteArray(HeadScanner::lineMax, 'x') + "\r\n") << 431;
    QTest::newRow("fields that are too long together")
        << get(host + ("X: " + QByteArray(4000, 'x') + "\r\n").repeated(5)) << 431;
    QTest::newRow("101 fields") << get(host + QByteArray("X: y\r\n").repeated(100)) << 431;
    QTest::newRow("no Host") << get("X: y\r\n") << 400;
    QTest::newRow("two Hosts") << get("Host: h\r\nHost: h\r\n") << 400;
    QTest::newRow("two Hosts that differ, on HTTP/1.0")
        << QByteArray("GET / HTTP/1.0\r\nHost: a\r\nhost: b\r\n\r\n") << 400;
    QTest::newRow("an empty Host") << get("Host:\r\n") << 400;
    QTest::newRow("a Host with a path") << get("Host: h/p\r\n") << 400;
    QTest::newRow("a Host with a user") << get("Host: u@h\r\n") << 400;
    QTest::newRow("a Host of two names") << get("Host: a, b\r\n") << 400;
    QTest::newRow("Authorization twice") << get(host + "Authorization: a\r\nAuthorization: b\r\n") << 400;
    QTest::newRow("an unknown expectation") << post("Expect: 200-maybe\r\nContent-Length: 1\r\n", "x") << 417;
    QTest::newRow("two expectations")
        << post("Expect: 100-continue, more\r\nContent-Length: 1\r\n", "x") << 417;
    // Where the body ends
    QTest::newRow("CL.TE") << post("Content-Length: 6\r\n" + chunked, "0\r\n\r\nG") << 400;
    QTest::newRow("TE.CL") << post(chunked + "Content-Length: 4\r\n", "0\r\n\r\n") << 400;
    QTest::newRow("CL.CL that differ") << post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!") << 400;
    QTest::newRow("CL.CL that agree") << post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello") << 400;
    QTest::newRow("CL.CL in one field") << post("Content-Length: 5, 5\r\n", "hello") << 400;
    QTest::newRow("TE.TE") << post(chunked + chunked, "0\r\n\r\n") << 400;
    QTest::newRow("TE of two codings") << post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n") << 400;
    QTest::newRow("TE of two fields") << post("Transfer-Encoding: gzip\r\n" + chunked, "0\r\n\r\n") << 400;
    QTest::newRow("TE identity") << post("Transfer-Encoding: identity\r\n", "") << 400;
    QTest::newRow("TE with a tab before it") << post("Transfer-Encoding:\tx chunked\r\n", "0\r\n\r\n") << 400;
    QTest::newRow("TE in other letters") << post("Transfer-Encoding: Chunked\r\n", "0\r\n\r\n") << 400;
    QTest::newRow("TE that is nearly chunked") << post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n") << 400;
    QTest::newRow("TE in quotes") << post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n") << 400;
    QTest::newRow("TE that is empty") << post("Transfer-Encoding:\r\n", "") << 400;
    QTest::newRow("TE on HTTP/1.0") << QByteArray(
        "POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                                    << 400;
    QTest::newRow("a length with a sign") << post("Content-Length: +5\r\n", "hello") << 400;
    QTest::newRow("a negative length") << post("Content-Length: -5\r\n", "hello") << 400;
    QTest::newRow("a length in hexadecimal") << post("Content-Length: 0x5\r\n", "hello") << 400;
    QTest::newRow("a length with a blank in it") << post("Content-Length: 1 0\r\n", "hello") << 400;
    QTest::newRow("a length that is empty") << post("Content-Length:\r\n", "") << 400;
    QTest::newRow("a length of 40 digits")
        << post("Content-Length: " + QByteArray(40, '9') + "\r\n", "") << 400;
    QTest::newRow("a length above the limit")
        << post("Content-Length: " + QByteArray::number(Limits::requestBody + 1) + "\r\n", "") << 413;
    QTest::newRow("a length above the limit, with an expectation")
        << post("Expect: 100-continue\r\nContent-Length: 99999999\r\n", "") << 413;
    // Chunks
    QTest::newRow("a chunk size that is none") << post(chunked, "x\r\n") << 400;
    QTest::newRow("a chunk without size") << post(chunked, "\r\n") << 400;
    QTest::newRow("a chunk size with 0x") << post(chunked, "0x5\r\nhello\r\n0\r\n\r\n") << 400;
    QTest::newRow("a chunk size with a sign") << post(chunked, "-5\r\nhello\r\n0\r\n\r\n") << 400;
    QTest::newRow("a blank behind a chunk size") << post(chunked, "5 \r\nhello\r\n0\r\n\r\n") << 400;
    QTest::newRow("a chunk size of nine digits") << post(chunked, "000000005\r\nhello\r\n0\r\n\r\n") << 400;
    QTest::newRow("bare LF behind a chunk size") << post(chunked, "5\nhello\r\n0\r\n\r\n") << 400;
    QTest::newRow("bare LF in an extension") << post(chunked, "5;a\nhello\r\n0\r\n\r\n") << 400;
    QTest::newRow("bare LF behind a chunk") << post(chunked, "5\r\nhello\n0\r\n\r\n") << 400;
    QTest::newRow("a chunk longer than its size") << post(chunked, "5\r\nhello!\r\n0\r\n\r\n") << 400;
    QTest::newRow("bare LF at the end of chunks") << post(chunked, "0\r\n\n") << 400;
    QTest::newRow("a folded trailer field") << post(chunked, "0\r\nX: a\r\n b\r\n\r\n") << 400;
    QTest::newRow("NUL in a trailer field") << post(chunked, QByteArray("0\r\nX: \0\r\n\r\n", 11)) << 400;
    QTest::newRow("a chunk above the limit") << post(chunked, "ffffffff\r\n") << 413;
    QTest::newRow("chunks above the limit together")
        << post(chunked, "100000\r\n" + QByteArray(Limits::requestBody, 'x') + "\r\n1\r\n") << 413;
    QTest::newRow("a chunk extension without end") << post(chunked, "5;" + QByteArray(5000, 'a')) << 400;
    QTest::newRow("trailer fields without end")
        << post(chunked, "0\r\n" + QByteArray("X: aaaaaaaa\r\n").repeated(500)) << 400;
}

void HttpParserTest::rejects()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, status);

    QCOMPARE(parse(bytes).status, status);
}

void HttpParserTest::needsMore_data()
{
    QTest::addColumn<QByteArray>("bytes");

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("the beginning of an empty line") << QByteArray("\r");
    QTest::newRow("half a request line") << QByteArray("GET /a");
    QTest::newRow("a head without its last LF") << QByteArray("GET / HTTP/1.1\r\nHost: h\r\n\r");
    QTest::newRow("a body without its last byte") << post("Content-Length: 5\r\n", "hell");
    QTest::newRow("chunks without their end") << post(chunked, "5\r\nhello\r\n0\r\n");
    QTest::newRow("a chunk size without its LF") << post(chunked, "5\r");
}

void HttpParserTest::needsMore()
{
    QFETCH(const QByteArray, bytes);

    QCOMPARE(parse(bytes).status, 0);
}

void HttpParserTest::splitAnywhereIsTheSame_data()
{
    QTest::addColumn<QByteArray>("bytes");

    const auto noBody = QByteArray();
    QTest::newRow("a request") << get("Host: h\r\nX: y\r\n");
    QTest::newRow("an empty line before it") << "\r\n" + get("Host: h\r\n");
    QTest::newRow("a body by length") << post("Content-Length: 5\r\n", "hello");
    QTest::newRow("a body in chunks") << post(chunked, "3;a=b\r\nhel\r\n2\r\nlo\r\n0\r\nX: y\r\n\r\n");
    QTest::newRow("a request and half of the next") << post("Content-Length: 5\r\n", "helloGET / H");
    QTest::newRow("two Hosts") << get("Host: h\r\nHost: h\r\n");
    QTest::newRow("bare LF") << get("Host: h\nX: y\r\n");
    QTest::newRow("a folded line") << get("Host: h\r\nX: y\r\n z\r\n");
    QTest::newRow("another version") << QByteArray("GET / HTTP/3.0\r\nHost: h\r\n\r\n");
    QTest::newRow("CL.TE") << post("Content-Length: 6\r\n" + chunked, "0\r\n\r\nG");
    QTest::newRow("a chunk that is too long") << post(chunked, "5\r\nhello!\r\n0\r\n\r\n");
    QTest::newRow("a chunk above the limit") << post(chunked, "ffffffff\r\nhello");
    QTest::newRow("bare LF at the end of chunks") << post(chunked, "1\r\na\r\n0\r\n\n");
}

void HttpParserTest::splitAnywhereIsTheSame()
{
    QFETCH(const QByteArray, bytes);
    const Outcome whole = parse(bytes);

    QList<qsizetype> everyByte;
    for (qsizetype at = 1; at <= bytes.size(); ++at) {
        QVERIFY2(Feeder().feed(bytes, {at, bytes.size()}) == whole, qPrintable(QString::number(at)));
        everyByte.append(at);
    }
    QVERIFY(Feeder().feed(bytes, everyByte) == whole);
}

void HttpParserTest::saysWhetherTheConnectionStays_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("stays");

    QTest::newRow("HTTP/1.1") << get("Host: h\r\n") << true;
    QTest::newRow("close") << get("Host: h\r\nConnection: close\r\n") << false;
    QTest::newRow("close among others, in other letters")
        << get("Host: h\r\nConnection: x, Close\r\n") << false;
    QTest::newRow("close in a second field")
        << get("Host: h\r\nConnection: x\r\nConnection: close\r\n") << false;
    QTest::newRow("a word with close in it") << get("Host: h\r\nConnection: disclose\r\n") << true;
    QTest::newRow("HTTP/1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
    QTest::newRow("HTTP/1.0 that would like to stay")
        << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << false;
}

void HttpParserTest::saysWhetherTheConnectionStays()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, stays);

    HttpParser parser;
    QVERIFY(parser.readHead(bytes) == ParseProgress::Complete);
    QCOMPARE(parser.head().isKeptAlive, stays);
}

void HttpParserTest::readsTheFieldsThatAreAskedFor()
{
    HttpParser parser;
    const QByteArray bytes = post("authorization: Bearer t\r\nContent-Type:  application/json \r\n"
                                  "If-None-Match: \"a\"\r\nIf-None-Match: \"b\"\r\nExpect: 100-Continue\r\n"
                                  "Upgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
                                  "Sec-WebSocket-Key: K\r\nSec-WebSocket-Version: 13\r\n"
                                  "Sec-WebSocket-Protocol: confab.v1\r\nContent-Length: 5\r\n",
                                  "hello");
    QVERIFY(parser.readHead(bytes) == ParseProgress::Complete);

    const HttpHead &head = parser.head();
    QVERIFY(head.method == Method::Post);
    QCOMPARE(head.host, "h");
    QCOMPARE(head.authorization, "Bearer t");
    QCOMPARE(head.contentType, "application/json");
    QCOMPARE(head.ifNoneMatch, "\"a\", \"b\"");
    QVERIFY(head.expectsContinue);
    QCOMPARE(head.upgrade, "websocket");
    QCOMPARE(head.connection, "keep-alive, upgrade");
    QCOMPARE(head.webSocketKey, "K");
    QCOMPARE(head.webSocketVersion, "13");
    QCOMPARE(head.webSocketProtocol, "confab.v1");
    QCOMPARE(head.contentLength, 5);
}

void HttpParserTest::stopsAtTheEndOfTheRequest()
{
    const QByteArray first = post(chunked, "5\r\nhello\r\n0\r\n\r\n");
    QCOMPARE(parse(first + get("Host: h\r\n")).size, first.size());
    const QByteArray second = post("Content-Length: 2\r\n", "ab");
    QCOMPARE(parse(second + "cd").size, second.size());
}

// Whatever comes, the parser ends with an answer or asks for more, and the sanitizers are content.
void HttpParserTest::survivesNoise()
{
    std::mt19937 random(7); // NOLINT: the same noise each time
    const QByteArray sound = post(chunked, "3;a=b\r\nhel\r\n2\r\nlo\r\n0\r\nX: y\r\n\r\n");
    int refused = 0;
    for (int round = 0; round < 20000; ++round) {
        QByteArray bytes = sound;
        for (int flips = 1 + int(random() % 4); flips > 0; --flips)
            bytes[qsizetype(random() % size_t(bytes.size()))] = char(random());
        const Outcome outcome = parse(bytes);
        QVERIFY(outcome.status == 0 || outcome.status == 200 || outcome.status >= 400);
        refused += outcome.status >= 400 ? 1 : 0;
    }
    QVERIFY(refused > 10000);
}

} // namespace confab::tests

using confab::tests::HttpParserTest;
CONFAB_TEST(HttpParserTest)
#include "httpparsertest.moc"
