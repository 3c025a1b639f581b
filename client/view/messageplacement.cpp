// SPDX-License-Identifier: Apache-2.0
#include "client/view/messageplacement.h"

#include "client/view/metrics.h"

namespace confab {
namespace {

constexpr int tailHeight = Metrics::medium; ///< below the last message
constexpr int mostPasses = 16; ///< of measuring until nothing moves any more

} // namespace

void MessagePlacement::setModel(const QAbstractItemModel *model, Seq firstUnread)
{
    m_model = model;
    m_anchor = {};
    m_atNewest = true;
    m_rows.setModel(model, firstUnread);
}

void MessagePlacement::setViewport(QSize size, Qt::LayoutDirection direction)
{
    m_size = size;
    m_rows.setGeometry(size.width(), direction);
}

void MessagePlacement::setLastRow(LastRow row)
{
    m_lastRow = row;
    if (row != LastRow::Newest)
        m_atNewest = false;
}

void MessagePlacement::settle()
{
    for (int pass = 0; pass < mostPasses; ++pass) {
        m_position = wantedPosition();
        if (!measureShown())
            break;
    }
    m_position = wantedPosition();
    const int row = rowAt(0);
    m_anchor = row < 0 ? Anchor() : Anchor{m_model->index(row, 0), bottom(row)};
}

qint64 MessagePlacement::maximum() const
{
    return qMax<qint64>(0, contentHeight() - m_size.height());
}

void MessagePlacement::moveTo(qint64 position)
{
    m_anchor.bottom += m_position - position;
    m_position = position;
    m_atNewest = m_lastRow == LastRow::Newest && position >= maximum();
    if (position <= 0 && heights().count() > 0) {
        // The very beginning, however high what is there turns out to be.
        m_rows.measure(0);
        m_anchor = {m_model->index(0, 0), headHeight + heights().height(0)};
    }
}

void MessagePlacement::hold(int row, qint64 y)
{
    m_anchor = {m_model->index(row, 0), y};
    m_atNewest = false;
    settle();
    m_atNewest = m_lastRow == LastRow::Newest && m_position >= maximum();
}

qint64 MessagePlacement::top(int row) const
{
    // A short conversation stands at the lower edge.
    const qint64 slack = qMax<qint64>(0, m_size.height() - contentHeight());
    return slack + headHeight + heights().top(row) - m_position;
}

int MessagePlacement::rowAt(qint64 y) const
{
    return heights().rowAt(y - top(0));
}

bool MessagePlacement::measureShown()
{
    bool moved = false;
    for (int row = firstShown(); isShown(row); ++row)
        moved = m_rows.measure(row) || moved;
    return moved;
}

qint64 MessagePlacement::wantedPosition() const
{
    if (m_atNewest || !m_anchor.index.isValid())
        return maximum();
    const int row = m_anchor.index.row();
    return qBound<qint64>(0, headHeight + heights().top(row + 1) - m_anchor.bottom, maximum());
}

qint64 MessagePlacement::contentHeight() const
{
    return headHeight + heights().total() + tailHeight;
}

} // namespace confab
