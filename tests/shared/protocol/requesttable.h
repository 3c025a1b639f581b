// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/error.h"
#include "tests/shared/protocol/rejections.h"

#include <functional>
#include <optional>

namespace confab::tests {

/// A request with its fields, and the function that reads it: the error, or nothing.
struct RequestTable {
    using Parser = std::function<std::optional<Error>(const QByteArray &json)>;

    QByteArray name; ///< method and path; of a frame, its type and perhaps more words
    Parser parse;
    QList<Field> fields;
};

/// Every request that has a body.
[[nodiscard]] QList<RequestTable> requestTables();
/// Every frame of a client that has a field beside `type` and `ref`.
[[nodiscard]] QList<RequestTable> clientFrameTables();

} // namespace confab::tests
