// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/problem.h"

#include "shared/protocol/errorcode.h"
#include "shared/protocol/jsonwriter.h"

namespace confab {

using namespace Qt::StringLiterals;

void Problem::write(JsonWriter &json) const
{
    const ErrorCodeInfo &info = errorCodeInfo(error.code);
    json.beginObject();
    json.field("type"_L1, "about:blank"_L1);
    json.field("title"_L1, info.title);
    json.field("status"_L1, info.status);
    json.field("code"_L1, info.name);
    json.field("detail"_L1, error.detail.isEmpty() ? QString(info.title) : error.detail);
    if (!error.field.isEmpty())
        json.field("field"_L1, error.field);
    json.endObject();
}

namespace {

/// For an answer of something between, such as a proxy, that speaks no Confab.
ErrorCode codeFromStatus(int status)
{
    for (const ErrorCode code : allErrorCodes()) {
        if (errorCodeInfo(code).status == status)
            return code;
    }
    return status >= 500 ? ErrorCode::Unavailable : ErrorCode::Internal;
}

} // namespace

Error Problem::fromJson(const QJsonObject &json, int status)
{
    const auto code = errorCodeFromName(json.value("code"_L1).toString());
    return {.code = code.value_or(codeFromStatus(status)),
            .field = json.value("field"_L1).toString(),
            .detail = json.value("detail"_L1).toString(),
            .retryAfter = std::chrono::seconds(json.value("retryAfter"_L1).toInteger())};
}

} // namespace confab
