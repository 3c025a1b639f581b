// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QJsonObject>

namespace confab {

class JsonWriter;

/// `DELETE /me`. Holds a secret: never logged.
struct DeleteAccountRequest {
    enum class Messages { Keep, Remove };

    QString password;
    Messages messages = Messages::Keep;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<DeleteAccountRequest> fromJson(const QJsonObject &json);
};

} // namespace confab
