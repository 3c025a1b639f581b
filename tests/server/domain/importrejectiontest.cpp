// SPDX-License-Identifier: Apache-2.0
#include "server/domain/importlimits.h"
#include "shared/core/limits.h"
#include "tests/server/domain/importfixture.h"
#include "tests/support/testcase.h"

#include <QFile>
#include <QJsonDocument>

#include <archive.h>
#include <archive_entry.h>

#include <functional>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

using Entries = ImportFixture::Entries;
using Edit = std::function<void(Entries &)>;
Q_DECLARE_METATYPE(Edit)

namespace {

/// The first entry whose path ends so; of the conversations, that with grace.
std::pair<QByteArray, QByteArray> &entry(Entries &entries, const QByteArray &end)
{
    for (auto &one : entries) {
        const bool isMeant = !one.first.startsWith("conversations/") || one.first.contains("/grace-");
        if (isMeant && one.first.endsWith(end))
            return one;
    }
    qFatal("there is no such entry");
}

Edit put(const QByteArray &path, const QByteArray &content = "x")
{
    return [=](Entries &entries) { entries.append({path, content}); };
}

Edit drop(const QByteArray &end)
{
    return [=](Entries &entries) {
        const QByteArray path = entry(entries, end).first;
        entries.removeIf([&](const auto &one) { return one.first == path; });
    };
}

Edit write(const QByteArray &end, const QByteArray &content)
{
    return [=](Entries &entries) { entry(entries, end).second = content; };
}

/// The same field of the whole document.
Edit set(const QByteArray &end, const QString &field, const QJsonValue &value)
{
    return [=](Entries &entries) {
        QByteArray &bytes = entry(entries, end).second;
        QJsonObject json = QJsonDocument::fromJson(bytes).object();
        json[field] = value;
        bytes = QJsonDocument(json).toJson();
    };
}

/// A field of one entry of the document's only list.
Edit setOne(const QByteArray &end, const QString &list, int index, const QString &field,
            const QJsonValue &value)
{
    return [=](Entries &entries) {
        QByteArray &bytes = entry(entries, end).second;
        QJsonObject json = QJsonDocument::fromJson(bytes).object();
        QJsonArray items = json[list].toArray();
        QJsonObject item = items[index].toObject();
        item[field] = value;
        items[index] = item;
        json[list] = items;
        bytes = QJsonDocument(json).toJson();
    };
}

Edit message(int index, const QString &field, const QJsonValue &value)
{
    return setOne("messages-000001.json", u"messages"_s, index, field, value);
}

} // namespace

class ImportRejectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_world = std::make_unique<ImportFixture>();
        m_world->fill();
        m_archive = m_world->archive(m_world->ada);
        m_entries = ImportFixture::read(m_archive);
    }
    void cleanupTestCase() { m_world.reset(); }

    void refusesAnArchive_data();
    void refusesAnArchive()
    {
        QFETCH(Edit, change);
        QFETCH(QString, named);
        Entries entries = m_entries;
        change(entries);
        refuses(m_world->write(entries), named);
    }

    void refusesWhatIsNoArchive()
    {
        refuses(u"/nowhere/ada.zip"_s, u"/nowhere/ada.zip"_s);
        QFile whole(m_archive);
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        refuses(stored("not a ZIP at all"), u".zip"_s);
        refuses(stored(bytes.first(bytes.size() / 2)), u".zip"_s);
        refuses(stored({}), u".zip"_s);
    }

    void refusesALink()
    {
        QTemporaryDir directory;
        const QString path = directory.filePath(u"link.zip"_s);
        archive *const writer = archive_write_new();
        archive_write_set_format_zip(writer);
        QCOMPARE(archive_write_open_filename(writer, qPrintable(path)), ARCHIVE_OK);
        archive_entry *const link = archive_entry_new();
        archive_entry_set_pathname(link, "files/7/passwd");
        archive_entry_set_filetype(link, AE_IFLNK);
        archive_entry_set_symlink(link, "/etc/passwd");
        QCOMPARE(archive_write_header(writer, link), ARCHIVE_OK);
        archive_entry_free(link);
        archive_write_free(writer);
        refuses(path, u"is no plain file"_s);
    }

    void refusesAFileWithAnotherByte()
    {
        QFile whole(m_archive);
        QVERIFY(whole.open(QIODevice::ReadOnly));
        QByteArray bytes = whole.readAll();
        const qsizetype at = bytes.indexOf(QByteArray(1000, 'p'));
        QVERIFY(at > 0);
        bytes[at + 500] = 'q';
        refuses(stored(bytes), u"files/"_s);
    }

    void takesTheSameUnchanged() { QVERIFY(m_world->import(m_world->write(m_entries))); } // the last

