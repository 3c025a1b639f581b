// SPDX-License-Identifier: Apache-2.0
#include "client/view/messageview.h"

#include "client/view/accessiblerows.h"
#include "client/view/messageattachments.h"
#include "client/view/messageinteraction.h"
#include "client/view/messagepainter.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"
#include "client/view/timetext.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTimer>

namespace confab {
namespace {

constexpr int scrollStep = 24;
constexpr std::chrono::seconds foundMarkedFor{2};

} // namespace

MessageView::MessageView(const Theme &theme, QWidget *parent)
    : QListView(parent)
    , m_theme(theme)
    , m_attachments(new MessageAttachments(*this, theme))
    , m_foundTimer(new QTimer(this))
{
    m_interaction = std::make_unique<MessageInteraction>(*this, theme); // whose buttons are an event already
    m_foundTimer->setSingleShot(true);
    connect(m_foundTimer, &QTimer::timeout, this, [this] { markFound({}); });
    setObjectName(QStringLiteral("messageView"));
    setAccessibleName(tr("Messages"));
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    viewport()->setBackgroundRole(QPalette::Window);
    viewport()->setMouseTracking(true);
    m_placement.rows().setFont(font());
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

MessageView::~MessageView() = default;

void MessageView::showMessages(MessageListModel *messages, const QString &peer)
{
    m_interaction->clear();
    setModel(nullptr);
    m_accessible.reset();
    m_found = {};
    m_messages = messages;
    m_loading.setModel(messages, peer);
    m_placement.setModel(messages, messages ? messages->firstUnread() : Seq());
    if (messages) {
        auto rows = std::make_unique<AccessibleRows>(
            [this](const QModelIndex &index) { return spokenText(m_placement.rows().at(index.row()).item); },
            nullptr);
        rows->setSourceModel(messages);
        m_accessible = std::move(rows);
        setModel(m_accessible.get());
        followModel();
    }
    settle();
    startAtUnread();
}

void MessageView::followModel()
{
    const QAbstractItemModel *model = m_accessible.get();
    const auto inserted = [this](int first, int last) {
        m_placement.rows().inserted(first, last);
        settle();
    };
    const auto removed = [this](int first, int last) { m_placement.rows().removed(first, last); };
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [inserted](const QModelIndex &, int first, int last) { inserted(first, last); });
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this, removed](const QModelIndex &, int first, int last) {
                removed(first, last);
                settle();
            });
    connect(model, &QAbstractItemModel::rowsMoved, this,
            [inserted, removed](const QModelIndex &, int first, int last, const QModelIndex &, int target) {
                const int count = last - first + 1;
                const int place = target > first ? target - count : target;
                removed(first, last);
                inserted(place, place + count - 1);
            });
    connect(model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) {
                m_placement.rows().changed(first.row(), last.row());
                settle();
            });
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        m_interaction->clear();
        m_placement.forgetAnchor();
        m_placement.rows().reset();
        settle();
    });
    const auto repaint = [this] { viewport()->update(); };
    connect(m_messages, &MessageListModel::loadingOlderChanged, m_accessible.get(), repaint);
    connect(m_messages, &MessageListModel::atStartChanged, m_accessible.get(), repaint);
    connect(m_messages, &MessageListModel::atEndChanged, m_accessible.get(), [this] { settle(); });
    connect(m_messages, &MessageListModel::shownAround, m_accessible.get(),
            [this](Seq seq) { markFound(seq); });
    connect(m_messages, &MessageListModel::loadFailed, m_accessible.get(), [this] {
        m_loading.failed();
        viewport()->update();
    });
}

void MessageView::scrollToNewest()
{
    if (m_messages)
        m_messages->showNewest();
    m_placement.moveToNewest();
    settle();
}

void MessageView::showMessage(Seq seq)
{
    if (m_messages)
        m_messages->showAround(seq);
}

