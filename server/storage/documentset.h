// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QtAlgorithms>

#include <array>
#include <optional>

namespace confab {

/// Which of a search block's messages have something: a set of the numbers 0 to 4,095. A value.
///
/// In a database it is the bits (512 bytes) or, while it has fewer than 256 numbers, these, two bytes each in
/// ascending order; all little-endian. The length tells the two apart.
class DocumentSet {
public:
    static constexpr int capacity = 4096;

    void insert(int number) { m_words[number / 64] |= bit(number); }
    void remove(int number) { m_words[number / 64] &= ~bit(number); }
    [[nodiscard]] bool contains(int number) const { return m_words[number / 64] & bit(number); }
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] int count() const;
    void intersect(const DocumentSet &other);

    /// Calls `visit(int)` for each number, in ascending order.
    template <typename Visit>
    void visit(Visit visit) const
    {
        for (size_t i = 0; i < m_words.size(); ++i) {
            for (quint64 rest = m_words[i]; rest != 0; rest &= rest - 1)
                visit(int(i * 64) + int(qCountTrailingZeroBits(rest)));
        }
    }

    [[nodiscard]] QByteArray encoded() const;
    /// Nothing where `bytes` are no set.
    [[nodiscard]] static std::optional<DocumentSet> decode(const QByteArray &bytes);

    bool operator==(const DocumentSet &) const = default;

private:
    [[nodiscard]] static constexpr quint64 bit(int number) { return quint64(1) << (number % 64); }

    std::array<quint64, capacity / 64> m_words{};
};

} // namespace confab
