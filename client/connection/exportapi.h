// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"
#include "shared/protocol/export.h"

namespace confab {

class AuthorizedClient;

/// The calls about the archive of everything one has. GUI thread; the client outlives it.
class ExportApi final {
public:
    explicit ExportApi(AuthorizedClient &client)
        : m_client(client)
    { }

    void begin(Answer<Export> done);
    void find(ExportId id, Answer<Export> done);
    void read(ExportId id, qint64 offset, qint64 length, Answer<QByteArray> done);
    void cancel(ExportId id, Answer<void> done);

private:
    AuthorizedClient &m_client;
};

} // namespace confab
