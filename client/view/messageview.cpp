// SPDX-License-Identifier: Apache-2.0
#include "client/view/messageview.h"

#include "client/view/accessiblerows.h"
#include "client/view/messageinteraction.h"
#include "client/view/messagepainter.h"
#include "client/view/metrics.h"
#include "client/view/theme.h"
#include "client/view/timetext.h"

#include <QEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace confab {
namespace {

constexpr int headHeight = 56; ///< above the first message: where it begins, or that more is coming
constexpr int tailHeight = Metrics::medium;
constexpr int scrollStep = 24;
constexpr int mostPasses = 16; ///< of measuring until nothing moves any more

} // namespace

MessageView::MessageView(const Theme &theme, QWidget *parent)
    : QListView(parent)
    , m_theme(theme)
    , m_interaction(std::make_unique<MessageInteraction>(*this))
{
    setObjectName(QStringLiteral("messageView"));
    setAccessibleName(tr("Messages"));
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    viewport()->setBackgroundRole(QPalette::Window);
    viewport()->setMouseTracking(true);
    m_rows.setFont(font());
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

MessageView::~MessageView() = default;

void MessageView::showMessages(MessageListModel *messages, const QString &peer)
{
    m_interaction->clear();
    setModel(nullptr);
    m_accessible.reset();
    m_anchor = {};
    m_atNewest = true;
    m_loadFailed = false;
    m_messages = messages;
    m_peer = peer;
    m_rows.setModel(messages, messages ? messages->firstUnread() : Seq());
    if (messages) {
        auto rows = std::make_unique<AccessibleRows>(
            [this](const QModelIndex &index) { return spokenText(m_rows.at(index.row()).item); }, nullptr);
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
    QAbstractItemModel *model = m_accessible.get();
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { onInserted(first, last); });
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { onRemoved(first, last); });
    connect(model, &QAbstractItemModel::rowsMoved, this,
            [this](const QModelIndex &, int first, int last, const QModelIndex &, int target) {
                const int count = last - first + 1;
                onRemoved(first, last);
                const int place = target > first ? target - count : target;
                onInserted(place, place + count - 1);
            });
    connect(model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) {
                m_rows.changed(first.row(), qMin(last.row(), m_rows.heights().count() - 1));
                settle();
            });
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        m_interaction->clear();
        m_anchor = {};
        m_rows.reset();
        settle();
    });
    connect(m_messages, &MessageListModel::loadingOlderChanged, m_accessible.get(),
            [this] { viewport()->update(); });
    connect(m_messages, &MessageListModel::atStartChanged, m_accessible.get(),
            [this] { viewport()->update(); });
    connect(m_messages, &MessageListModel::loadFailed, m_accessible.get(), [this] {
        m_loadFailed = true;
        viewport()->update();
    });
}

void MessageView::onInserted(int first, int last)
{
    m_rows.inserted(first, last);
    settle();
}

void MessageView::onRemoved(int first, int last)
{
    m_rows.removed(first, last);
    settle();
}

void MessageView::scrollToNewest()
{
    setAtNewest(true);
    settle();
}

void MessageView::retryLoading()
{
    m_loadFailed = false;
    settle();
}

Seq MessageView::lastSeenSeq() const
{
    const RowHeights &heights = m_rows.heights();
    int row = heights.rowAt(m_position - headHeight + viewport()->height());
    for (; row >= 0; --row) {
        const bool whole = rowTop(row) + heights.height(row) <= viewport()->height() + Metrics::medium;
        if (whole && m_rows.at(row).item.seq != Seq())
            return m_rows.at(row).item.seq;
    }
    return {};
}

std::optional<MessageView::Hit> MessageView::hitAt(QPoint point) const
{
    const RowHeights &heights = m_rows.heights();
    if (heights.count() == 0)
        return std::nullopt;
    const int row = heights.rowAt(point.y() - rowTop(0));
    const QPoint inside(point.x(), int(point.y() - rowTop(row)));
    if (inside.y() < 0 || inside.y() >= heights.height(row))
        return std::nullopt;
    return Hit{row, inside};
}

const MessageRows::Row &MessageView::row(int row) const
{
    return m_rows.at(row);
}

