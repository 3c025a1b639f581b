// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"
#include "shared/protocol/attachment.h"

namespace confab {

/// A file that is on its way to the server: how far it has come, and, once it is whole, what it has become.
struct Upload {
    UploadId id;
    QString name;
    qint64 length = 0; ///< bytes it will have
    qint64 offset = 0; ///< where it goes on
    Timestamp expiresAt = {};
    std::optional<Attachment> file = {};

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<Upload> fromJson(const QJsonObject &json);
};

} // namespace confab
