// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <array>
#include <bit>
#include <optional>

namespace confab {

/// Which of up to 4,096 messages contain something: a set of the numbers 0 to 4,095, as the search indexes of
/// both sides keep it for each part of their messages' words.
///
/// Stored as the step from each number to the next, in a byte up to 127 and else in two (seven bits each, the
/// high ones first, with the eighth bit on what is not the last); where that takes 512 bytes or more, as a
/// bit a number in 512 bytes, little-endian: the length tells which. A value; any thread.
class PostingSet final {
public:
    static constexpr int capacity = 4096;

    /// The first `count` numbers.
    [[nodiscard]] static PostingSet first(int count);
    /// Nothing where `bytes` are no set.
    [[nodiscard]] static std::optional<PostingSet> fromBytes(QByteArrayView bytes);
    [[nodiscard]] QByteArray toBytes() const;

    void insert(int number) { m_words[word(number)] |= bit(number); }
    void remove(int number) { m_words[word(number)] &= ~bit(number); }
    [[nodiscard]] bool contains(int number) const { return m_words[word(number)] & bit(number); }
    void intersect(const PostingSet &other);
    void unite(const PostingSet &other);
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] int count() const;
    /// The lowest number from `from` on; -1 when there is none.
    [[nodiscard]] int next(int from) const;

    /// Calls `visit(int)` for each number, in ascending order.
    template <typename Visit>
    void visit(Visit visit) const
    {
        for (size_t i = 0; i < m_words.size(); ++i) {
            for (quint64 rest = m_words[i]; rest != 0; rest &= rest - 1)
                visit(int(i) * wordBits + std::countr_zero(rest));
        }
    }

    bool operator==(const PostingSet &) const = default;

private:
    static constexpr int wordBits = 64;
    [[nodiscard]] static constexpr size_t word(int number) { return size_t(number / wordBits); }
    [[nodiscard]] static constexpr quint64 bit(int number) { return quint64(1) << (number % wordBits); }

    std::array<quint64, capacity / wordBits> m_words{};
};

} // namespace confab
