// SPDX-License-Identifier: Apache-2.0
#include "client/view/sidebarrow.h"

#include "client/store/conversationlistmodel.h"
#include "client/store/filelistmodel.h"
#include "client/store/hitlistmodel.h"
#include "client/store/memberlistmodel.h"
#include "client/store/messagetext.h"
#include "client/store/peoplelistmodel.h"
#include "client/view/eventtext.h"
#include "client/view/filetext.h"
#include "client/view/metrics.h"
#include "client/view/snippet.h"
#include "client/view/timetext.h"
#include "shared/core/text.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QLocale>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::SidebarRow)
};

constexpr int markSize = 16;
constexpr int signSize = 14; ///< muted, pinned
constexpr int dotSize = 10;
constexpr int mostUnreadShown = 99;

/// A message as it reads, in one line.
QString shownText(const QModelIndex &index)
{
    return MessageText::fromBody(index.data(ConversationListModel::PreviewRole).toString()).text.simplified();
}

void readPreview(SidebarRow &row, const QModelIndex &index, SidebarRow::Draft shown)
{
    using Model = ConversationListModel;
    const QString draft = index.data(Model::DraftRole).toString().simplified();
    if (index.data(Model::TypingRole).toBool()) {
        row.preview = Text::tr("typing…");
        row.previewTone = SidebarRow::PreviewTone::Typing;
    } else if (!draft.isEmpty() && shown == SidebarRow::Draft::Shown) {
        row.preview = Text::tr("Draft: %1").arg(draft);
        row.previewTone = SidebarRow::PreviewTone::Draft;
    } else if (const QVariant event = index.data(Model::PreviewEventRole); event.isValid()) {
        row.preview = eventText(event.value<GroupEvent>(), index.data(Model::PreviewSenderRole).toString(),
                                index.data(Model::PreviewEventNameRole).toString());
    } else if (index.data(Model::PreviewDeletedRole).toBool()) {
        row.preview = Text::tr("This message was deleted");
    } else if (index.data(Model::PreviewFromBlockedRole).toBool()) {
        row.preview = Text::tr("From somebody you blocked");
    } else if (index.data(Model::PreviewIsOwnRole).toBool()) {
        row.preview = Text::tr("You: %1").arg(shownText(index));
        row.mark = index.data(Model::PreviewDeliveryRole).value<Delivery>();
    } else {
        const QString sender = index.data(Model::PreviewSenderRole).toString();
        row.preview = sender.isEmpty()
            ? shownText(index)
            : Text::tr("%1: %2", "who wrote it, and a message").arg(sender, shownText(index));
    }
}

struct ShownPerson {
    QString title;
    QString username;
    QString status;
    Presence presence;
    QDateTime lastSeen;
};

/// In HTML, as a tool tip may be: what people write of themselves is none.
QString toolTip(const ShownPerson &person)
{
    QStringList lines{u"<b>%1</b>"_s.arg(person.title.toHtmlEscaped())};
    if (!isUsername(person.username))
        return lines.first(); // a group
    lines.append(u'@' + person.username);
    for (const QString &line : {TimeText().presence(person.presence, person.lastSeen), person.status}) {
        if (!line.isEmpty())
            lines.append(line.toHtmlEscaped());
    }
    return lines.join(u"<br>"_s);
}

QString shownCount(int unread)
{
    const QLocale locale;
    return unread > mostUnreadShown ? locale.toString(mostUnreadShown) + u'+' : locale.toString(unread);
}

} // namespace

SidebarRow SidebarRow::ofConversation(const QModelIndex &index, Draft draft)
{
    using Model = ConversationListModel;
    SidebarRow row{.kind = Kind::Conversation,
                   .username = index.data(Model::UsernameRole).toString(),
                   .title = index.data(Model::TitleRole).toString(),
                   .unread = index.data(Model::UnreadRole).toInt(),
                   .isMentioned = index.data(Model::MentionsRole).toInt() > 0,
                   .isMarkedUnread = index.data(Model::MarkedUnreadRole).toBool(),
                   .isMuted = index.data(Model::MutedRole).toBool(),
                   .isPinned = index.data(Model::PinnedRole).toBool(),
                   .presence = index.data(Model::PresenceRole).value<Presence>()};
    if (const QDateTime time = index.data(Model::UpdatedAtRole).toDateTime(); time.isValid())
        row.time = TimeText().brief(time);
    readPreview(row, index, draft);
    return row;
}

