// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>

#include <compare>

namespace confab {

/// A dense number that counts something within one conversation or account; 0 is "nothing yet".
template <typename Tag>
class Number {
public:
    constexpr Number() = default;
    constexpr explicit Number(qint64 value)
        : m_value(value)
    { }

    [[nodiscard]] constexpr qint64 value() const { return m_value; }
    [[nodiscard]] constexpr Number next() const { return Number(m_value + 1); }
    [[nodiscard]] constexpr Number previous() const { return Number(m_value - 1); }

    constexpr auto operator<=>(const Number &) const = default;
    friend size_t qHash(Number number, size_t seed = 0) { return ::qHash(number.m_value, seed); }

private:
    qint64 m_value = 0;
};

/// Numbers the messages of one conversation 1, 2, 3 … without a hole.
using Seq = Number<struct SeqTag>;
/// Numbers everything that happens in one conversation 1, 2, 3 … without a hole.
using Change = Number<struct ChangeTag>;
/// Numbers what only one member sees of a conversation.
using Own = Number<struct OwnTag>;
/// Numbers what changes about an account's contacts, blocks and the profiles it sees.
using AccountChange = Number<struct AccountChangeTag>;

} // namespace confab
