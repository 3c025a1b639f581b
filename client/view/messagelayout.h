// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/messageitem.h"
#include "client/view/messagetext.h"

#include <QFont>
#include <QRect>
#include <QTextLayout>

namespace confab {

/// The fonts of a message, all relative to one.
struct MessageFonts {
    QFont body;
    QFont caption;
    QFont name;
    QFont code;
    QFont large;

    [[nodiscard]] static MessageFonts from(const QFont &font);
};

/// Where everything of one message stands, in pixels of its row, mirrored already when text runs from right
/// to left. Painting, hit-testing and tests read this and nothing else; an empty rectangle is not there.
struct MessageLayout {
    enum class Part { None, Text, TryAgain, Delete, Mark };

    int height = 0;
    QRect day; ///< the separator's pill
    QRect newLine;
    QRect avatar;
    QRect name;
    QRect bubble;
    QRect time;
    QRect mark;
    QRect reason; ///< why it was refused
    QRect tryAgain;
    QRect discard;
    QRect gap;
    QList<QRect> codeBlocks;
    QPoint textOrigin;
    MessageText content;
    std::unique_ptr<QTextLayout> text;

    QString dayText;
    QString timeText;
    QString reasonText;

    [[nodiscard]] static MessageLayout of(const MessageItem &item, int width, const MessageFonts &fonts,
                                          Qt::LayoutDirection direction);

    [[nodiscard]] Part partAt(QPoint point) const;
    /// The place in the text nearest to `point`.
    [[nodiscard]] int textPositionAt(QPoint point) const;
    /// The address under `point`; empty where there is none.
    [[nodiscard]] QUrl linkAt(QPoint point) const;
    /// `length` characters from `start` as they go to the clipboard.
    [[nodiscard]] QString textOf(int start, int length) const;
};

[[nodiscard]] QString tryAgainText();
[[nodiscard]] QString deleteText();
[[nodiscard]] QString newMessagesText();
[[nodiscard]] QString gapText();

} // namespace confab