SidebarRow SidebarRow::ofPerson(const QModelIndex &index)
{
    using Model = PeopleListModel;
    const auto presence = index.data(Model::PresenceRole).value<Presence>();
    SidebarRow row{.kind = Kind::Person,
                   .username = index.data(Model::UsernameRole).toString(),
                   .title = index.data(Model::DisplayNameRole).toString(),
                   .presence = presence};
    const QString status = index.data(Model::StatusTextRole).toString().simplified();
    row.preview = u'@' + row.username;
    if (index.data(Model::BlockedRole).toBool())
        row.preview = Text::tr("%1 · blocked", "a username").arg(row.preview);
    else if (!status.isEmpty())
        row.preview = Text::tr("%1 · %2", "a username and the person's status text").arg(row.preview, status);
    return row;
}

SidebarRow SidebarRow::ofPerson(const User &person)
{
    return {.kind = Kind::Person,
            .username = person.username,
            .title = person.displayName,
            .preview = u'@' + person.username,
            .presence = person.presence.value_or(Presence::Offline)};
}

SidebarRow SidebarRow::ofMember(const QModelIndex &index)
{
    using Model = MemberListModel;
    SidebarRow row{.kind = Kind::Person,
                   .username = index.data(Model::UsernameRole).toString(),
                   .title = index.data(Model::DisplayNameRole).toString(),
                   .presence = index.data(Model::PresenceRole).value<Presence>()};
    row.preview = u'@' + row.username;
    if (index.data(Model::SelfRole).toBool()) {
        row.preview = Text::tr("You · %1", "a username").arg(row.preview);
        row.presence.reset();
    }
    if (index.data(Model::OwnerRole).toBool())
        row.preview = Text::tr("Owner · %1", "a username").arg(row.preview);
    return row;
}

SidebarRow SidebarRow::command(const QString &title, const QString &keys, QLatin1StringView icon)
{
    return {.kind = Kind::Command, .title = title, .time = keys, .icon = icon};
}

SidebarRow SidebarRow::ofMessage(const QModelIndex &index, const QString &query)
{
    using Model = HitListModel;
    const Snippet snippet = Snippet::of(index.data(Model::BodyRole).toString(), query);
    SidebarRow row{.kind = Kind::Message,
                   .username = index.data(Model::UsernameRole).toString(),
                   .title = index.data(Model::TitleRole).toString(),
                   .preview = snippet.text,
                   .foundStart = snippet.start,
                   .foundLength = snippet.length,
                   .time = TimeText().brief(index.data(Model::SentAtRole).toDateTime())};
    if (index.data(Model::IsOwnRole).toBool()) {
        row.preview = Text::tr("You: %1").arg(snippet.text);
        row.foundStart += row.preview.indexOf(snippet.text);
    }
    return row;
}

SidebarRow SidebarRow::ofFile(const QModelIndex &index)
{
    using Model = FileListModel;
    const auto file = index.data(Model::FileRole).value<MessageFile>();
    const bool isOwn = index.data(Model::IsOwnRole).toBool();
    return {.kind = Kind::File,
            .title = file.shown.name,
            .preview = Text::tr("%1 · %2", "who sent a file, and its size")
                           .arg(isOwn ? Text::tr("You") : index.data(Model::SenderRole).toString(),
                                FileText::size(file.shown.size)),
            .time = TimeText().brief(index.data(Model::SentAtRole).toDateTime()),
            .icon = file.isPicture() ? "picture"_L1 : "file"_L1};
}

