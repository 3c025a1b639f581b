// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/messagelayout.h"

QT_FORWARD_DECLARE_CLASS(QPainter)

namespace confab {

class AvatarPictures;
struct Colors;

/// What of a message depends on the moment, not on its content.
struct MessagePaintState {
    int selectionStart = 0;
    int selectionLength = 0;
    bool isFocused = false; ///< the keyboard is on this message
    bool hidesDay = false; ///< the view paints the day itself
    bool isFound = false; ///< it was just jumped to
};

/// Paints messages by their MessageLayout. Made for each paint event; owns nothing.
class MessagePainter final {
public:
    MessagePainter(QPainter &painter, const Colors &colors, const MessageFonts &fonts);

    /// Of the senders; null for initials.
    void setPictures(AvatarPictures *pictures) { m_pictures = pictures; }

    /// The painter's origin is the upper left corner of the row.
    void paint(const MessageItem &item, const MessageLayout &layout, const MessagePaintState &state);
    /// The pill of a day separator, wherever it stands.
    void paintDay(const QRect &rect, const QString &text);

private:
    void paintNewLine(const QRect &rect);
    void paintSender(const MessageItem &item, const MessageLayout &layout);
    void paintBubble(const MessageItem &item, const MessageLayout &layout, const MessagePaintState &state);
    void paintText(const MessageItem &item, const MessageLayout &layout, const MessagePaintState &state);
    void paintReply(const MessageItem &item, const MessageLayout &layout);
    void paintChips(const MessageItem &item, const MessageLayout &layout);
    void paintMark(const QRect &rect, Delivery delivery);
    void paintRefusal(const MessageLayout &layout);

    QPainter &m_painter;
    const Colors &m_colors;
    const MessageFonts &m_fonts;
    AvatarPictures *m_pictures = nullptr;
};

} // namespace confab
