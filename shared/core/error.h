// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <chrono>

namespace confab {

/// Everything that can be refused. What each is on the wire stands in shared/protocol/errorcode.h; what
/// people read is the client's to say.
enum class ErrorCode {
    // The request itself
    Malformed, ///< not JSON, not HTTP, not UTF-8
    InvalidField, ///< Error::field names it
    UnknownFrame,
    UnsupportedMediaType,
    UnsupportedVersion,
    NotFound,
    MethodNotAllowed,
    RequestTimeout,
    PayloadTooLarge,
    UriTooLong,
    HeadersTooLarge,
    ExpectationFailed,
    NotImplemented,
    // Who is asking
    NotAuthenticated,
    BadCredentials,
    WrongPassword,
    AccountDisabled,
    Forbidden,
    RegistrationClosed,
    // What stands against it
    UsernameTaken,
    ClientIdReused,
    ConversationClosed,
    ConversationActive,
    MessageDeleted,
    TooManyReactions,
    CannotDeliver, ///< one of the two blocks the other; which one is not said
    ListFull,
    LastOwner, ///< a group is not left without one
    OffsetConflict, ///< an upload goes on somewhere else
    ChecksumMismatch,
    RangeNotSatisfiable,
    PreconditionFailed,
    QuotaExceeded,
    // The server's own trouble
    TooManyRequests,
    Unavailable,
    StorageFull,
    Internal,
};

/// Why something was refused. `detail` is English, for logs and developers, and holds no secret.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString field = {}; ///< the input that is wrong, where one is
    QString detail = {};
    std::chrono::seconds retryAfter{0}; ///< for TooManyRequests and Unavailable

    [[nodiscard]] static Error invalid(QString field, QString detail)
    {
        return {ErrorCode::InvalidField, std::move(field), std::move(detail)};
    }
};

} // namespace confab
