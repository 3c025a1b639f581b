// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/messagerows.h"

#include <QPersistentModelIndex>

namespace confab {

/// Where the rows of a message list stand on the screen.
///
/// What is on the screen stays where it is whatever happens above or below it, held by an anchor: one row
/// whose lower edge keeps its distance from the top. At the newest message the list stays at the newest. Only
/// rows on the screen are measured. Part of MessageView; `y` counts from the top of its viewport.
class MessagePlacement final {
public:
    static constexpr int headHeight
        = 56; ///< above the first message: where it begins, or that more is coming

    [[nodiscard]] MessageRows &rows() { return m_rows; }
    [[nodiscard]] const RowHeights &heights() const { return m_rows.heights(); }
    void setModel(const QAbstractItemModel *model, Seq firstUnread);
    void setViewport(QSize size, Qt::LayoutDirection direction);

    /// Measures what is on the screen, and puts it where the anchor wants it, until both agree. To be called
    /// after every change.
    void settle();

    /// How much of the content is above the top, from 0 to maximum().
    [[nodiscard]] qint64 position() const { return m_position; }
    [[nodiscard]] qint64 maximum() const;
    void moveTo(qint64 position);
    void moveToNewest() { m_atNewest = true; }
    /// Whether the last row is the newest, at which the list stays; else more may come below it.
    enum class LastRow { Newest, Other };
    void setLastRow(LastRow row);
    [[nodiscard]] bool isAtNewest() const { return m_atNewest; }
    /// Puts the lower edge of the row at `y`.
    void hold(int row, qint64 y);
    void forgetAnchor() { m_anchor = {}; }

    [[nodiscard]] qint64 top(int row) const;
    [[nodiscard]] qint64 bottom(int row) const { return top(row) + heights().height(row); }
    /// The row at `y`, the nearest one outside; -1 when there is none at all.
    [[nodiscard]] int rowAt(qint64 y) const;
    /// The rows on the screen.
    [[nodiscard]] int firstShown() const { return qMax(0, rowAt(0)); }
    [[nodiscard]] bool isShown(int row) const
    {
        return row < heights().count() && top(row) < m_size.height();
    }

private:
    struct Anchor {
        QPersistentModelIndex index = {};
        qint64 bottom = 0;
    };

    [[nodiscard]] bool measureShown();
    [[nodiscard]] qint64 wantedPosition() const;
    [[nodiscard]] qint64 contentHeight() const;

    const QAbstractItemModel *m_model = nullptr;
    MessageRows m_rows;
    QSize m_size;
    Anchor m_anchor;
    qint64 m_position = 0;
    LastRow m_lastRow = LastRow::Newest;
    bool m_atNewest = true;
};

} // namespace confab
