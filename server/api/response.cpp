// SPDX-License-Identifier: Apache-2.0
#include "server/api/response.h"

#include "shared/protocol/errorcode.h"
#include "shared/protocol/problem.h"

#include <algorithm>

namespace confab {

Response Response::json(QByteArray body, int status)
{
    return {.status = status, .contentType = "application/json", .body = std::move(body)};
}

Response Response::noContent()
{
    return {.status = 204};
}

Response Response::problem(const Error &error)
{
    Response response{.status = errorCodeInfo(error.code).status,
                      .contentType = "application/problem+json",
                      .body = toJson(Problem{error})};
    if (response.status == 401)
        response.headers.emplaceBack("WWW-Authenticate", "Bearer");
    if (response.status == 429 || response.status == 503) {
        const qint64 seconds = std::max<qint64>(1, error.retryAfter.count());
        response.headers.emplaceBack("Retry-After", QByteArray::number(seconds));
    }
    return response;
}

} // namespace confab