SidebarRow SidebarRow::note(const QString &text)
{
    return {.kind = Kind::Note, .title = text};
}

SidebarRow SidebarRow::more(const QString &title)
{
    return {.kind = Kind::More, .title = title};
}

SidebarRow SidebarRow::section(const QString &title)
{
    return {.kind = Kind::Section, .title = title};
}

QString spokenText(const SidebarRow &row)
{
    QStringList parts{row.title};
    if (row.presence && *row.presence != Presence::Offline)
        parts.append(TimeText().presence(row.presence, {}));
    if (row.unread > 0)
        parts.append(Text::tr("%n unread message(s)", nullptr, row.unread));
    if (row.isMentioned)
        parts.append(Text::tr("you are mentioned"));
    if (row.unread == 0 && row.isMarkedUnread)
        parts.append(Text::tr("marked as unread"));
    for (const QString &part : {row.preview, row.time}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    if (row.isMuted)
        parts.append(Text::tr("muted"));
    if (row.isPinned)
        parts.append(Text::tr("pinned"));
    return parts.join(Text::tr(", ", "between the parts of a conversation that is read out"));
}

QString conversationToolTip(const QModelIndex &index)
{
    using Model = ConversationListModel;
    return toolTip({.title = index.data(Model::TitleRole).toString(),
                    .username = index.data(Model::UsernameRole).toString(),
                    .status = index.data(Model::StatusTextRole).toString(),
                    .presence = index.data(Model::PresenceRole).value<Presence>(),
                    .lastSeen = index.data(Model::LastSeenAtRole).toDateTime()});
}

QString personToolTip(const QModelIndex &index)
{
    using Model = PeopleListModel;
    return toolTip({.title = index.data(Model::DisplayNameRole).toString(),
                    .username = index.data(Model::UsernameRole).toString(),
                    .status = index.data(Model::StatusTextRole).toString(),
                    .presence = index.data(Model::PresenceRole).value<Presence>(),
                    .lastSeen = index.data(Model::LastSeenAtRole).toDateTime()});
}

int SidebarRowLayout::heightOf(const SidebarRow &row, const QFont &font, int width)
{
    const QFontMetrics caption(Metrics::caption(font));
    if (row.kind == SidebarRow::Kind::Section)
        return caption.height() + Metrics::large;
    if (row.kind == SidebarRow::Kind::More)
        return QFontMetrics(font).height() + Metrics::large;
    if (row.kind == SidebarRow::Kind::Command)
        return Metrics::button + Metrics::unit;
    if (row.kind == SidebarRow::Kind::Note) {
        const QRect room(0, 0, width - 2 * Metrics::large, 1000);
        return caption.boundingRect(room, Qt::TextWordWrap, row.title).height() + 2 * Metrics::small;
    }
    const int text = QFontMetrics(font).height() + QFontMetrics(Metrics::scaled(font, 0.93)).height() + 2;
    return qMax(Metrics::rowAvatar, text) + 2 * Metrics::small + 2;
}

SidebarRowLayout SidebarRowLayout::ofCommand(const SidebarRow &row, const QRect &rect, const QFont &font,
                                             Qt::LayoutDirection direction)
{
    SidebarRowLayout layout;
    const QRect inside = rect.adjusted(Metrics::large, 0, -Metrics::large, 0);
    const int beside = (Metrics::rowAvatar - Metrics::icon) / 2; // Its text stands below those of people.
    layout.avatar = QRect(inside.x() + beside, rect.y() + (rect.height() - Metrics::icon) / 2, Metrics::icon,
                          Metrics::icon);
    const int left = inside.x() + Metrics::rowAvatar + Metrics::medium;
    const int keys
        = row.time.isEmpty() ? 0 : QFontMetrics(Metrics::caption(font)).horizontalAdvance(row.time) + 1;
    if (keys > 0)
        layout.time = QRect(inside.right() + 1 - keys, rect.y(), keys, rect.height());
    layout.title = QRect(left, rect.y(), inside.right() + 1 - left - (keys > 0 ? keys + Metrics::small : 0),
                         rect.height());
    for (QRect *part : {&layout.avatar, &layout.title, &layout.time}) {
        if (!part->isNull())
            *part = QStyle::visualRect(direction, rect, *part);
    }
    return layout;
}

SidebarRowLayout SidebarRowLayout::of(const SidebarRow &row, const QRect &rect, const QFont &font,
                                      Qt::LayoutDirection direction)
{
    SidebarRowLayout layout;
    const QFontMetrics body(font);
    const QFontMetrics caption(Metrics::caption(font));
    QRect inside = rect.adjusted(Metrics::large, 0, -Metrics::large, 0);
    if (row.kind == SidebarRow::Kind::Section) {
        layout.title = inside.adjusted(0, Metrics::small, 0, 0);
        return layout;
    }
    if (row.kind == SidebarRow::Kind::More) {
        layout.title = inside;
        return layout;
    }
    if (row.kind == SidebarRow::Kind::Note) {
        layout.title = inside.adjusted(0, Metrics::small, 0, -Metrics::small);
        return layout;
    }
    if (row.kind == SidebarRow::Kind::Command)
        return ofCommand(row, rect, font, direction);
    const int avatarTop = rect.y() + (rect.height() - Metrics::rowAvatar) / 2;
    layout.avatar = QRect(inside.x(), avatarTop, Metrics::rowAvatar, Metrics::rowAvatar);
    inside.setLeft(layout.avatar.right() + 1 + Metrics::medium);

    const int previewHeight = QFontMetrics(Metrics::scaled(font, 0.93)).height();
    const int top = rect.y() + (rect.height() - body.height() - previewHeight - 2) / 2;
    const auto fromRight = [&inside](int right, int y, QSize size) {
        return QRect(QPoint(inside.right() + 1 - right - size.width(), y), size);
    };

    // First line: name, pinned, muted, time.
    int used = 0;
    if (!row.time.isEmpty()) {
        const QSize size(caption.horizontalAdvance(row.time) + 1, body.height());
        layout.time = fromRight(0, top, size);
        used = size.width() + Metrics::small;
    }
    for (const auto &[isShown, sign] :
         {std::pair(row.isMuted, &layout.muted), std::pair(row.isPinned, &layout.pinned)}) {
        if (!isShown)
            continue;
        *sign = fromRight(used, top + (body.height() - signSize) / 2, {signSize, signSize});
        used += signSize + Metrics::unit;
    }
    layout.title = QRect(inside.x(), top, inside.width() - used, body.height());

    // Second line: mark, preview, unread.
    const int second = top + body.height() + 2;
    used = 0;
    if (row.unread > 0) {
        layout.badgeText = shownCount(row.unread);
        const int height = caption.height() + 2;
        const int width = qMax(height, caption.horizontalAdvance(layout.badgeText) + 10);
        layout.badge = fromRight(0, second + (previewHeight - height) / 2, {width, height});
        used = width + Metrics::small;
        if (row.isMentioned) {
            layout.mention = fromRight(width + Metrics::unit, layout.badge.y(), {height, height});
            used += height + Metrics::unit;
        }
    } else if (row.isMarkedUnread) {
        layout.badge = fromRight(0, second + (previewHeight - dotSize) / 2, {dotSize, dotSize});
        used = dotSize + Metrics::small;
    }
    int left = inside.x();
    if (row.mark) {
        layout.mark = QRect(left, second + (previewHeight - markSize) / 2, markSize, markSize);
        left += markSize + Metrics::unit;
    }
    layout.preview = QRect(left, second, inside.right() + 1 - used - left, previewHeight);

    for (QRect *part : {&layout.avatar, &layout.title, &layout.pinned, &layout.muted, &layout.time,
                        &layout.mark, &layout.preview, &layout.mention, &layout.badge}) {
        if (!part->isNull())
            *part = QStyle::visualRect(direction, rect, *part);
    }
    return layout;
}

} // namespace confab
