// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/messagetext.h"
#include "client/view/attachmentlayout.h"
#include "client/view/messagefonts.h"
#include "client/view/messageitem.h"

#include <QRect>
#include <QTextLayout>

namespace confab {

/// Where everything of one message stands, in pixels of its row, mirrored already when text runs from right
/// to left. Painting, hit-testing and tests read this and nothing else; an empty rectangle is not there.
struct MessageLayout {
    enum class Part { None, Text, TryAgain, Delete, Mark, Reply, Reaction };

    /// One emoji below the bubble, with how many put it there.
    struct Chip {
        QRect rect;
        QString emoji;
        QString count;
    };

    int height = 0;
    QRect day; ///< the separator's pill
    QRect newLine;
    QRect avatar;
    QRect name;
    QRect bubble;
    QRect reply; ///< the quoted message, in the bubble above the text
    QRect time;
    QRect mark;
    QRect reason; ///< why it was refused
    QRect tryAgain;
    QRect discard;
    QRect gap;
    QRect event;
    AttachmentLayout files;
    QList<QRect> codeBlocks;
    QList<QRect> quotes; ///< the bars beside quoted lines
    QList<Chip> chips;
    QPoint textOrigin;
    MessageText content;
    std::unique_ptr<QTextLayout> text;

    QString dayText;
    QString timeText;
    QString eventText;
    QString reasonText;
    QString replyText; ///< what the quoted message says, in one line

    [[nodiscard]] static MessageLayout of(const MessageItem &item, int width, const MessageFonts &fonts,
                                          Qt::LayoutDirection direction);

    [[nodiscard]] Part partAt(QPoint point) const;
    /// The reaction at `point`; -1 where there is none.
    [[nodiscard]] int chipAt(QPoint point) const;
    /// The place in the text nearest to `point`.
    [[nodiscard]] int textPositionAt(QPoint point) const;
    /// The link under `point`; null where there is none.
    [[nodiscard]] const MessageText::Span *linkAt(QPoint point) const;
    /// `length` characters from `start` as they go to the clipboard.
    [[nodiscard]] QString textOf(int start, int length) const;
};

[[nodiscard]] QString tryAgainText();
[[nodiscard]] QString deleteText();
[[nodiscard]] QString newMessagesText();
[[nodiscard]] QString gapText();

} // namespace confab
