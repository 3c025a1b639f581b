// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/error.h"

#include <optional>

namespace confab {

/// What an ErrorCode is on the wire: its stable name, the HTTP status, and the problem's title (RFC 9457).
struct ErrorCodeInfo {
    ErrorCode code;
    QLatin1StringView name;
    int status;
    QLatin1StringView title;
};

[[nodiscard]] const ErrorCodeInfo &errorCodeInfo(ErrorCode code);
/// The code of that name; nothing when this version knows none.
[[nodiscard]] std::optional<ErrorCode> errorCodeFromName(QStringView name);
/// All of them, in the order of the enum.
[[nodiscard]] QList<ErrorCode> allErrorCodes();

} // namespace confab
