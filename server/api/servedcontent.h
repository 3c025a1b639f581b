// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/request.h"
#include "server/api/response.h"
#include "server/storage/filechunkrepository.h"

namespace confab {

class StoragePool;

/// Bytes in the storage of files, as somebody gets them.
struct ServedContent {
    FileContentId content;
    qint64 size = 0;
    QByteArray sha256;
    QByteArray mediaType;
    QString name; ///< to be saved under
};

/// The whole, the range that is asked for (206, 416), or 304. Whatever it holds, a browser saves it, and runs
/// nothing of it. `pool` reads it, and must outlive the answer.
[[nodiscard]] Response serveContent(const ServedContent &served, const Request &request, StoragePool &pool);

} // namespace confab
