// SPDX-License-Identifier: Apache-2.0
#include "client/view/messagerows.h"

#include "client/view/metrics.h"

#include <QFontMetrics>

namespace confab {
namespace {

/// More than any screen shows at once; beyond it layouts are dropped, the whole lot being cheap to make anew.
constexpr int mostLayouts = 400;

} // namespace

void MessageRows::setModel(const QAbstractItemModel *model, Seq firstUnread)
{
    m_model = model;
    m_firstUnread = firstUnread;
    m_unfolded.clear();
    reset();
}

void MessageRows::setFont(const QFont &font)
{
    m_fonts = MessageFonts::from(font);
    m_heights.invalidateAll();
    forgetLayouts();
}

void MessageRows::setGeometry(int width, Qt::LayoutDirection direction)
{
    if (width == m_width && direction == m_direction)
        return;
    m_width = width;
    m_direction = direction;
    m_heights.invalidateAll();
    forgetLayouts();
}

void MessageRows::reset()
{
    const int twoLines = 2 * QFontMetrics(m_fonts.body).lineSpacing() + 2 * Metrics::small;
    m_heights.reset(m_model ? m_model->rowCount() : 0, twoLines);
    forgetLayouts();
}

void MessageRows::inserted(int first, int last)
{
    m_heights.insert(first, last - first + 1);
    // What a row shows above itself depends on the row before it.
    m_heights.invalidate(last + 1);
    forgetLayouts();
}

void MessageRows::removed(int first, int last)
{
    m_heights.remove(first, last - first + 1);
    m_heights.invalidate(first);
    forgetLayouts();
}

void MessageRows::changed(int first, int last)
{
    // The next one's group may depend on it.
    for (int row = first; row <= qMin(last + 1, m_heights.count() - 1); ++row) {
        m_heights.invalidate(row);
        m_layouts.remove(row);
    }
}

void MessageRows::unfold(int row)
{
    m_unfolded.insert(at(row).item.seq);
    changed(row, row);
}

bool MessageRows::measure(int row)
{
    if (m_heights.isMeasured(row))
        return false;
    const int before = m_heights.height(row);
    m_layouts.remove(row);
    const int height = at(row).layout.height;
    m_heights.setHeight(row, height);
    return height != before;
}

const MessageRows::Row &MessageRows::at(int row)
{
    if (const auto known = m_layouts.constFind(row); known != m_layouts.constEnd())
        return **known;
    if (m_layouts.size() >= mostLayouts)
        forgetLayouts();
    const Seq seq(m_model->index(row, 0).data(MessageListModel::SeqRole).toLongLong());
    const auto folding = m_unfolded.contains(seq) ? MessageItem::Folding::Open : MessageItem::Folding::Folded;
    MessageItem item = MessageItem::at(*m_model, row, m_firstUnread, folding);
    MessageLayout layout = MessageLayout::of(item, m_width, m_fonts, m_direction);
    return **m_layouts.insert(row, std::make_shared<Row>(Row{std::move(item), std::move(layout)}));
}

void MessageRows::forgetLayouts()
{
    m_layouts.clear();
}

} // namespace confab
