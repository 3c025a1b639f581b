// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <optional>

namespace confab {

/// A part of a body, of at least one byte; or, where nothing of what was asked for is there, of none.
struct ByteRange {
    qint64 first = 0;
    qint64 length = 0;

    [[nodiscard]] bool isSatisfiable() const { return length > 0; }
    bool operator==(const ByteRange &) const = default;
};

/// What a Range field (RFC 9110, 14.2) asks for of `size` bytes: one range of bytes. Nothing where the field
/// is to be passed over and the whole is the answer: other units, several ranges, whatever is no range.
[[nodiscard]] std::optional<ByteRange> parseByteRange(QByteArrayView field, qint64 size);

} // namespace confab
