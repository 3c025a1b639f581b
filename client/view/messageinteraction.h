// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/messagepainter.h"
#include "client/view/messagerows.h"

#include <QPersistentModelIndex>

QT_FORWARD_DECLARE_CLASS(QContextMenuEvent)
QT_FORWARD_DECLARE_CLASS(QEvent)
QT_FORWARD_DECLARE_CLASS(QHelpEvent)
QT_FORWARD_DECLARE_CLASS(QMouseEvent)

namespace confab {

class MessageButtons;
class MessageMenu;
class MessageView;
class Theme;

/// What a hand does in a MessageView: selects text within one message, follows links, tries refused messages
/// again, opens the menu, finds buttons beside the message it points at. Part of the view.
class MessageInteraction final {
public:
    MessageInteraction(MessageView &view, const Theme &theme);

    /// Does what an event of the view's viewport asks for; false when it is none of the hand's.
    bool handle(QEvent &event);

    /// Copies the selected text, else the current message.
    void copy() const;
    void clear();
    [[nodiscard]] MessagePaintState paintState(int row) const;

private:
    void press(const QMouseEvent &event);
    void move(const QMouseEvent &event);
    void release(const QMouseEvent &event);
    void selectWord(const QMouseEvent &event);
    void showMenu(const QContextMenuEvent &event);
    /// What only a hand could reach in the message: its links, and what it answers.
    void addPlaces(MessageMenu &menu, const MessageRows::Row &row);
    void showToolTip(const QHelpEvent &event);
    void select(int row, int from, int to);
    [[nodiscard]] static QString toolTip(const MessageRows::Row &row, QPoint point);
    void showMenuOf(int row, QPoint point, QPoint globalPosition);
    void act(MessageLayout::Part part, int row);
    void copyMessage(int row) const;

    MessageView &m_view;
    MessageButtons *const m_buttons;
    QPersistentModelIndex m_selected; ///< the message with the selection
    int m_from = 0;
    int m_to = 0;
    bool m_isSelecting = false;
    QPoint m_pressedAt;
};

} // namespace confab
