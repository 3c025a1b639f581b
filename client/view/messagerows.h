// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/messagelayout.h"
#include "client/view/rowheights.h"

namespace confab {

/// The rows of a message model measured for one width: their heights, and the layouts of those on the screen.
///
/// Only what is asked for is laid out; the layouts of rows that were not asked for lately are dropped, their
/// heights stay. Part of MessageView, which passes on what happens to the model.
class MessageRows final {
public:
    struct Row {
        MessageItem item;
        MessageLayout layout;
    };

    void setModel(const QAbstractItemModel *model, Seq firstUnread);
    void setFont(const QFont &font);
    void setGeometry(int width, Qt::LayoutDirection direction);

    void reset();
    void inserted(int first, int last);
    void removed(int first, int last);
    void changed(int first, int last);
    /// Shows what somebody says who is blocked, until the model is another one.
    void unfold(int row);

    [[nodiscard]] const MessageFonts &fonts() const { return m_fonts; }
    [[nodiscard]] const RowHeights &heights() const { return m_heights; }
    /// Measures the row if it is not; true when its height is new.
    bool measure(int row);
    [[nodiscard]] const Row &at(int row);

private:
    void forgetLayouts();

    const QAbstractItemModel *m_model = nullptr;
    Seq m_firstUnread;
    int m_width = 0;
    Qt::LayoutDirection m_direction = Qt::LeftToRight;
    MessageFonts m_fonts;
    RowHeights m_heights;
    QSet<Seq> m_unfolded;
    QHash<int, std::shared_ptr<Row>> m_layouts;
};

} // namespace confab
