// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"
#include "shared/protocol/upload.h"

namespace confab {

class AuthorizedClient;

/// The calls about files: uploads that can be resumed (tus), and contents part by part. GUI thread; the
/// client outlives it.
class FileApi final {
public:
    explicit FileApi(AuthorizedClient &client)
        : m_client(client)
    { }

    /// Of `file` the name, the type and the size count.
    void begin(const Attachment &file, Answer<Upload> done);
    void find(UploadId upload, Answer<Upload> done);
    void append(UploadId upload, qint64 offset, const QByteArray &bytes, Answer<void> done);
    void end(UploadId upload);
    void read(FileId file, qint64 offset, qint64 length, Answer<QByteArray> done);

private:
    AuthorizedClient &m_client;
};

} // namespace confab
