// SPDX-License-Identifier: Apache-2.0
#include "tests/server/domain/importfixture.h"

#include "server/domain/amendmentjob.h"
#include "server/domain/avatarservice.h"
#include "server/domain/exportcontents.h"
#include "server/domain/groupservice.h"
#include "server/domain/relationservice.h"
#include "server/domain/uploadservice.h"
#include "server/storage/settingrepository.h"
#include "tests/server/domain/postone.h"

#include <QFile>
#include <QJsonDocument>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

/// What has to hold for a test to mean anything.
void require(bool holds)
{
    if (!holds)
        qFatal("the fixture cannot be made");
}

const QByteArray picture = QByteArray::fromBase64(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

QJsonObject plain(QJsonObject json)
{
    for (const auto name : {"exportedAt"_L1, "server"_L1, "role"_L1})
        json.remove(name);
    QJsonArray messages = json["messages"_L1].toArray();
    for (auto &&entry : messages) {
        QJsonObject message = entry.toObject();
        message.remove("change"_L1); // counts what happened there
        entry = message;
    }
    if (!messages.isEmpty())
        json["messages"_L1] = messages;
    return json;
}

} // namespace

ImportFixture::ImportFixture()
    : ada(callerOf(source.join(u"ada"_s)))
    , grace(callerOf(source.join(u"grace"_s)))
    , ken(callerOf(source.join(u"ken"_s)))
{ }

Message ImportFixture::post(const Caller &caller, const std::variant<QString, ConversationId> &to,
                            const QString &body, std::optional<Seq> replyTo, const QList<FileId> &files)
{
    source.clock().advance(std::chrono::seconds(1));
    Post post{.caller = caller, .clientId = QUuid::createUuid(), .body = body};
    if (const auto *name = std::get_if<QString>(&to))
        post.to = *name;
    else
        post.conversation = std::get<ConversationId>(to);
    post.replyTo = replyTo;
    post.attachments = files;
    const auto posted = postOne(source.storage, post);
    require(bool(posted));
    return posted->message;
}

void ImportFixture::amend(const Caller &caller, const Message &message, const decltype(Amendment::what) &what)
{
    source.clock().advance(std::chrono::seconds(1));
    const Amendment amendment{
        .caller = caller, .conversation = message.conversation, .seq = message.seq, .what = what};
    require(bool(source.storage.write([&](Transaction &transaction) {
        return AmendmentJob(amendment, source.clock().now()).run(transaction);
    })));
}

FileId ImportFixture::upload(const Caller &caller, const QString &name, const QByteArray &bytes)
{
    const UploadService uploads({}, source.clock());
    const auto done = source.storage.write([&](Transaction &transaction) -> Result<Attachment> {
        const UploadId id(++m_files);
        const auto row = uploads.begin(transaction, caller, {id, name, u"text/plain"_s, bytes.size()});
        require(bool(row));
        require(bool(uploads.append(transaction, caller, id, 0, bytes, UploadService::Counting::AtOnce)));
        const auto found = uploads.find(transaction.database(), caller, id);
        const auto examined = uploads.examine(transaction.database(), *found);
        return uploads.complete(transaction, caller, id, *examined);
    });
    require(bool(done));
    return done->id;
}

