// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <array>

namespace confab {

/// Which messages of one chunk of the search index contain something: a set of slots from 0 to 4,095.
///
/// Stored as the step from each slot to the next, in a byte up to 127 and else in two (seven bits each, the
/// high ones first, with the eighth bit on what is not the last); where that takes 512 bytes or more, as a
/// bit a slot in 512 bytes, little-endian: the length tells which. A value; any thread.
class SlotSet final {
public:
    static constexpr int capacity = 4096;

    /// The first `count` slots.
    [[nodiscard]] static SlotSet first(int count);
    /// Slots beyond the capacity are left out, so that a damaged file does no harm.
    [[nodiscard]] static SlotSet fromBytes(const QByteArray &bytes);
    [[nodiscard]] QByteArray toBytes() const;

    void insert(int slot);
    void intersect(const SlotSet &other);
    [[nodiscard]] int count() const;
    /// The lowest slot from `from` on; -1 when there is none.
    [[nodiscard]] int next(int from) const;
    bool operator==(const SlotSet &) const = default;

private:
    static constexpr int wordBits = 64;
    std::array<quint64, capacity / wordBits> m_words{};
};

} // namespace confab
