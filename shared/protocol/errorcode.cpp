// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/errorcode.h"

#include <QList>

#include <algorithm>
#include <array>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

// In the order of the enum; errorCodeInfo() indexes it.
constexpr std::array infos{
    ErrorCodeInfo{ErrorCode::Malformed, "malformed"_L1, 400, "The request cannot be read"_L1},
    ErrorCodeInfo{ErrorCode::InvalidField, "invalid_field"_L1, 400, "A field is not valid"_L1},
    ErrorCodeInfo{ErrorCode::UnknownFrame, "unknown_frame"_L1, 400, "Unknown frame type"_L1},
    ErrorCodeInfo{ErrorCode::UnsupportedMediaType, "unsupported_media_type"_L1, 415,
                  "Unsupported media type"_L1},
    ErrorCodeInfo{ErrorCode::UnsupportedVersion, "unsupported_version"_L1, 505,
                  "HTTP version not supported"_L1},
    ErrorCodeInfo{ErrorCode::NotFound, "not_found"_L1, 404, "Not found"_L1},
    ErrorCodeInfo{ErrorCode::MethodNotAllowed, "method_not_allowed"_L1, 405, "Method not allowed"_L1},
    ErrorCodeInfo{ErrorCode::RequestTimeout, "request_timeout"_L1, 408, "The request took too long"_L1},
    ErrorCodeInfo{ErrorCode::PayloadTooLarge, "payload_too_large"_L1, 413, "The content is too large"_L1},
    ErrorCodeInfo{ErrorCode::UriTooLong, "uri_too_long"_L1, 414, "The address is too long"_L1},
    ErrorCodeInfo{ErrorCode::HeadersTooLarge, "headers_too_large"_L1, 431,
                  "The header fields are too large"_L1},
    ErrorCodeInfo{ErrorCode::ExpectationFailed, "expectation_failed"_L1, 417,
                  "The expectation cannot be met"_L1},
    ErrorCodeInfo{ErrorCode::NotImplemented, "not_implemented"_L1, 501, "Not implemented"_L1},
    ErrorCodeInfo{ErrorCode::NotAuthenticated, "not_authenticated"_L1, 401, "Log in first"_L1},
    ErrorCodeInfo{ErrorCode::BadCredentials, "bad_credentials"_L1, 401, "Name or secret is wrong"_L1},
    ErrorCodeInfo{ErrorCode::WrongPassword, "wrong_password"_L1, 403, "The password is wrong"_L1},
    ErrorCodeInfo{ErrorCode::AccountDisabled, "account_disabled"_L1, 403, "The account is disabled"_L1},
    ErrorCodeInfo{ErrorCode::Forbidden, "forbidden"_L1, 403, "Not allowed"_L1},
    ErrorCodeInfo{ErrorCode::RegistrationClosed, "registration_closed"_L1, 403, "Registration is closed"_L1},
    ErrorCodeInfo{ErrorCode::UsernameTaken, "username_taken"_L1, 409, "The username is taken"_L1},
    ErrorCodeInfo{ErrorCode::ClientIdReused, "client_id_reused"_L1, 409,
                  "The clientId was used elsewhere"_L1},
    ErrorCodeInfo{ErrorCode::ConversationClosed, "conversation_closed"_L1, 403,
                  "The conversation is closed"_L1},
    ErrorCodeInfo{ErrorCode::ConversationActive, "conversation_active"_L1, 403,
                  "Another conversation is active"_L1},
    ErrorCodeInfo{ErrorCode::MessageDeleted, "message_deleted"_L1, 409, "The message is deleted"_L1},
    ErrorCodeInfo{ErrorCode::TooManyReactions, "too_many_reactions"_L1, 409,
                  "The message has too many reactions"_L1},
    ErrorCodeInfo{ErrorCode::CannotDeliver, "cannot_deliver"_L1, 403, "The message cannot be delivered"_L1},
    ErrorCodeInfo{ErrorCode::ListFull, "list_full"_L1, 409, "The list is full"_L1},
    ErrorCodeInfo{ErrorCode::LastOwner, "last_owner"_L1, 409, "A group needs an owner"_L1},
    ErrorCodeInfo{ErrorCode::OffsetConflict, "offset_conflict"_L1, 409, "The upload goes on elsewhere"_L1},
    ErrorCodeInfo{ErrorCode::ChecksumMismatch, "checksum_mismatch"_L1, 460, "The checksum does not match"_L1},
    ErrorCodeInfo{ErrorCode::RangeNotSatisfiable, "range_not_satisfiable"_L1, 416,
                  "The range is not within the file"_L1},
    ErrorCodeInfo{ErrorCode::PreconditionFailed, "precondition_failed"_L1, 412,
                  "A precondition is not met"_L1},
    ErrorCodeInfo{ErrorCode::QuotaExceeded, "quota_exceeded"_L1, 507, "The quota is used up"_L1},
    ErrorCodeInfo{ErrorCode::TooManyRequests, "too_many_requests"_L1, 429, "Too many requests"_L1},
    ErrorCodeInfo{ErrorCode::Unavailable, "unavailable"_L1, 503, "Temporarily unavailable"_L1},
    ErrorCodeInfo{ErrorCode::StorageFull, "storage_full"_L1, 507, "The server's storage is full"_L1},
    ErrorCodeInfo{ErrorCode::Internal, "internal"_L1, 500, "Internal error"_L1},
};

} // namespace

const ErrorCodeInfo &errorCodeInfo(ErrorCode code)
{
    const ErrorCodeInfo &info = infos.at(size_t(code));
    Q_ASSERT(info.code == code);
    return info;
}

std::optional<ErrorCode> errorCodeFromName(QStringView name)
{
    const auto found
        = std::find_if(infos.begin(), infos.end(), [&](const auto &info) { return info.name == name; });
    return found == infos.end() ? std::nullopt : std::optional(found->code);
}

QList<ErrorCode> allErrorCodes()
{
    QList<ErrorCode> codes;
    for (const ErrorCodeInfo &info : infos)
        codes.append(info.code);
    return codes;
}

} // namespace confab
