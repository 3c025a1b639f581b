// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/delivery.h"
#include "shared/protocol/user.h"

#include <QFont>
#include <QPixmap>
#include <QRect>

QT_FORWARD_DECLARE_CLASS(QModelIndex)

namespace confab {

/// What one row of the sidebar says: a conversation, a person, a message that was found, the title of a
/// section of search results, a note below one, what shows more of one, a command, or a file.
struct SidebarRow {
    enum class Kind { Conversation, Person, Message, Section, Note, More, Command, File };
    enum class PreviewTone { Normal, Typing, Draft };
    /// The open conversation's draft is before one's eyes already.
    enum class Draft { Shown, Hidden };

    Kind kind = Kind::Conversation;
    QString username = {};
    QString title = {};
    QList<int> foundLetters = {}; ///< places in the title of what was searched for
    QString preview = {};
    qsizetype foundStart = 0; ///< what of the preview was searched for
    qsizetype foundLength = 0;
    PreviewTone previewTone = PreviewTone::Normal;
    QString time = {};
    std::optional<Delivery> mark = {}; ///< of the last message when it is one's own
    int unread = 0;
    bool isMentioned = false; ///< an unread message names this account
    bool isMarkedUnread = false;
    bool isMuted = false;
    bool isPinned = false;
    std::optional<Presence> presence = {};
    QPixmap picture = {}; ///< of the person; null for none
    QLatin1StringView icon = {}; ///< of a command, of a file

    /// Of a ConversationListModel, of a PeopleListModel.
    [[nodiscard]] static SidebarRow ofConversation(const QModelIndex &index, Draft draft = Draft::Shown);
    [[nodiscard]] static SidebarRow ofPerson(const QModelIndex &index);
    [[nodiscard]] static SidebarRow ofPerson(const User &person);
    /// Of a MemberListModel, through any proxy.
    [[nodiscard]] static SidebarRow ofMember(const QModelIndex &index);
    /// Of a HitListModel, with the place of `query` in it.
    [[nodiscard]] static SidebarRow ofMessage(const QModelIndex &index, const QString &query);
    /// Of a FileListModel.
    [[nodiscard]] static SidebarRow ofFile(const QModelIndex &index);
    [[nodiscard]] static SidebarRow section(const QString &title);
    [[nodiscard]] static SidebarRow note(const QString &text);
    [[nodiscard]] static SidebarRow more(const QString &title);
    [[nodiscard]] static SidebarRow command(const QString &title, const QString &keys,
                                            QLatin1StringView icon);
    /// Whether it can be chosen.
    [[nodiscard]] bool isUnread() const { return unread > 0 || isMarkedUnread; }
    [[nodiscard]] bool isChoice() const { return kind != Kind::Section && kind != Kind::Note; }
};

/// "Grace, 2 unread messages, You: see you, 09:41", for screen readers.
[[nodiscard]] QString spokenText(const SidebarRow &row);

/// Who that is, what the person says of the moment, and when the person was last seen: for under the mouse.
[[nodiscard]] QString conversationToolTip(const QModelIndex &index);
[[nodiscard]] QString personToolTip(const QModelIndex &index);

/// Where everything of a SidebarRow stands, mirrored already when text runs from right to left. An empty
/// rectangle is not there.
struct SidebarRowLayout {
    QRect avatar;
    QRect title;
    QRect pinned;
    QRect muted;
    QRect time;
    QRect mark;
    QRect preview;
    QRect mention; ///< the @ before the badge
    QRect badge;
    QString badgeText; ///< empty for a dot: a reminder without a number

    [[nodiscard]] static SidebarRowLayout of(const SidebarRow &row, const QRect &rect, const QFont &font,
                                             Qt::LayoutDirection direction);
    [[nodiscard]] static SidebarRowLayout ofCommand(const SidebarRow &row, const QRect &rect,
                                                    const QFont &font, Qt::LayoutDirection direction);
    /// A note's height depends on its text and on the width it gets.
    [[nodiscard]] static int heightOf(const SidebarRow &row, const QFont &font, int width);
};

} // namespace confab