void ImportFixture::fill()
{
    const auto first = post(ada, u"grace"_s, u"hello 👍"_s);
    direct = first.conversation;
    const QByteArray plan(300'000, 'p');
    post(grace, direct, u"with files"_s, first.seq,
         {upload(grace, u"Ünter plan?.txt"_s, plan), upload(grace, u"again.txt"_s, plan)});
    const auto gone = post(ada, direct, u"not this"_s, {}, {upload(ada, u"gone.txt"_s, "gone")});
    const auto edited = post(grace, direct, u"a firts word"_s);
    amend(grace, edited, Amendment::Edit{u"a first word"_s});
    amend(ada, edited, Amendment::React{u"🎉"_s});
    amend(grace, edited, Amendment::React{u"🎉"_s});
    amend(grace, edited, Amendment::React{u"👍"_s});
    amend(ada, gone, Amendment::Remove{});
    const GroupService groups(source.clock());
    const auto made = source.storage.write([&](Transaction &transaction) {
        return groups.create(
            transaction, ada,
            {.title = u"Compilers"_s, .members = {u"grace"_s}, .clientId = QUuid::createUuid()});
    });
    require(bool(made));
    group = made->access.conversation.id;
    post(grace, group, u"before he came"_s);
    require(bool(source.storage.write([&](Transaction &transaction) {
        return source.groupMembers.add(transaction, ada, group, u"ken"_s);
    })));
    post(ken, group, u"since he came"_s);
    const RelationService relations(source.presence, source.clock());
    const ConversationService conversations(source.clock());
    const AvatarService avatars(source.accounts);
    require(bool(source.storage.write([&](Transaction &transaction) -> Result<Conversation> {
        require(bool(relations.add(transaction, ada, Relation::Contact, u"grace"_s)));
        require(bool(relations.add(transaction, ada, Relation::Block, u"ken"_s)));
        return conversations.updateOwn(transaction, ada, direct,
                                       {.mutedUntil = {OwnState::mutedForever}, .pinned = true});
    })));
    require(bool(avatars.set(source.writer, ada, picture)));
}

QString ImportFixture::archive(Database &database, AccountId account)
{
    const QString path = m_directory.filePath(u"%1.zip"_s.arg(++m_files));
    QFile file(path);
    require(file.open(QIODevice::WriteOnly));
    const Timestamp now = source.clock().now();
    ZipWriter zip(
        [&](QByteArrayView bytes) {
            require(file.write(bytes.data(), bytes.size()) == bytes.size());
            return Result<void>();
        },
        now);
    const auto server = SettingRepository(database).epoch();
    ExportContents contents(database, zip, account, [](qint64, qint64) { return Result<void>(); });
    require(contents.write(*server, now) && zip.finish());
    return path;
}

ImportFixture::Entries ImportFixture::read(const QString &archive)
{
    const auto reader = ZipReader::open(archive);
    require(bool(reader));
    Entries entries;
    while (const auto entry = *(*reader)->next()) {
        const auto bytes = (*reader)->readAll();
        require(bool(bytes));
        entries.append({entry->path, *bytes});
    }
    return entries;
}

QString ImportFixture::write(const Entries &entries)
{
    const QString path = m_directory.filePath(u"%1.zip"_s.arg(++m_files));
    QFile file(path);
    require(file.open(QIODevice::WriteOnly));
    ZipWriter zip(
        [&](QByteArrayView bytes) {
            require(file.write(bytes.data(), bytes.size()) == bytes.size());
            return Result<void>();
        },
        source.clock().now());
    for (const auto &[name, content] : entries) {
        // As an export does it, but for what is to be a bomb.
        const bool isFile = name.startsWith("files/") && content.size() < 1'000'000;
        const auto packing = isFile ? ZipWriter::Packing::Stored : ZipWriter::Packing::Deflated;
        require(zip.begin(name, content.size(), packing) && zip.write(content));
    }
    require(bool(zip.finish()));
    return path;
}

QJsonObject ImportFixture::content(const QString &archive)
{
    QJsonObject all;
    for (const auto &[path, bytes] : read(archive)) {
        if (path == "README.txt" || path == "sessions.json")
            continue;
        const QString name = QString::fromUtf8(path);
        if (path.endsWith(".json"))
            all[name] = plain(QJsonDocument::fromJson(bytes).object());
        else
            all[name]
                = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    }
    return all;
}

Result<Importer::Summary> ImportFixture::import(const QString &archive, const Importer::Options &options)
{
    return Importer(target.database(), target.clock()).run(archive, options);
}

AccountId ImportFixture::there(const QString &username)
{
    const auto row = AccountRepository(target.database()).findByName(username);
    return row && *row ? (*row)->id : AccountId();
}

Caller ImportFixture::signIn(const QString &username)
{
    const SessionRow session{.id = newRandomId<SessionId>(),
                             .account = there(username),
                             .nonce = "nonce",
                             .createdAt = target.clock().now(),
                             .lastUsedAt = target.clock().now()};
    require(bool(SessionRepository(target.database()).insert(session)));
    return {.account = session.account, .session = session.id, .username = username};
}

QJsonObject ImportFixture::contentThere(const QString &username)
{
    return content(archive(target.database(), there(username)));
}

qint64 ImportFixture::count(const QString &table)
{
    const QString sql = u"SELECT count(*) FROM "_s + table;
    auto rows = target.database().run(sql);
    require(rows && rows->next());
    return rows->integer(0);
}

QString ImportFixture::epoch()
{
    return *SettingRepository(target.database()).epoch();
}

} // namespace confab::tests