/// Scrolls to the message, and outlines it until the person has seen where it is.
void MessageView::markFound(Seq seq)
{
    m_found = seq;
    viewport()->update();
    const int row = m_messages && seq != Seq() ? m_messages->rowOf(seq) : -1;
    if (row < 0)
        return;
    m_foundTimer->start(foundMarkedFor);
    setCurrentIndex(model()->index(row, 0));
    scrollTo(model()->index(row, 0), PositionAtCenter);
}

void MessageView::retryLoading()
{
    m_loading.tryAgain();
    settle();
}

Seq MessageView::lastSeenSeq() const
{
    for (int row = m_placement.rowAt(viewport()->height()); row >= 0; --row) {
        const bool whole = m_placement.bottom(row) <= viewport()->height() + Metrics::medium;
        if (whole && this->row(row).item.seq != Seq())
            return this->row(row).item.seq;
    }
    return {};
}

std::optional<MessageView::Hit> MessageView::hitAt(QPoint point) const
{
    const int row = m_placement.rowAt(point.y());
    if (row < 0 || point.y() < m_placement.top(row) || point.y() >= m_placement.bottom(row))
        return std::nullopt;
    return Hit{row, QPoint(point.x(), int(point.y() - m_placement.top(row)))};
}

const MessageRows::Row &MessageView::row(int row) const
{
    return m_placement.rows().at(row);
}

QRect MessageView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_placement.heights().count())
        return {};
    const int height = m_placement.heights().height(index.row());
    return {0, int(m_placement.top(index.row())), viewport()->width(), height};
}

QModelIndex MessageView::indexAt(const QPoint &point) const
{
    const auto hit = hitAt(point);
    return hit ? model()->index(hit->row, 0) : QModelIndex();
}

void MessageView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid() || index.row() >= m_placement.heights().count())
        return;
    m_placement.rows().measure(index.row());
    const qint64 top = m_placement.top(index.row());
    if (hint == EnsureVisible && top >= 0 && m_placement.bottom(index.row()) <= viewport()->height())
        return;
    const bool above = hint == PositionAtTop || (hint != PositionAtBottom && top < 0);
    const int height = m_placement.heights().height(index.row());
    const int lower = hint == PositionAtCenter ? (viewport()->height() + height) / 2
        : above                                ? height
                                               : viewport()->height();
    m_placement.hold(index.row(), lower);
    settle();
}

void MessageView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout();
}

QModelIndex MessageView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int count = m_placement.heights().count();
    if (count == 0)
        return {};
    int row = currentIndex().isValid() ? currentIndex().row() : count;
    if (action == MoveUp || action == MovePrevious)
        --row;
    else if (action == MoveDown || action == MoveNext)
        ++row;
    return model()->index(qBound(0, row, count - 1), 0);
}

int MessageView::verticalOffset() const
{
    return int(m_placement.position());
}

void MessageView::updateGeometries()
{
    settle();
}

void MessageView::scrollContentsBy(int, int)
{
    if (m_isSettling)
        return;
    m_loading.tryAgain();
    m_placement.moveTo(verticalScrollBar()->value());
    settle();
}

void MessageView::rowsInserted(const QModelIndex &, int, int)
{
    // Placed by onInserted; QListView's own layout is not used.
}

void MessageView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    m_interaction->clear();
    QAbstractItemView::rowsAboutToBeRemoved(parent, first, last);
}

QRegion MessageView::visualRegionForSelection(const QItemSelection &) const
{
    return viewport()->rect();
}

void MessageView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    settle();
}

void MessageView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_placement.rows().setFont(font());
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange)
        settle();
}

void MessageView::settle()
{
    if (m_isSettling)
        return;
    {
        const QScopedValueRollback settling(m_isSettling, true);
        const bool isAll = !m_messages || m_messages->atEnd();
        m_placement.setLastRow(isAll ? MessagePlacement::LastRow::Newest : MessagePlacement::LastRow::Other);
        m_placement.setViewport(viewport()->size(), layoutDirection());
        m_placement.settle();
        QScrollBar *bar = verticalScrollBar();
        bar->setSingleStep(scrollStep);
        bar->setPageStep(viewport()->height());
        bar->setRange(0, int(m_placement.maximum()));
        bar->setValue(int(m_placement.position()));
    }
    viewport()->update();
    m_loading.showing(m_placement, viewport()->height());
    tellAtNewest();
    Q_EMIT shownChanged();
}

