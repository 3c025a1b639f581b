// SPDX-License-Identifier: Apache-2.0
#include "server/domain/exportdocuments.h"

#include "shared/core/limits.h"
#include "shared/protocol/jsonwriter.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

QByteArray listJson(QLatin1StringView name, const QStringList &entries)
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    json.field(name, entries);
    json.endObject();
    return out;
}

QByteArray profileJson(const AccountRow &account, const QByteArray &avatar)
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    json.field("username"_L1, account.username);
    json.field("displayName"_L1, account.displayName);
    json.field("status"_L1, account.status);
    json.field("role"_L1, toName(account.role));
    json.field("sendReadReceipts"_L1, account.sendReadReceipts);
    json.field("sharePresence"_L1, account.sharePresence);
    json.field("createdAt"_L1, account.createdAt);
    if (!avatar.isEmpty())
        json.field("avatar"_L1, QString::fromLatin1(avatar));
    json.endObject();
    return out;
}

namespace {

void writeMembers(JsonWriter &json, const QList<MemberRow> &members, Seq last)
{
    // As clients are told: in a large group nobody is shown what the others have read.
    const bool showsMarks = members.size() <= Limits::sharedMarks;
    json.key("members"_L1);
    json.beginArray();
    for (const MemberRow &member : members) {
        json.beginObject();
        json.field("user"_L1, member.username);
        json.field("role"_L1, member.role == MemberRole::Owner ? "owner"_L1 : "member"_L1);
        if (member.left)
            json.field("left"_L1, true);
        json.field("firstSeq"_L1, member.firstSeq);
        if (showsMarks) {
            json.field("readSeq"_L1, std::min(member.readSeq, last));
            json.field("deliveredSeq"_L1, std::min(member.deliveredSeq, last));
        }
        json.endObject();
    }
    json.endArray();
}

void writeOwn(JsonWriter &json, const MemberRow &self, Seq last)
{
    json.field("readSeq"_L1, std::min(self.ownReadSeq, last));
    if (self.own.mutedUntil == OwnState::mutedForever)
        json.field("muted"_L1, "forever"_L1);
    else
        json.field("muted"_L1, self.own.mutedUntil);
    json.field("pinned"_L1, self.own.pinned);
    json.field("archived"_L1, self.own.archived);
    json.field("markedUnread"_L1, self.own.markedUnread);
}

} // namespace

QByteArray conversationJson(const ConversationAccess &access, const QByteArray &avatar, Seq first, Seq last)
{
    const ConversationRow &row = access.conversation;
    const bool isGroup = row.kind == ConversationKind::Group;
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    json.field("id"_L1, row.id);
    json.field("kind"_L1, isGroup ? "group"_L1 : "direct"_L1);
    json.field("title"_L1, isGroup ? row.title : std::nullopt);
    if (isGroup)
        json.field("history"_L1, row.history == GroupHistory::All ? "all"_L1 : "joined"_L1);
    if (!avatar.isEmpty())
        json.field("avatar"_L1, QString::fromLatin1(avatar));
    json.field("state"_L1, row.state == ConversationState::Closed ? "closed"_L1 : "open"_L1);
    json.field("createdAt"_L1, row.createdAt);
    json.field("updatedAt"_L1, row.updatedAt);
    json.field("firstSeq"_L1, first);
    json.field("lastSeq"_L1, last);
    writeMembers(json, access.members, last);
    writeOwn(json, access.caller(), last);
    json.endObject();
    return out;
}

QByteArray aboutJson(const QString &username, const QString &epoch, Timestamp now)
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    json.field("format"_L1, "confab-export"_L1);
    json.field("version"_L1, 1);
    json.field("exportedAt"_L1, now);
    json.field("username"_L1, username);
    json.field("server"_L1, epoch);
    json.endObject();
    return out;
}

QByteArray exportFolder(const ConversationAccess &access)
{
    QString name = access.conversation.title.value_or(QString());
    for (const MemberRow &member : access.members) {
        if (access.conversation.kind == ConversationKind::Direct && member.account != access.caller().account)
            name = member.username;
    }
    return "conversations/" + exportedName(name) + '-' + QByteArray::number(access.conversation.id.value())
        + '/';
}

QByteArray exportedName(const QString &name)
{
    QByteArray out;
    for (const QChar character : name.left(64)) {
        const char16_t code = character.unicode();
        const bool isPlain = (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z')
            || (code >= '0' && code <= '9') || code == '-' || code == '.';
        out.append(isPlain ? char(code) : '_');
    }
    if (out.startsWith('.')) // neither hidden nor a step up
        out[0] = '_';
    if (out.endsWith('.'))
        out[out.size() - 1] = '_';
    return out.isEmpty() ? "_"_ba : out;
}

} // namespace confab
