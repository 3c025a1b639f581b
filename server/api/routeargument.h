// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/request.h"
#include "shared/core/result.h"
#include "shared/protocol/jsonreader.h"

namespace confab {

/// The id that stands in the path at `index`. One that cannot be an id is of nothing that exists: NotFound.
template <typename IdType>
[[nodiscard]] Result<IdType> idArgument(const Request &request, qsizetype index, const char *name)
{
    const auto id = IdType::fromString(request.arguments.at(index));
    if (!id)
        return Error{ErrorCode::NotFound, QString::fromLatin1(name), QStringLiteral("there is no such id")};
    return *id;
}

/// The body as the struct that describes it.
template <typename T>
[[nodiscard]] Result<T> bodyAs(const Request &request)
{
    const auto json = parseJsonObject(request.body);
    if (!json)
        return json.error();
    return T::fromJson(*json);
}

} // namespace confab
