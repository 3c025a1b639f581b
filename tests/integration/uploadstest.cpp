// SPDX-License-Identifier: Apache-2.0
#include "tests/support/patternedbytes.h"
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace confab::tests {

/// tus 1.0 over a real server, as its clients speak it.
class UploadsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void saysWhatItSpeaks();
    void becomesAFile();
    void goesOnAfterAKill();
    void keepsWhatABrokenConnectionBrought();
    void isGivenUp();
    void checksSums_data();
    void checksSums();
    void takesAnotherMethodByItsName();
    void isForItsOwner();
    void refusesToBegin_data();
    void refusesToBegin();
    void refusesBytes_data();
    void refusesBytes();
    void repairsALostAnswer();

private:
    using Headers = HttpClient::Headers;
    [[nodiscard]] static Headers tus(Headers more = {})
    {
        more.emplaceBack("Tus-Resumable", "1.0.0");
        return more;
    }
    /// Begins an upload of that many bytes; its path.
    [[nodiscard]] QString begin(qsizetype length);
    HttpAnswer patch(const QString &path, qint64 offset, const QByteArray &bytes, Headers more = {});
    [[nodiscard]] qint64 offset(const QString &path);

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Person> m_ada;
    std::unique_ptr<Person> m_grace;
};

namespace {

const QByteArray bytesType = "application/offset+octet-stream";

} // namespace

void UploadsTest::init()
{
    m_server = std::make_unique<TestServer>(QStringList{u"file_max_mib=4"_s, u"account_files_mib=8"_s});
    QVERIFY(m_server->start());
    m_ada = std::make_unique<Person>(*m_server, u"ada"_s);
    m_grace = std::make_unique<Person>(*m_server, u"grace"_s);
}

void UploadsTest::cleanup()
{
    QVERIFY(m_server->stop());
}

QString UploadsTest::begin(qsizetype length)
{
    const HttpAnswer made
        = m_ada->ask("POST", u"/uploads"_s, {},
                     tus({{"Upload-Length", QByteArray::number(length)},
                          {"Upload-Metadata", "filename ZW5naW5lLnBuZw==,filetype aW1hZ2UvcG5n"}}));
    return QString::fromLatin1(made.headers.value("location")).mid(qstrlen("/api/v1"));
}

HttpAnswer UploadsTest::patch(const QString &path, qint64 offset, const QByteArray &bytes, Headers more)
{
    more.append({"Content-Type", bytesType});
    more.append({"Upload-Offset", QByteArray::number(offset)});
    return m_ada->ask("PATCH", path, bytes, tus(more));
}

qint64 UploadsTest::offset(const QString &path)
{
    return m_ada->ask("HEAD", path, {}, tus()).headers.value("upload-offset", "-1").toLongLong();
}

void UploadsTest::saysWhatItSpeaks()
{
    HttpClient nobody(m_server->port());
    const HttpAnswer answer = nobody.request("OPTIONS", "/api/v1/uploads");
    QCOMPARE(answer.status, 204);
    QCOMPARE(answer.headers.value("tus-version"), "1.0.0");
    QCOMPARE(answer.headers.value("tus-resumable"), "1.0.0");
    QCOMPARE(answer.headers.value("tus-max-size"), "4194304");
    QVERIFY(answer.headers.value("tus-extension").split(',').contains("creation"));
}

