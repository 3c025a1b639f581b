// SPDX-License-Identifier: Apache-2.0
#include "client/view/messageinteraction.h"

#include "client/view/messageattachments.h"
#include "client/view/messagebuttons.h"
#include "client/view/messagemenu.h"
#include "client/view/messageview.h"
#include "client/view/timetext.h"
#include "client/view/tooltiptext.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QTextBoundaryFinder>
#include <QToolTip>

namespace confab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::MessageView)
};

using Part = MessageLayout::Part;

constexpr int mostLinks = 8; ///< of one message, in its menu
constexpr int widestLink = 240; ///< there

} // namespace

MessageInteraction::MessageInteraction(MessageView &view, const Theme &theme)
    : m_view(view)
    , m_buttons(new MessageButtons(theme, view))
{
    QObject::connect(m_buttons, &MessageButtons::moreRequested, m_buttons,
                     [this](int row, QPoint place) { showMenuOf(row, {}, place); });
}

bool MessageInteraction::handle(QEvent &event)
{
    switch (event.type()) {
    case QEvent::MouseButtonPress:
        press(static_cast<QMouseEvent &>(event));
        return true;
    case QEvent::MouseMove:
        move(static_cast<QMouseEvent &>(event));
        return true;
    case QEvent::MouseButtonRelease:
        release(static_cast<QMouseEvent &>(event));
        return true;
    case QEvent::MouseButtonDblClick:
        selectWord(static_cast<QMouseEvent &>(event));
        return true;
    case QEvent::ContextMenu:
        showMenu(static_cast<QContextMenuEvent &>(event));
        return true;
    case QEvent::ToolTip:
        showToolTip(static_cast<QHelpEvent &>(event));
        return true;
    case QEvent::Leave:
        m_buttons->hide();
        return false;
    default:
        return false;
    }
}

void MessageInteraction::press(const QMouseEvent &event)
{
    m_view.setFocus(Qt::MouseFocusReason);
    if (event.button() != Qt::LeftButton)
        return;
    clear();
    m_pressedAt = event.pos();
    const auto hit = m_view.hitAt(event.pos());
    if (!hit)
        return;
    const MessageLayout &layout = m_view.row(hit->row).layout;
    const Part part = layout.partAt(hit->point);
    if (part != Part::Text && part != Part::Mark)
        return;
    m_isSelecting = true;
    const int position = layout.textPositionAt(hit->point);
    select(hit->row, position, position);
}

void MessageInteraction::move(const QMouseEvent &event)
{
    if (m_isSelecting && m_selected.isValid()) {
        const QPoint inside = event.pos() - m_view.visualRect(m_selected).topLeft();
        select(m_selected.row(), m_from, m_view.row(m_selected.row()).layout.textPositionAt(inside));
        return;
    }
    m_buttons->follow(event.pos());
    const auto hit = m_view.hitAt(event.pos());
    Qt::CursorShape shape = Qt::ArrowCursor;
    if (hit) {
        const MessageLayout &layout = m_view.row(hit->row).layout;
        const Part part = layout.partAt(hit->point);
        const bool isButton
            = part == Part::TryAgain || part == Part::Delete || part == Part::Reply || part == Part::Reaction;
        if (isButton || m_view.row(hit->row).item.folded || layout.linkAt(hit->point)
            || MessageAttachments::isOver(m_view.row(hit->row), hit->point))
            shape = Qt::PointingHandCursor;
        else if (part == Part::Text)
            shape = Qt::IBeamCursor;
    }
    m_view.viewport()->setCursor(shape);
}

void MessageInteraction::release(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton)
        return;
    m_isSelecting = false;
    const bool dragged = (event.pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    const auto hit = m_view.hitAt(event.pos());
    if (dragged || !hit || m_view.attachments().activate(m_view.row(hit->row), hit->point))
        return;
    if (m_view.row(hit->row).item.folded)
        return m_view.unfold(hit->row);
    const MessageLayout &layout = m_view.row(hit->row).layout;
    if (const auto *link = layout.linkAt(hit->point))
        Q_EMIT m_view.linkActivated(link->url, layout.textOf(int(link->start), int(link->length)));
    else if (const int chip = layout.chipAt(hit->point); chip >= 0 && !m_view.isReadOnly())
        Q_EMIT m_view.reactionToggled(m_view.row(hit->row).item, layout.chips.at(chip).emoji);
    else
        act(layout.partAt(hit->point), hit->row);
}

void MessageInteraction::selectWord(const QMouseEvent &event)
{
    const auto hit = m_view.hitAt(event.pos());
    if (!hit)
        return;
    const MessageLayout &layout = m_view.row(hit->row).layout;
    if (layout.partAt(hit->point) != Part::Text)
        return;
    const int position = layout.textPositionAt(hit->point);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, layout.content.text);
    finder.setPosition(position);
    const auto from = finder.isAtBoundary() ? position : int(finder.toPreviousBoundary());
    finder.setPosition(position);
    const auto to = int(finder.toNextBoundary());
    select(hit->row, from, to < 0 ? position : to);
}