QRect MessageView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_rows.heights().count())
        return {};
    return {0, int(rowTop(index.row())), viewport()->width(), m_rows.heights().height(index.row())};
}

QModelIndex MessageView::indexAt(const QPoint &point) const
{
    const auto hit = hitAt(point);
    return hit ? model()->index(hit->row, 0) : QModelIndex();
}

void MessageView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid() || index.row() >= m_rows.heights().count())
        return;
    m_rows.measure(index.row());
    const int height = m_rows.heights().height(index.row());
    const qint64 top = rowTop(index.row());
    if (hint == EnsureVisible && top >= 0 && top + height <= viewport()->height())
        return;
    const bool above = hint == PositionAtTop || (hint != PositionAtBottom && top < 0);
    m_anchor = {index, above ? height : viewport()->height()};
    m_atNewest = false;
    settle();
    setAtNewest(m_position >= verticalScrollBar()->maximum());
}

void MessageView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout();
}

QModelIndex MessageView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int count = m_rows.heights().count();
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
    return int(m_position);
}

void MessageView::updateGeometries()
{
    settle();
}

void MessageView::scrollContentsBy(int, int)
{
    if (m_isSettling)
        return;
    const qint64 position = verticalScrollBar()->value();
    m_anchor.bottom += m_position - position;
    m_position = position;
    m_loadFailed = false;
    setAtNewest(position >= verticalScrollBar()->maximum());
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
        m_rows.setFont(font());
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange)
        settle();
}

/// Measures what is on the screen, and puts it where the anchor wants it, until both agree.
void MessageView::settle()
{
    if (m_isSettling)
        return;
    m_isSettling = true;
    m_rows.setGeometry(viewport()->width(), layoutDirection());
    for (int pass = 0; pass < mostPasses; ++pass) {
        m_position = wantedPosition();
        if (!measureShown(m_position))
            break;
    }
    QScrollBar *bar = verticalScrollBar();
    bar->setSingleStep(scrollStep);
    bar->setPageStep(viewport()->height());
    bar->setRange(0, int(qMax<qint64>(0, contentHeight() - viewport()->height())));
    bar->setValue(int(m_position));
    takeAnchor();
    m_isSettling = false;
    viewport()->update();
    loadWhatIsNear();
    Q_EMIT shownChanged();
}

bool MessageView::measureShown(qint64 position)
{
    const RowHeights &heights = m_rows.heights();
    bool moved = false;
    const int first = qMax(0, heights.rowAt(position - headHeight));
    for (int row = first; row < heights.count() && rowTop(row) < viewport()->height(); ++row)
        moved = m_rows.measure(row) || moved;
    return moved;
}

qint64 MessageView::wantedPosition() const
{
    const qint64 last = qMax<qint64>(0, contentHeight() - viewport()->height());
    if (m_atNewest || !m_anchor.index.isValid())
        return last;
    const int row = m_anchor.index.row();
    const qint64 bottom = headHeight + m_rows.heights().top(row) + m_rows.heights().height(row);
    return qBound<qint64>(0, bottom - m_anchor.bottom, last);
}

qint64 MessageView::contentHeight() const
{
    return headHeight + m_rows.heights().total() + tailHeight;
}

/// In pixels below the top of the viewport. A short conversation stands at the lower edge.
qint64 MessageView::rowTop(int row) const
{
    const qint64 slack = qMax<qint64>(0, viewport()->height() - contentHeight());
    return slack + headHeight + m_rows.heights().top(row) - m_position;
}

void MessageView::takeAnchor()
{
    const int row = m_rows.heights().rowAt(m_position - headHeight);
    if (row < 0) {
        m_anchor = {};
        return;
    }
    const qint64 bottom = headHeight + m_rows.heights().top(row) + m_rows.heights().height(row);
    m_anchor = {model()->index(row, 0), bottom - m_position};
}

void MessageView::setAtNewest(bool atNewest)
{
    if (m_atNewest == atNewest)
        return;
    m_atNewest = atNewest;
    Q_EMIT atNewestChanged(atNewest);
}

/// A conversation with more news than fits opens where the news begin.
void MessageView::startAtUnread()
{
    if (!m_messages || m_messages->firstUnread() == Seq())
        return;
    const int row = m_messages->rowOf(m_messages->firstUnread());
    if (row >= 0 && rowTop(row) < 0)
        scrollTo(model()->index(row, 0), PositionAtTop);
}

