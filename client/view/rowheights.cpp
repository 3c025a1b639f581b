// SPDX-License-Identifier: Apache-2.0
#include "client/view/rowheights.h"

#include <algorithm>
#include <bit>

namespace confab {

void RowHeights::reset(int count, int estimate)
{
    m_estimate = estimate;
    m_heights.assign(size_t(count), estimate);
    m_measured.assign(size_t(count), false);
    rebuild();
}

void RowHeights::insert(int first, int count)
{
    m_heights.insert(m_heights.begin() + first, size_t(count), m_estimate);
    m_measured.insert(m_measured.begin() + first, size_t(count), false);
    rebuild();
}

void RowHeights::remove(int first, int count)
{
    m_heights.erase(m_heights.begin() + first, m_heights.begin() + first + count);
    m_measured.erase(m_measured.begin() + first, m_measured.begin() + first + count);
    rebuild();
}

void RowHeights::setHeight(int row, int height)
{
    const int difference = height - m_heights[size_t(row)];
    m_heights[size_t(row)] = height;
    m_measured[size_t(row)] = true;
    if (difference == 0)
        return;
    for (size_t i = size_t(row) + 1; i < m_sums.size(); i += i & -i)
        m_sums[i] += difference;
}

void RowHeights::invalidate(int row)
{
    if (row >= 0 && row < count())
        m_measured[size_t(row)] = false;
}

void RowHeights::invalidateAll()
{
    std::fill(m_measured.begin(), m_measured.end(), false);
}

qint64 RowHeights::top(int row) const
{
    qint64 sum = 0;
    for (size_t i = size_t(row); i > 0; i -= i & -i)
        sum += m_sums[i];
    return sum;
}

int RowHeights::rowAt(qint64 y) const
{
    if (m_heights.empty())
        return -1;
    size_t row = 0;
    qint64 left = qMax<qint64>(y, 0);
    for (size_t step = std::bit_floor(m_heights.size()); step > 0; step /= 2) {
        if (row + step < m_sums.size() && m_sums[row + step] <= left) {
            row += step;
            left -= m_sums[row];
        }
    }
    return int(std::min(row, m_heights.size() - 1));
}

void RowHeights::rebuild()
{
    m_sums.assign(m_heights.size() + 1, 0);
    for (size_t i = 1; i < m_sums.size(); ++i) {
        m_sums[i] += m_heights[i - 1];
        if (const size_t parent = i + (i & -i); parent < m_sums.size())
            m_sums[parent] += m_sums[i];
    }
}

} // namespace confab
