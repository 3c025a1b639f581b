// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/bodystream.h"
#include "shared/core/error.h"
#include "shared/protocol/jsonwriter.h"

#include <QByteArray>
#include <QList>

#include <memory>

namespace confab {

/// Status, header fields and body of an answer. A value. The net layer adds Date, Content-Length, Connection
/// and the fields that every answer has.
struct Response {
    int status = 200;
    QByteArray contentType = {}; ///< empty when there is no body
    QByteArray body = {};
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    std::shared_ptr<BodySource> source = {}; ///< of the body, in place of `body`

    [[nodiscard]] static Response json(QByteArray body, int status = 200);
    [[nodiscard]] static Response noContent();
    /// The problem document of `error`, with Retry-After and WWW-Authenticate where the code asks for them.
    [[nodiscard]] static Response problem(const Error &error);
};

} // namespace confab
