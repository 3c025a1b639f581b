// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/error.h"

#include <QJsonObject>

namespace confab {

class JsonWriter;

/// An Error as a problem document (RFC 9457), `application/problem+json`.
struct Problem {
    Error error;

    void write(JsonWriter &json) const;
    /// Never fails: what cannot be read is an Internal error, or what `status` alone says.
    [[nodiscard]] static Error fromJson(const QJsonObject &json, int status);
};

} // namespace confab