void MessageInteraction::showMenu(const QContextMenuEvent &event)
{
    if (event.reason() == QContextMenuEvent::Keyboard) {
        const QModelIndex current = m_view.currentIndex();
        if (current.isValid())
            showMenuOf(current.row(), {},
                       m_view.viewport()->mapToGlobal(m_view.visualRect(current).center()));
        return;
    }
    if (const auto hit = m_view.hitAt(event.pos()))
        showMenuOf(hit->row, hit->point, event.globalPos());
}

void MessageInteraction::showMenuOf(int row, QPoint point, QPoint globalPosition)
{
    const MessageRows::Row &content = m_view.row(row);
    if (!content.item.isMessage())
        return;
    if (content.item.folded)
        return m_view.unfold(row); // a menu would have nothing else
    auto *menu = new MessageMenu(m_view, row, globalPosition);
    if (m_from != m_to)
        menu->addFirst(Text::tr("Copy"), [this] { copy(); });
    if (const auto *link = content.layout.linkAt(point)) {
        menu->addFirst(Text::tr("Copy link"), [url = link->url] {
            QApplication::clipboard()->setText(url.toString(QUrl::FullyEncoded));
        });
    }
    if (point.isNull())
        addPlaces(*menu, content);
    m_view.attachments().addActions(*menu, content, point);
    menu->popup(globalPosition);
}

void MessageInteraction::addPlaces(MessageMenu &menu, const MessageRows::Row &row)
{
    const MessageItem &item = row.item;
    if (item.replyTo != Seq() && !item.deleted)
        menu.addFirst(Text::tr("Go to the original"),
                      [&view = m_view, seq = item.replyTo] { view.showMessage(seq); });
    QList<QUrl> urls; // A link may be of several spans, as part of it is bold.
    for (const MessageText::Span &span : row.layout.content.spans) {
        if (span.url.isEmpty() || urls.contains(span.url) || urls.size() == mostLinks)
            continue;
        urls.append(span.url);
        const QString shown = row.layout.textOf(int(span.start), int(span.length));
        QString name = menu.fontMetrics().elidedText(shown, Qt::ElideMiddle, widestLink);
        name.replace(u'&', QStringLiteral("&&"));
        menu.addFirst(Text::tr("Open link “%1”").arg(name),
                      [&view = m_view, url = span.url, shown] { Q_EMIT view.linkActivated(url, shown); });
        menu.addFirst(Text::tr("Copy link “%1”").arg(name), [url = span.url] {
            QApplication::clipboard()->setText(url.toString(QUrl::FullyEncoded));
        });
    }
}

void MessageInteraction::showToolTip(const QHelpEvent &event)
{
    const auto hit = m_view.hitAt(event.pos());
    const QString text = hit ? toolTip(m_view.row(hit->row), hit->point) : QString();
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event.globalPos(), text, m_view.viewport());
}

/// Where a link leads, who reacted, or when the message was sent.
QString MessageInteraction::toolTip(const MessageRows::Row &row, QPoint point)
{
    if (const auto *link = row.layout.linkAt(point))
        return toolTipText(link->url.toString(QUrl::FullyEncoded));
    if (const int chip = row.layout.chipAt(point); chip >= 0)
        return toolTipText(row.item.reactions.at(chip).names.join(u'\n'));
    if (row.layout.partAt(point) != Part::Mark)
        return {};
    QString text = TimeText().exact(row.item.sentAt);
    if (row.item.isOwn)
        text += u'\n' + deliveryText(row.item.delivery);
    return text;
}

void MessageInteraction::copy() const
{
    if (m_selected.isValid() && m_from != m_to) {
        const int start = qMin(m_from, m_to);
        const MessageLayout &layout = m_view.row(m_selected.row()).layout;
        QApplication::clipboard()->setText(layout.textOf(start, qAbs(m_to - m_from)));
    } else if (m_view.currentIndex().isValid()) {
        copyMessage(m_view.currentIndex().row());
    }
}

void MessageInteraction::copyMessage(int row) const
{
    const MessageItem &item = m_view.row(row).item;
    if (item.isMessage() && !item.deleted && !item.body.isEmpty())
        QApplication::clipboard()->setText(item.body);
}

void MessageInteraction::clear()
{
    m_selected = QPersistentModelIndex();
    m_from = m_to = 0;
    m_isSelecting = false;
    m_view.viewport()->update();
}

MessagePaintState MessageInteraction::paintState(int row) const
{
    if (!m_selected.isValid() || m_selected.row() != row)
        return {};
    return {.selectionStart = qMin(m_from, m_to), .selectionLength = qAbs(m_to - m_from)};
}

void MessageInteraction::select(int row, int from, int to)
{
    m_selected = m_view.model()->index(row, 0);
    m_from = from;
    m_to = to;
    m_view.viewport()->update();
}

void MessageInteraction::act(MessageLayout::Part part, int row)
{
    const QUuid clientId = m_view.row(row).item.clientId;
    if (part == Part::TryAgain)
        Q_EMIT m_view.tryAgainRequested(clientId);
    else if (part == Part::Delete)
        Q_EMIT m_view.deleteRequested(clientId);
    else if (part == Part::Reply)
        m_view.showMessage(m_view.row(row).item.replyTo);
}

} // namespace confab
