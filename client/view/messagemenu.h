// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMenu>
#include <QPersistentModelIndex>

namespace confab {

struct MessageItem;
class MessageView;

/// What can become of one message, as a menu. Goes when it closes; what is chosen is told by the signals of
/// the view, unless the message has gone meanwhile.
class MessageMenu final : public QMenu {
    Q_OBJECT

public:
    MessageMenu(MessageView &view, int row, QPoint globalPosition);

    /// Above everything else.
    void addFirst(const QString &text, std::function<void()> action);

private:
    using Action = std::function<void(const MessageItem &)>;

    void addReactions(const MessageItem &item, QPoint globalPosition);
    void addWays(const MessageItem &item);
    void addOwn(const MessageItem &item);
    void addWaiting(const MessageItem &item);
    QAction *add(const QString &text, Action action, QMenu *menu = nullptr);

    MessageView &m_view;
    const QPersistentModelIndex m_index; ///< rows may come while the menu is open
    QAction *m_first = nullptr;
};

} // namespace confab
