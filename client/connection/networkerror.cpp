// SPDX-License-Identifier: Apache-2.0
#include "client/connection/networkerror.h"

namespace confab {

using namespace Qt::StringLiterals;

Error networkError(const QString &detail)
{
    return {ErrorCode::Unavailable, u"network"_s, detail};
}

Error certificateError(const QString &detail)
{
    return {ErrorCode::Unavailable, u"certificate"_s, detail};
}

bool isNetworkError(const Error &error)
{
    return error.code == ErrorCode::Unavailable
        && (error.field == "network"_L1 || error.field == "certificate"_L1);
}

bool isTemporary(const Error &error)
{
    return isNetworkError(error) || error.code == ErrorCode::TooManyRequests
        || error.code == ErrorCode::Unavailable || error.code == ErrorCode::NotAuthenticated
        || error.code == ErrorCode::RequestTimeout;
}

} // namespace confab
