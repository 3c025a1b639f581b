// SPDX-License-Identifier: Apache-2.0
#include "shared/core/limits.h"
#include "shared/protocol/clientframes.h"
#include "shared/protocol/conversationrequests.h"
#include "shared/protocol/jsonwriter.h"
#include "shared/protocol/upload.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace Qt::StringLiterals;

class AttachmentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesWhatItReads()
    {
        const Attachment picture{.id = FileId(7),
                                 .name = u"Ä \"x\".png"_s,
                                 .size = 600'000,
                                 .mediaType = u"image/png"_s,
                                 .width = 1024,
                                 .height = 768};
        const Attachment text{.id = FileId(8), .name = u"a"_s, .size = 0, .mediaType = u"text/plain"_s};
        QCOMPARE(*Attachment::fromJson(*parseJsonObject(toJson(picture))), picture);
        QCOMPARE(*Attachment::fromJson(*parseJsonObject(toJson(text))), text);
        QByteArray json;
        JsonWriter(json).value(QList{picture, text});
        QCOMPARE(attachmentsFromJson(json), (QList{picture, text}));
        QVERIFY(attachmentsFromJson("nonsense").isEmpty());
    }

    void writesUploads()
    {
        const Upload upload{.id = UploadId(9),
                            .name = u"a"_s,
                            .length = 10,
                            .offset = 4,
                            .expiresAt = *fromRfc3339(u"2026-11-22T06:00:00.000Z"),
                            .file = {}};
        const auto read = Upload::fromJson(*parseJsonObject(toJson(upload)));
        QVERIFY(read);
        QCOMPARE(read->id, upload.id);
        QCOMPARE(read->offset, 4);
        QCOMPARE(read->expiresAt, upload.expiresAt);
        QVERIFY(!read->file);
    }

    void rejects_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("field");

        const auto row = [](const char *name, const char *json, const QString &field) {
            QTest::newRow(name) << QByteArray(json) << field;
        };
        row("no id", R"({"name":"a","size":1,"mediaType":"a/b"})", u"id"_s);
        row("an id that is none", R"({"id":"x","name":"a","size":1,"mediaType":"a/b"})", u"id"_s);
        row("no name", R"({"id":"1","size":1,"mediaType":"a/b"})", u"name"_s);
        row("a name that is a path", R"({"id":"1","name":"../a","size":1,"mediaType":"a/b"})", u"name"_s);
        row("a size below nothing", R"({"id":"1","name":"a","size":-1,"mediaType":"a/b"})", u"size"_s);
        row("half a byte", R"({"id":"1","name":"a","size":1.5,"mediaType":"a/b"})", u"size"_s);
        row("no type", R"({"id":"1","name":"a","size":1})", u"mediaType"_s);
        row("no width at all", R"({"id":"1","name":"a","size":1,"mediaType":"a/b","width":0})", u"width"_s);
        row("a height that is text", R"({"id":"1","name":"a","size":1,"mediaType":"a/b","height":"9"})",
            u"height"_s);
    }

    void rejects()
    {
        QFETCH(QByteArray, json);
        const auto read = Attachment::fromJson(*parseJsonObject(json));
        QVERIFY(!read);
        QTEST(read.error().field, "field");
    }

    void letsAMessageBeWithoutText()
    {
        const auto frame = *parseJsonObject(
            R"({"type":"send","conversation":"7","clientId":"019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f",
                                   "body":"","attachments":["4","5"]})");
        const auto send = SendFrame::fromJson(frame);
        QVERIFY(send);
        QCOMPARE(send->attachments, (QList{FileId(4), FileId(5)}));
        QVERIFY(send->body.isEmpty());
        const auto post = PostMessageRequest::fromJson(frame);
        QVERIFY(post);
        QCOMPARE(post->attachments, send->attachments);
        QByteArray out;
        JsonWriter json(out);
        send->write(json, u"1");
        QCOMPARE(SendFrame::fromJson(*parseJsonObject(out))->attachments, send->attachments);
    }

    void rejectsIds_data()
    {
        QTest::addColumn<QByteArray>("attachments");
        QTest::addColumn<QString>("field");

        QByteArray many = "[";
        for (int i = 1; i <= Limits::attachments + 1; ++i)
            many += '"' + QByteArray::number(i) + (i <= Limits::attachments ? "\"," : "\"]");
        QTest::newRow("none, without a text") << QByteArray("[]") << u"body"_s;
        QTest::newRow("null, without a text") << QByteArray("null") << u"body"_s;
        QTest::newRow("too many") << many << u"attachments"_s;
        QTest::newRow("one twice") << QByteArray(R"(["4","4"])") << u"attachments"_s;
        QTest::newRow("a number") << QByteArray("[4]") << u"attachments"_s;
        QTest::newRow("no list") << QByteArray(R"("4")") << u"attachments"_s;
        QTest::newRow("what is no id") << QByteArray(R"(["04"])") << u"attachments"_s;
    }

    void rejectsIds()
    {
        QFETCH(QByteArray, attachments);
        const QByteArray start
            = R"({"clientId":"019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f","body":"","attachments":)";
        const auto json = *parseJsonObject(start + attachments + '}');
        const auto post = PostMessageRequest::fromJson(json);
        QVERIFY(!post);
        QTEST(post.error().field, "field");
    }

    void knowsWhatIsNoName_data()
    {
        QTest::addColumn<QString>("name");

        QTest::newRow("nothing") << QString();
        QTest::newRow("the folder itself") << u"."_s;
        QTest::newRow("the folder above") << u".."_s;
        QTest::newRow("a path") << u"a/b"_s;
        QTest::newRow("a path of Windows") << u"a\\b"_s;
        QTest::newRow("a line break") << u"a\nb"_s;
        QTest::newRow("a NUL") << u"a%1b"_s.arg(QChar(0));
        QTest::newRow("half a character") << QString(QChar(0xD800));
        QTest::newRow("one that is turned around") << u"\u202Egpj.exe"_s;
        QTest::newRow("one character too many") << QString(Limits::fileName + 1, u'x');
    }

    void knowsWhatIsNoName()
    {
        QFETCH(QString, name);
        QVERIFY(!fileNameObjection(name).isEmpty());
        QVERIFY(fileNameObjection(QString(Limits::fileName, u'x')).isEmpty());
        QVERIFY(fileNameObjection(u"Ünï \"1\" 😀.tar.gz"_s).isEmpty());
    }

    void readsMediaTypes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("type"); // empty for none

        QTest::newRow("a plain one") << u"text/plain"_s << u"text/plain"_s;
        QTest::newRow("in capitals, with a parameter") << u"Text/HTML; charset=utf-8"_s << u"text/html"_s;
        QTest::newRow("with signs") << u"application/vnd.a+json"_s << u"application/vnd.a+json"_s;
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("half of one") << u"text"_s << QString();
        QTest::newRow("without a subtype") << u"text/"_s << QString();
        QTest::newRow("three parts") << u"a/b/c"_s << QString();
        QTest::newRow("a line break") << u"text/plain\r\nX: y"_s << QString();
        QTest::newRow("beyond ASCII") << u"text/plän"_s << QString();
        QTest::newRow("too long") << QString(u"a/"_s + QString(130, u'b')) << QString();
    }

    void readsMediaTypes()
    {
        QFETCH(QString, text);
        QTEST(mediaTypeFromText(text).value_or(QString()), "type");
    }
};

CONFAB_TEST(AttachmentTest)
#include "attachmenttest.moc"
