// SPDX-License-Identifier: Apache-2.0
#include "server/domain/exportcontents.h"

#include "server/domain/exportdocuments.h"
#include "server/domain/picture.h"
#include "server/storage/avatarrepository.h"
#include "server/storage/filerepository.h"
#include "server/storage/messagehistory.h"
#include "server/storage/relationrepository.h"
#include "server/storage/sessionrepository.h"
#include "shared/core/limits.h"
#include "shared/protocol/jsonwriter.h"

#include <QFile>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

Result<void> ExportContents::write(const QString &epoch, Timestamp now)
{
    const auto account = AccountRepository(m_database).find(m_account);
    if (!account)
        return account.error();
    if (!*account)
        return Error{ErrorCode::NotFound, {}, u"the account is gone"_s};
    const auto all = parts();
    if (!all)
        return all.error();
    QFile readme(u":/export/README.md"_s);
    if (!readme.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Internal, {}, u"the description of the archive is missing"_s};
    if (auto added = m_zip.add("README.txt", readme.readAll()); !added)
        return added;
    if (auto added = m_zip.add("export.json", aboutJson((*account)->username, epoch, now)); !added)
        return added;
    if (auto added = addProfile(**account); !added)
        return added;
    if (auto added = addLists(); !added)
        return added;
    if (auto added = addSessions(); !added)
        return added;
    for (const Part &part : *all) {
        if (auto added = addConversation(part); !added)
            return added;
    }
    return addPeople();
}

Result<QList<ExportContents::Part>> ExportContents::parts()
{
    const MemberRepository members(m_database);
    const auto known = members.conversationsOf(m_account);
    if (!known)
        return known.error();
    QList<Part> parts;
    for (const auto &one : *known) {
        const auto horizon = members.horizon(one.conversation, m_account);
        if (!horizon)
            return horizon.error();
        if (!*horizon)
            continue;
        parts.append({one.conversation, (*horizon)->first, (*horizon)->last});
        m_total += std::max<qint64>(0, parts.last().last.value() - parts.last().first.value() + 1);
    }
    return parts;
}

Result<void> ExportContents::addProfile(const AccountRow &account)
{
    const auto avatar = addAvatar(account.avatar, "avatar");
    if (!avatar)
        return avatar.error();
    return m_zip.add("profile.json", profileJson(account, *avatar));
}

Result<QByteArray> ExportContents::addAvatar(const std::optional<QString> &name, const QByteArray &path)
{
    if (!name)
        return QByteArray();
    const auto row = AvatarRepository(m_database).find(*name);
    if (!row)
        return row.error();
    if (!*row)
        return QByteArray();
    const QByteArray named = path + '.' + mediaTypeOf(PictureType((*row)->type)).mid(qstrlen("image/"));
    const auto added = m_zip.add(named, (*row)->data);
    return added ? Result<QByteArray>(named) : Result<QByteArray>(added.error());
}

Result<void> ExportContents::addLists()
{
    const RelationRepository relations(m_database);
    const auto contacts = relations.names(m_account, Relation::Contact);
    const auto blocks = relations.names(m_account, Relation::Block);
    const auto others = relations.othersOf(m_account);
    if (!contacts || !blocks || !others)
        return !contacts ? contacts.error() : !blocks ? blocks.error() : others.error();
    m_people += QSet<AccountId>(others->begin(), others->end());
    if (auto added = m_zip.add("contacts.json", listJson("contacts"_L1, *contacts)); !added)
        return added;
    return m_zip.add("blocks.json", listJson("blocks"_L1, *blocks));
}

