// SPDX-License-Identifier: Apache-2.0
#include "client/view/messagemenu.h"

#include "client/view/messageview.h"

#include <QApplication>
#include <QClipboard>

namespace confab {

MessageMenu::MessageMenu(MessageView &view, int row, QPoint globalPosition)
    : QMenu(&view)
    , m_view(view)
    , m_index(view.model()->index(row, 0))
{
    setAttribute(Qt::WA_DeleteOnClose);
    const MessageItem &item = view.row(row).item;
    if (item.stands() && !view.isReadOnly())
        addReactions(item, globalPosition);
    addWays(item);
    addOwn(item);
    addWaiting(item);
    m_first = actions().isEmpty() ? nullptr : actions().first();
}

void MessageMenu::addFirst(const QString &text, std::function<void()> action)
{
    auto *first = new QAction(text, this);
    connect(first, &QAction::triggered, &m_view, std::move(action));
    insertAction(m_first, first);
}

QAction *MessageMenu::add(const QString &text, Action action, QMenu *menu)
{
    return (menu ? menu : this)->addAction(text, &m_view, [&view = m_view, index = m_index, action] {
        if (!index.isValid())
            return;
        const MessageItem item = view.row(index.row()).item;
        action(item);
    });
}

void MessageMenu::addReactions(const MessageItem &item, QPoint globalPosition)
{
    QMenu *menu = addMenu(tr("React"));
    QStringList offered; // Those that are there come first: the keyboard reaches no chip.
    for (const ShownReaction &reaction : item.reactions)
        offered.append(reaction.emoji);
    for (const QString &emoji : m_view.quickReactions()) {
        if (!offered.contains(emoji))
            offered.append(emoji);
    }
    for (const QString &emoji : std::as_const(offered))
        add(
            emoji,
            [&view = m_view, emoji](const MessageItem &one) { Q_EMIT view.reactionToggled(one, emoji); },
            menu);
    menu->addSeparator();
    add(
        tr("More…"),
        [&view = m_view, globalPosition](const MessageItem &one) {
            Q_EMIT view.emojiRequested(one, globalPosition);
        },
        menu);
}

void MessageMenu::addWays(const MessageItem &item)
{
    MessageView *view = &m_view;
    if (item.stands() && !m_view.isReadOnly())
        add(tr("Reply"), [view](const MessageItem &one) { Q_EMIT view->replyRequested(one); });
    if (!item.deleted && !item.body.isEmpty())
        add(tr("Copy message"), [](const MessageItem &one) { QApplication::clipboard()->setText(one.body); });
    if (!item.stands())
        return;
    add(tr("Copy link to message"), [view](const MessageItem &one) { Q_EMIT view->copyLinkRequested(one); });
    if (m_view.isGroup())
        add(tr("Seen by…"), [view](const MessageItem &one) { Q_EMIT view->seenRequested(one); });
    add(tr("Forward…"), [view](const MessageItem &one) { Q_EMIT view->forwardRequested(one); });
    if (!item.body.isEmpty())
        add(tr("Save text as…"), [view](const MessageItem &one) { Q_EMIT view->saveTextRequested(one); });
}

void MessageMenu::addOwn(const MessageItem &item)
{
    MessageView *view = &m_view;
    if (!item.isOwn || item.deleted)
        return;
    if (!m_view.isReadOnly())
        add(tr("Edit"), [view](const MessageItem &one) { Q_EMIT view->editRequested(one); });
    if (item.stands())
        add(deleteText(), [view](const MessageItem &one) { Q_EMIT view->eraseRequested(one); });
}

void MessageMenu::addWaiting(const MessageItem &item)
{
    MessageView *view = &m_view;
    if (item.seq != Seq())
        return;
    if (item.delivery == Delivery::Refused)
        add(tryAgainText(), [view](const MessageItem &one) { Q_EMIT view->tryAgainRequested(one.clientId); });
    if (item.delivery == Delivery::Refused || item.delivery == Delivery::Queued)
        add(deleteText(), [view](const MessageItem &one) { Q_EMIT view->deleteRequested(one.clientId); });
}

} // namespace confab
