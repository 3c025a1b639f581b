// SPDX-License-Identifier: Apache-2.0
#include "client/view/chatactions.h"

#include "client/store/account.h"
#include "client/view/timetext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::ChatActions)
};

constexpr int morning = 8; ///< the hour when "until tomorrow" ends

Timestamp toTimestamp(const QDateTime &when)
{
    return Timestamp(std::chrono::milliseconds(when.toMSecsSinceEpoch()));
}

bool isUnread(const Chat &chat)
{
    return chat.unread > 0 || chat.markedUnread;
}

ChatAction readMark(const Chat &chat)
{
    if (isUnread(chat))
        return {.kind = ChatAction::Kind::ReadMark,
                .text = Text::tr("Mark as read"),
                .partText = {},
                .icon = "check"_L1,
                .readsAll = true};
    return {.kind = ChatAction::Kind::ReadMark,
            .text = Text::tr("Mark as unread"),
            .partText = {},
            .icon = "chat"_L1,
            .update = {.markedUnread = true}};
}

ChatAction mute(const QString &text, const QString &partText, Timestamp until)
{
    return {.kind = ChatAction::Kind::Mute,
            .text = text,
            .partText = partText,
            .icon = "muted"_L1,
            .update = {.mutedUntil = until}};
}

QList<ChatAction> muting(const Chat &chat, const QDateTime &now)
{
    if (chat.isMuted(toTimestamp(now)))
        return {{.kind = ChatAction::Kind::Mute,
                 .text = Text::tr("Unmute"),
                 .partText = {},
                 .icon = "muted"_L1,
                 .update = {.mutedUntil = std::optional<Timestamp>()}}};
    const QDateTime tomorrow(now.date().addDays(1), QTime(morning, 0));
    return {
        mute(Text::tr("Mute for 1 hour"), Text::tr("For 1 hour"), toTimestamp(now.addSecs(60 * 60))),
        mute(Text::tr("Mute for 8 hours"), Text::tr("For 8 hours"), toTimestamp(now.addSecs(8 * 60 * 60))),
        mute(Text::tr("Mute until tomorrow"), Text::tr("Until tomorrow"), toTimestamp(tomorrow)),
        mute(Text::tr("Mute always"), Text::tr("Always"), OwnState::mutedForever)};
}

ChatAction pin(const Chat &chat)
{
    return {.kind = ChatAction::Kind::Pin,
            .text = chat.pinned ? Text::tr("Unpin") : Text::tr("Pin"),
            .partText = {},
            .icon = "pin"_L1,
            .update = {.pinned = !chat.pinned}};
}

ChatAction archive(const Chat &chat)
{
    return {.kind = ChatAction::Kind::Archive,
            .text = chat.archived ? Text::tr("Move out of the archive") : Text::tr("Archive"),
            .partText = {},
            .icon = "archive"_L1,
            .update = {.archived = !chat.archived}};
}

} // namespace

QList<ChatAction> chatActions(const Chat &chat, const QDateTime &now)
{
    return QList<ChatAction>{readMark(chat), pin(chat)} + muting(chat, now)
        + QList<ChatAction>{archive(chat)};
}

ChatAction chatAction(ChatAction::Kind kind, const Chat &chat, const QDateTime &now)
{
    const auto actions = chatActions(chat, now);
    return *std::find_if(actions.begin(), actions.end(),
                         [kind](const ChatAction &action) { return action.kind == kind; });
}

void perform(const ChatAction &action, Account &account, ChatId chat)
{
    // What fails here is a full disk, and Account::storageFailed says so.
    if (action.readsAll)
        account.markRead(chat, account.chat(chat).lastSeq);
    else
        (void)account.updateChat(chat, action.update);
}

QString mutedText(const Chat &chat, const QDateTime &now)
{
    if (!chat.isMuted(toTimestamp(now)))
        return {};
    if (*chat.mutedUntil == OwnState::mutedForever)
        return Text::tr("Muted");
    const QDateTime until = toDateTime(*chat.mutedUntil).toLocalTime();
    const TimeText text(now);
    return Text::tr("Muted until %1", "a clock or a date")
        .arg(until.date() == now.date() ? text.clock(until) : text.exact(until));
}

} // namespace confab
