// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QString>

#include <compare>
#include <optional>

namespace confab {

/// An id that does not convert into another kind of id, nor into a number.
///
/// On the wire it is an opaque string (the value in decimal, without sign or leading zeros, so that one id
/// has one spelling); in a database it is the value. 0 is no id.
template <typename Tag>
class Id {
public:
    constexpr Id() = default;
    constexpr explicit Id(qint64 value)
        : m_value(value)
    { }

    [[nodiscard]] constexpr qint64 value() const { return m_value; }
    [[nodiscard]] constexpr bool isNull() const { return m_value == 0; }
    [[nodiscard]] QString toString() const { return QString::number(m_value); }

    [[nodiscard]] static std::optional<Id> fromString(QStringView text)
    {
        bool ok = false;
        const qint64 value = text.toLongLong(&ok);
        if (!ok || value <= 0 || QString::number(value) != text)
            return std::nullopt;
        return Id(value);
    }

    constexpr auto operator<=>(const Id &) const = default;
    friend size_t qHash(Id id, size_t seed = 0) { return ::qHash(id.m_value, seed); }

private:
    qint64 m_value = 0;
};

using AccountId = Id<struct AccountTag>;
using ConversationId = Id<struct ConversationTag>;
/// A file as one person uploaded it.
using FileId = Id<struct FileTag>;
using UploadId = Id<struct UploadTag>;
using SessionId = Id<struct SessionTag>;
/// Differs after leaving a conversation and coming back.
using MembershipId = Id<struct MembershipTag>;

} // namespace confab