void UploadsTest::becomesAFile()
{
    const QByteArray content = patternedBytes(1'000'000);
    const QString path = begin(content.size());
    QVERIFY(path.startsWith(u"/uploads/"));
    QCOMPARE(offset(path), 0);
    qint64 at = 0;
    for (const qsizetype size : {1, 262'143, 100'000, 0, 637'856}) {
        const HttpAnswer answer = patch(path, at, content.mid(at, size));
        QCOMPARE(answer.status, 204);
        at += size;
        QCOMPARE(answer.headers.value("upload-offset").toLongLong(), at);
        QCOMPARE(answer.headers.value("tus-resumable"), "1.0.0");
    }
    const QJsonObject upload = m_ada->get(path).json();
    QCOMPARE(upload["offset"_L1], content.size());
    const QJsonObject file = upload["file"_L1].toObject();
    QCOMPARE(file["name"_L1], "engine.png"_L1);
    QCOMPARE(file["mediaType"_L1], "image/png"_L1);
    QVERIFY(m_ada->get(u"/files/"_s + file["id"_L1].toString()).body == content);
}

void UploadsTest::goesOnAfterAKill()
{
    const QByteArray content = patternedBytes(1'000'000);
    const QString path = begin(content.size());
    QCOMPARE(patch(path, 0, content.first(300'000)).status, 204);
    m_server->kill();
    QVERIFY(m_server->start());
    QCOMPARE(offset(path), 300'000);
    QCOMPARE(patch(path, 300'000, content.sliced(300'000)).status, 204);
    const QString id = m_ada->get(path).json()["file"_L1]["id"_L1].toString();
    QVERIFY(m_ada->get(u"/files/"_s + id).body == content);
}

void UploadsTest::keepsWhatABrokenConnectionBrought()
{
    const QByteArray content = patternedBytes(1'000'000);
    const QString path = begin(content.size());
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_server->port());
        QVERIFY(socket.waitForConnected());
        socket.write("PATCH /api/v1" + path.toLatin1() + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
                     + m_ada->token().toLatin1()
                     + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: " + bytesType
                     + "\r\nContent-Length: 1000000\r\n\r\n" + content.first(600'000));
        while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten()) { }
        QTRY_COMPARE_WITH_TIMEOUT(offset(path), 524'288, 20'000); // whole pieces
    }
    const qint64 at = offset(path);
    QCOMPARE(patch(path, at, content.sliced(at)).status, 204);
    const QString id = m_ada->get(path).json()["file"_L1]["id"_L1].toString();
    QVERIFY(m_ada->get(u"/files/"_s + id).body == content);
}

void UploadsTest::isGivenUp()
{
    const QString path = begin(1000);
    QCOMPARE(patch(path, 0, patternedBytes(500)).status, 204);
    QCOMPARE(m_ada->ask("DELETE", path, {}, tus()).status, 204);
    QCOMPARE(m_ada->ask("HEAD", path, {}, tus()).status, 404);
    QCOMPARE(patch(path, 500, patternedBytes(500)).status, 404);
    QCOMPARE(m_ada->ask("DELETE", path, {}, tus()).status, 404);
}

void UploadsTest::checksSums_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("algorithm");

    QTest::newRow("SHA-1") << QByteArray("sha1") << int(QCryptographicHash::Sha1);
    QTest::newRow("SHA-256") << QByteArray("sha256") << int(QCryptographicHash::Sha256);
    QTest::newRow("MD5") << QByteArray("md5") << int(QCryptographicHash::Md5);
}

void UploadsTest::checksSums()
{
    QFETCH(QByteArray, name);
    QFETCH(int, algorithm);
    const auto sum = [&](const QByteArray &of) {
        return name + ' ' + QCryptographicHash::hash(of, QCryptographicHash::Algorithm(algorithm)).toBase64();
    };
    const QByteArray content = patternedBytes(600'000);
    const QString path = begin(content.size());
    const HttpAnswer refused
        = patch(path, 0, QByteArray(300'000, '!'), {{"Upload-Checksum", sum(content.first(300'000))}});
    QCOMPARE(refused.status, 460);
    QCOMPARE(refused.code(), u"checksum_mismatch"_s);
    QCOMPARE(offset(path), 0);
    for (const qsizetype at : {0, 300'000}) {
        const QByteArray part = content.mid(at, 300'000);
        QCOMPARE(patch(path, at, part, {{"Upload-Checksum", sum(part)}}).status, 204);
    }
    const QString id = m_ada->get(path).json()["file"_L1]["id"_L1].toString();
    QVERIFY(m_ada->get(u"/files/"_s + id).body == content);
}

void UploadsTest::takesAnotherMethodByItsName()
{
    const QString path = begin(5);
    const HttpAnswer answer = m_ada->ask(
        "POST", path, "hello",
        tus({{"X-HTTP-Method-Override", "PATCH"}, {"Content-Type", bytesType}, {"Upload-Offset", "0"}}));
    QCOMPARE(answer.status, 204);
    QCOMPARE(answer.headers.value("upload-offset"), "5");
    QCOMPARE(m_ada->ask("POST", path, {}, tus({{"X-HTTP-Method-Override", "DELETE"}})).status, 204);
}

void UploadsTest::isForItsOwner()
{
    const QString path = begin(5);
    QCOMPARE(m_grace->get(path).status, 404);
    QCOMPARE(m_grace->ask("DELETE", path, {}, tus()).status, 404);
    QCOMPARE(m_grace->ask("PATCH", path, "hello", tus({{"Content-Type", bytesType}, {"Upload-Offset", "0"}}))
                 .status,
             404);
}

void UploadsTest::refusesToBegin_data()
{
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");

    const auto row = [](const char *name, const Headers &headers, int status, const QString &code) {
        QTest::newRow(name) << headers << status << code;
    };
    row("without a version", {{"Upload-Length", "5"}}, 412, u"precondition_failed"_s);
    row("in another version", {{"Upload-Length", "5"}, {"Tus-Resumable", "0.2.2"}}, 412,
        u"precondition_failed"_s);
    row("without a length", tus(), 400, u"invalid_field"_s);
    row("with a length to come", tus({{"Upload-Defer-Length", "1"}}), 400, u"invalid_field"_s);
    row("with a length that is none", tus({{"Upload-Length", "-5"}}), 400, u"invalid_field"_s);
    row("too large", tus({{"Upload-Length", "4194305"}}), 413, u"payload_too_large"_s);
    row("with metadata that are none", tus({{"Upload-Length", "5"}, {"Upload-Metadata", "filename !"}}), 400,
        u"invalid_field"_s);
    row("with a name that is a path",
        tus({{"Upload-Length", "5"}, {"Upload-Metadata", "filename " + QByteArray("../x").toBase64()}}), 400,
        u"invalid_field"_s);
}

void UploadsTest::refusesToBegin()
{
    QFETCH(Headers, headers);
    const HttpAnswer answer = m_ada->ask("POST", u"/uploads"_s, {}, headers);
    QTEST(answer.status, "status");
    QTEST(answer.code(), "code");
    QCOMPARE(answer.headers.value("tus-resumable"), "1.0.0");
    QCOMPARE(answer.headers.contains("tus-version"), answer.status == 412);
}

void UploadsTest::refusesBytes_data()
{
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");

    const std::pair<QByteArray, QByteArray> type{"Content-Type", bytesType};
    const std::pair<QByteArray, QByteArray> at{"Upload-Offset", "4"};
    QTest::newRow("without a version") << Headers{type, at} << QByteArray("x") << 412;
    QTest::newRow("without an offset") << tus({type}) << QByteArray("x") << 400;
    QTest::newRow("of another type") << tus({{"Content-Type", "text/plain"}, at}) << QByteArray("x") << 415;
    QTest::newRow("before its end") << tus({type, {"Upload-Offset", "3"}}) << QByteArray("x") << 409;
    QTest::newRow("behind its end") << tus({type, {"Upload-Offset", "5"}}) << QByteArray("x") << 409;
    QTest::newRow("nothing, at another offset") << tus({type, {"Upload-Offset", "5"}}) << QByteArray() << 409;
    QTest::newRow("more than it has") << tus({type, at}) << QByteArray(7, 'x') << 413;
    QTest::newRow("much more than it has") << tus({type, at}) << QByteArray(600'000, 'x') << 413;
    QTest::newRow("with a sum that is none")
        << tus({type, at, {"Upload-Checksum", "crc32 AAAA"}}) << QByteArray("x") << 400;
}

void UploadsTest::refusesBytes()
{
    QFETCH(Headers, headers);
    QFETCH(QByteArray, body);
    const QString path = begin(10);
    QCOMPARE(patch(path, 0, "abcd").status, 204);
    QTEST(m_ada->ask("PATCH", path, body, headers).status, "status");
    QCOMPARE(offset(path), 4);
}

void UploadsTest::repairsALostAnswer()
{
    const QString path = begin(5);
    QCOMPARE(patch(path, 0, "hello").status, 204);
    // The client has not heard of it: it asks, and sends what is left, which is nothing.
    QCOMPARE(offset(path), 5);
    QCOMPARE(patch(path, 5, {}).status, 204);
    QVERIFY(m_ada->get(path).json().contains("file"_L1));
}

} // namespace confab::tests

using confab::tests::UploadsTest;

CONFAB_TEST(UploadsTest)
#include "uploadstest.moc"
