// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <cstddef>
#include <optional>

namespace confab {

/// The names that the values of an enum have on the wire.
template <typename Enum, size_t count>
struct Names {
    struct Entry {
        Enum value;
        QLatin1StringView name;
    };
    Entry entries[count];

    [[nodiscard]] constexpr QLatin1StringView name(Enum value) const
    {
        for (const Entry &entry : entries) {
            if (entry.value == value)
                return entry.name;
        }
        Q_UNREACHABLE();
    }
    [[nodiscard]] std::optional<Enum> find(QStringView name) const
    {
        for (const Entry &entry : entries) {
            if (entry.name == name)
                return entry.value;
        }
        return std::nullopt;
    }
};

} // namespace confab