Result<void> ExportContents::addSessions()
{
    const auto sessions = SessionRepository(m_database).list(m_account, Timestamp(), {}, Limits::sessions);
    if (!sessions)
        return sessions.error();
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    json.key("sessions"_L1);
    json.beginArray();
    for (const SessionRow &session : *sessions) {
        json.beginObject();
        json.field("id"_L1, session.id);
        json.field("device"_L1, session.device);
        json.field("createdAt"_L1, session.createdAt);
        json.field("lastUsedAt"_L1, session.lastUsedAt);
        json.field("address"_L1, session.address);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return m_zip.add("sessions.json", out);
}

Result<void> ExportContents::addConversation(const Part &part)
{
    const auto access = accessConversation(m_database, part.id, m_account);
    if (!access)
        return access.error().code == ErrorCode::NotFound ? Result<void>() : access.error(); // left meanwhile
    for (const MemberRow &member : access->members)
        m_people.insert(member.account);
    const QByteArray folder = exportFolder(*access);
    const auto avatar = addAvatar(access->conversation.avatar, folder + "avatar");
    if (!avatar)
        return avatar.error();
    const QByteArray about = conversationJson(*access, *avatar, part.first, part.last);
    if (auto added = m_zip.add(folder + "conversation.json", about); !added)
        return added;
    return addMessages(folder, part);
}

Result<void> ExportContents::addMessages(const QByteArray &folder, const Part &part)
{
    int number = 0;
    for (Seq first = part.first; first <= part.last; first = Seq(first.value() + messagesAtOnce)) {
        const Seq last = std::min(part.last, Seq(first.value() + messagesAtOnce - 1));
        QByteArray page;
        QList<QByteArray> attachments;
        {
            JsonWriter json(page);
            json.beginObject();
            json.key("messages"_L1);
            json.beginArray();
            const auto visited
                = MessageHistory(m_database).visit(part.id, first, last, [&](const MessageRow &message) {
                      json.value(message);
                      if (!message.attachments.isEmpty())
                          attachments.append(message.attachments.toByteArray());
                  });
            if (!visited)
                return visited;
            json.endArray();
            json.endObject();
        }
        if (auto read = m_database.takeFailure(); !read)
            return read;
        const QByteArray path = QByteArray::number(++number).rightJustified(6, '0');
        if (auto added = m_zip.add(folder + "messages-" + path + ".json", page); !added)
            return added;
        for (const QByteArray &some : std::as_const(attachments)) {
            if (auto added = addFiles(some); !added)
                return added;
        }
        m_done += last.value() - first.value() + 1;
        if (auto told = m_progress(m_done, m_total); !told)
            return told;
    }
    return {};
}

Result<void> ExportContents::addFiles(const QByteArray &attachments)
{
    for (const Attachment &file : attachmentsFromJson(attachments)) {
        if (m_files.contains(file.id))
            continue;
        m_files.insert(file.id);
        if (auto added = addFile(file.id); !added)
            return added;
    }
    return {};
}

Result<void> ExportContents::addFile(FileId id)
{
    const auto file = FileRepository(m_database).find(id);
    if (!file)
        return file.error();
    if (!*file) // it went with its message meanwhile
        return {};
    const qint64 size = (*file)->shown.size;
    const QByteArray path
        = "files/" + QByteArray::number(id.value()) + '/' + exportedName((*file)->shown.name);
    if (auto begun = m_zip.begin(path, size, ZipWriter::Packing::Stored); !begun)
        return begun;
    FileChunkRepository chunks(m_database);
    for (qint64 at = 0; at < size; at += FileChunkRepository::chunkBytes) {
        const auto piece = chunks.find((*file)->content, FileChunkRepository::numberAt(at));
        if (!piece)
            return piece.error();
        if (!*piece || (*piece)->isEmpty())
            return Error{ErrorCode::Internal, {}, u"a piece of a file went while it was read"_s};
        if (auto written = m_zip.write(**piece); !written)
            return written;
        if (auto told = m_progress(m_done, m_total); !told)
            return told;
    }
    return {};
}

Result<void> ExportContents::addPeople()
{
    QList<AccountId> people = m_people.values();
    std::sort(people.begin(), people.end());
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    json.key("people"_L1);
    json.beginArray();
    AccountRepository accounts(m_database);
    for (const AccountId id : std::as_const(people)) {
        const auto row = accounts.find(id);
        if (!row)
            return row.error();
        if (!*row)
            continue;
        json.beginObject();
        json.field("username"_L1, (*row)->username);
        json.field("displayName"_L1, (*row)->displayName);
        json.field("status"_L1, (*row)->status);
        if ((*row)->deleted)
            json.field("deleted"_L1, true);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return m_zip.add("people.json", out);
}

} // namespace confab