private:
    void refuses(const QString &archive, const QString &named)
    {
        const auto done = m_world->import(archive);
        QVERIFY(!done);
        QVERIFY2(done.error().detail.contains(named), qPrintable(done.error().detail));
        for (const auto &table : {u"account"_s, u"conversation"_s, u"message"_s, u"file"_s, u"file_chunk"_s,
                                  u"imported_account"_s})
            QCOMPARE(m_world->count(table), 0);
    }
    QString stored(const QByteArray &bytes)
    {
        const QString path = m_directory.filePath(u"stored.zip"_s);
        QFile file(path);
        const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        return written ? path : QString();
    }

    std::unique_ptr<ImportFixture> m_world;
    QTemporaryDir m_directory;
    QString m_archive;
    Entries m_entries;
};

void ImportRejectionTest::refusesAnArchive_data()
{
    QTest::addColumn<Edit>("change");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, const Edit &change, const QString &named) {
        QTest::newRow(name) << change << named;
    };
    const QString noPath = u"is no path that an export has"_s;
    row("a step up", put("files/7/../../../etc/passwd"), noPath);
    row("a step up behind a folder", put("conversations/../../x"), noPath);
    row("an absolute path", put("/etc/passwd"), noPath);
    row("a drive", put("C:\\windows\\x"), noPath);
    row("a path with a backslash", put("files\\..\\x"), noPath);
    row("an unknown document", put("passwords.json"), noPath);
    row("an id that is too large", put("files/9999999999999999999/x"), noPath);
    row("a path with a line break", put("people.json\n"), noPath);
    row("a document twice", put("people.json", "{}"), u"is there twice"_s);
    row(
        "a file under two names",
        [](Entries &entries) {
            const QByteArray path = entry(entries, ".txt").first.startsWith("files/")
                ? entry(entries, ".txt").first
                : entry(entries, "again.txt").first;
            entries.append({path + ".2", "x"});
        },
        u"is there under two names"_s);
    for (const char *path : {"export.json", "profile.json", "contacts.json", "blocks.json", "people.json"})
        row(qPrintable(u"no %1"_s.arg(QLatin1StringView(path))), drop(path), QString::fromLatin1(path));
    row(
        "no page of messages",
        [](Entries &entries) {
            entries.removeIf([](const auto &one) {
                return one.first.contains("/Compilers-") && one.first.endsWith("messages-000001.json");
            });
        },
        u"there are messages up to"_s);
    row("no description of a conversation", drop("/conversation.json"), u"is not behind its"_s);
    row("no picture", drop("avatar.png"), u"names a picture that is missing"_s);
    row("a picture that is none", write("avatar.png", "GIF"), u"avatar.png"_s);
    row("a document that unpacks to too much",
        write("messages-000001.json", QByteArray(ImportLimits::document + 1, ' ')), u"is larger than"_s);
    row("a file that unpacks to more than the archive", write("again.txt", QByteArray(8'000'000, 'p')),
        u"is larger than the archive"_s);
    row("a file of another size", write("again.txt", "p"), u"has another size"_s);
    row("a file of no message", put("files/7/x"), u"is of no message"_s);
    row("broken JSON", write("people.json", "{\"people\":["), u"people.json"_s);
    row("JSON that is no object", write("messages-000001.json", "[]"), u"messages-000001.json"_s);
    row("another format", set("export.json", u"format"_s, u"tar"_s), u"format"_s);
    row("a later version", set("export.json", u"version"_s, 2), u"version"_s);
    row("somebody else's profile", set("profile.json", u"username"_s, u"grace"_s), u"profile.json"_s);
    row("a name that is none", set("profile.json", u"username"_s, u"a/b"_s), u"username"_s);
    row("a display name beyond its limit",
        set("profile.json", u"displayName"_s, QString(Limits::displayName + 1, u'x')), u"displayName"_s);
    row("privacy that is no truth value", set("profile.json", u"sharePresence"_s, 1), u"sharePresence"_s);
    row("people that are no list", set("people.json", u"people"_s, 7), u"people"_s);
    row("somebody twice", setOne("people.json", u"people"_s, 1, u"username"_s, u"ADA"_s), u"twice"_s);
    row("a contact nobody knows", set("contacts.json", u"contacts"_s, QJsonArray{u"eve"_s}), u"eve"_s);
    row("a conversation of three", set("/conversation.json", u"kind"_s, u"trio"_s), u"kind"_s);
    row("a direct one with a title", set("/conversation.json", u"title"_s, u"x"_s), u"title"_s);
    row("an id of another folder", set("/conversation.json", u"id"_s, u"7"_s), u"that of another"_s);
    row("a forged place of the last message", set("/conversation.json", u"lastSeq"_s, 9e15), u"lastSeq"_s);
    row("a forged place of the first message", set("/conversation.json", u"firstSeq"_s, 9e14), u"firstSeq"_s);
    row("a place that is no whole number", set("/conversation.json", u"firstSeq"_s, 1.5), u"firstSeq"_s);
    row("members without the owner", setOne("/conversation.json", u"members"_s, 0, u"user"_s, u"ken"_s),
        u"members"_s);
    row("a member nobody knows", setOne("/conversation.json", u"members"_s, 1, u"user"_s, u"eve"_s),
        u"eve"_s);
    row("a message out of order", message(2, u"seq"_s, 2), u"is not the next one"_s);
    row("a message of another conversation", message(1, u"conversation"_s, u"7"_s), u"conversation"_s);
    row("a text beyond its limit", message(0, u"body"_s, QString(Limits::body + 1, u'x')), u"body"_s);
    row("a text that is a number", message(0, u"body"_s, 7), u"body"_s);
    row("a sender nobody knows", message(0, u"sender"_s, u"eve"_s), u"eve"_s);
    row("a time that is none", message(0, u"sentAt"_s, u"yesterday"_s), u"sentAt"_s);
    row("an id of a message that is none", message(0, u"clientId"_s, u"seven"_s), u"clientId"_s);
    row("an answer to what comes later", message(0, u"replyTo"_s, 3), u"replyTo"_s);
    row("a deleted message with a text", message(0, u"deleted"_s, true), u"deleted"_s);
    row("a reaction that is no emoji",
        message(0, u"reactions"_s,
                QJsonArray{QJsonObject{{u"emoji"_s, u"x"_s}, {u"users"_s, QJsonArray{u"ada"_s}}}}),
        u"reactions"_s);
    row("a file whose name is a path",
        message(0, u"attachments"_s,
                QJsonArray{QJsonObject{{u"id"_s, u"7"_s},
                                       {u"name"_s, u"../x"_s},
                                       {u"size"_s, 1},
                                       {u"mediaType"_s, u"text/plain"_s}}}),
        u"attachments"_s);
}

CONFAB_TEST(ImportRejectionTest)
#include "importrejectiontest.moc"