void MessageView::loadWhatIsNear()
{
    if (!m_messages || m_loadFailed)
        return;
    if (m_position < 2 * viewport()->height() && !m_messages->atStart() && !m_messages->isLoadingOlder())
        QMetaObject::invokeMethod(
            m_messages, [messages = m_messages] { messages->loadOlder(); }, Qt::QueuedConnection);
    const RowHeights &heights = m_rows.heights();
    for (int row = qMax(0, heights.rowAt(m_position - headHeight)); row < heights.count(); ++row) {
        if (rowTop(row) >= viewport()->height())
            break;
        if (m_rows.at(row).item.isGap())
            m_messages->fillGap(row);
    }
}

QString MessageView::headText() const
{
    if (!m_messages)
        return {};
    if (m_messages->atStart())
        return tr("This is where your conversation with %1 begins").arg(m_peer);
    if (m_loadFailed)
        return tr("Earlier messages cannot be reached now");
    return tr("Loading earlier messages…");
}

void MessageView::paintHead(QPainter &painter)
{
    if (m_rows.heights().count() == 0)
        return;
    const QRect rect(Metrics::large, int(rowTop(0)) - headHeight, viewport()->width() - 2 * Metrics::large,
                     headHeight);
    if (rect.bottom() < 0)
        return;
    painter.setFont(m_rows.fonts().caption);
    painter.setPen(m_theme.colors().secondary);
    painter.drawText(rect, Qt::AlignCenter | Qt::TextWordWrap, headText());
}

/// The day of the first row, held at the top until the next day pushes it out.
void MessageView::paintStickyDay(MessagePainter &painter, int first)
{
    const MessageRows::Row &top = m_rows.at(first);
    if (top.item.isGap())
        return;
    const QString text = TimeText().day(top.item.day());
    const QFontMetrics metrics(m_rows.fonts().caption);
    const int height = metrics.height() + Metrics::small;
    const int width = metrics.horizontalAdvance(text) + 2 * Metrics::medium;
    const bool hasOwn = !top.layout.day.isNull();
    qint64 y = qMax<qint64>(Metrics::small, hasOwn ? rowTop(first) + top.layout.day.top() : rowTop(first));
    for (int row = first + 1; row < m_rows.heights().count() && rowTop(row) < 2 * height; ++row) {
        const QRect day = m_rows.at(row).layout.day;
        if (!day.isNull())
            y = qMin(y, rowTop(row) + day.top() - height - Metrics::unit);
    }
    painter.paintDay(QRect((viewport()->width() - width) / 2, int(y), width, height), text);
}

void MessageView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    MessagePainter messages(painter, m_theme.colors(), m_rows.fonts());
    paintHead(painter);
    const RowHeights &heights = m_rows.heights();
    const int first = heights.rowAt(m_position - headHeight);
    for (int row = qMax(0, first); row < heights.count(); ++row) {
        const int top = int(rowTop(row));
        if (top > event->rect().bottom())
            break;
        const MessageRows::Row &content = m_rows.at(row);
        MessagePaintState state = m_interaction->paintState(row);
        state.isFocused = hasFocus() && currentIndex().row() == row;
        state.hidesDay = row == first;
        painter.translate(0, top);
        messages.paint(content.item, content.layout, state);
        painter.translate(0, -top);
    }
    if (first >= 0)
        paintStickyDay(messages, first);
}

bool MessageView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        m_interaction->showToolTip(*static_cast<QHelpEvent *>(event));
        return true;
    }
    return QAbstractItemView::viewportEvent(event);
}

void MessageView::mousePressEvent(QMouseEvent *event)
{
    m_interaction->press(*event);
}

void MessageView::mouseMoveEvent(QMouseEvent *event)
{
    m_interaction->move(*event);
}

void MessageView::mouseReleaseEvent(QMouseEvent *event)
{
    m_interaction->release(*event);
}

void MessageView::mouseDoubleClickEvent(QMouseEvent *event)
{
    m_interaction->selectWord(*event);
}

void MessageView::contextMenuEvent(QContextMenuEvent *event)
{
    m_interaction->showMenu(*event);
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
