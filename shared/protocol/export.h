// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"
#include "shared/core/id.h"
#include "shared/core/result.h"

#include <QJsonObject>

#include <optional>

namespace confab {

class JsonWriter;

using ExportId = Id<struct ExportTag>;

enum class ExportState { Running = 0, Ready = 1, Failed = 2 };

/// An archive of everything an account has, and how far it has come.
struct Export {
    ExportId id;
    ExportState state = ExportState::Running;
    int progress = 0; ///< per cent
    qint64 size = 0; ///< bytes so far
    Timestamp createdAt = {};
    std::optional<Timestamp> expiresAt = {}; ///< nothing while it is being made

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<Export> fromJson(const QJsonObject &json);
    bool operator==(const Export &) const = default;
};

} // namespace confab