void MessageView::tellAtNewest()
{
    if (m_wasAtNewest == isAtNewest())
        return;
    m_wasAtNewest = isAtNewest();
    Q_EMIT atNewestChanged(m_wasAtNewest);
}

/// A conversation with more news than fits opens where the news begin.
void MessageView::startAtUnread()
{
    if (!m_messages || m_messages->firstUnread() == Seq())
        return;
    const int row = m_messages->rowOf(m_messages->firstUnread());
    if (row >= 0 && m_placement.top(row) < 0)
        scrollTo(model()->index(row, 0), PositionAtTop);
}

void MessageView::paintHead(QPainter &painter)
{
    if (m_placement.heights().count() == 0)
        return;
    const int height = MessagePlacement::headHeight;
    const QRect rect(Metrics::large, int(m_placement.top(0)) - height,
                     viewport()->width() - 2 * Metrics::large, height);
    if (rect.bottom() < 0)
        return;
    painter.setFont(m_placement.rows().fonts().caption);
    painter.setPen(m_theme.colors().secondary);
    painter.drawText(rect, Qt::AlignCenter | Qt::TextWordWrap, m_loading.headText());
}

/// The day of the first row, held at the top until the next day pushes it out.
void MessageView::paintStickyDay(MessagePainter &painter, int first)
{
    const MessageRows::Row &top = row(first);
    if (top.item.isGap())
        return;
    const QString text = TimeText().day(top.item.day());
    const QFontMetrics metrics(m_placement.rows().fonts().caption);
    const int height = metrics.height() + Metrics::small;
    const int width = metrics.horizontalAdvance(text) + 2 * Metrics::medium;
    qint64 y = qMax<qint64>(Metrics::small, m_placement.top(first) + top.layout.day.top());
    for (int next = first + 1; m_placement.isShown(next) && m_placement.top(next) < 2 * height; ++next) {
        const QRect day = row(next).layout.day;
        if (!day.isNull())
            y = qMin(y, m_placement.top(next) + day.top() - height - Metrics::unit);
    }
    painter.paintDay(QRect((viewport()->width() - width) / 2, int(y), width, height), text);
}

void MessageView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    MessagePainter messages(painter, m_theme.colors(), m_placement.rows().fonts());
    messages.setPictures(m_pictures);
    paintHead(painter);
    const int first = m_placement.firstShown();
    for (int shown = first; m_placement.isShown(shown); ++shown) {
        const int top = int(m_placement.top(shown));
        if (top > event->rect().bottom())
            break;
        const MessageRows::Row &content = row(shown);
        MessagePaintState state = m_interaction->paintState(shown);
        state.isFocused = hasFocus() && currentIndex().row() == shown;
        state.hidesDay = shown == first;
        state.isFound = m_found != Seq() && content.item.seq == m_found;
        painter.translate(0, top);
        messages.paint(content.item, content.layout, state);
        m_attachments->paint(painter, content);
        painter.translate(0, -top);
    }
    if (m_placement.heights().count() > 0)
        paintStickyDay(messages, first);
}

bool MessageView::viewportEvent(QEvent *event)
{
    return (m_interaction && m_interaction->handle(*event)) || QAbstractItemView::viewportEvent(event);
}

void MessageView::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *bar = verticalScrollBar();
    if (event->matches(QKeySequence::Copy))
        m_interaction->copy();
    else if (event->key() == Qt::Key_PageUp)
        bar->triggerAction(QScrollBar::SliderPageStepSub);
    else if (event->key() == Qt::Key_PageDown)
        bar->triggerAction(QScrollBar::SliderPageStepAdd);
    else if (event->key() == Qt::Key_Home)
        bar->setValue(0);
    else if (event->key() == Qt::Key_End)
        scrollToNewest();
    else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
        QAbstractItemView::keyPressEvent(event);
    else
        event->ignore();
}

} // namespace confab
