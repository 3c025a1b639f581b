// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/router.h"
#include "server/api/tusfields.h"
#include "server/domain/uploadservice.h"

namespace confab {

class StoragePool;
class Writer;

/// What uploads are taken in with.
struct UploadParts {
    const UploadService &uploads;
    Writer &writer;
    StoragePool &files; ///< reads contents
};

/// What a body is for.
struct UploadTask {
    Caller caller; ///< as the token says; asked again by each job
    UploadId upload;
    std::optional<UploadService::New> begins = {}; ///< the upload begins and ends with this body
    qint64 offset = 0; ///< where the body goes
    std::optional<qint64> length = {}; ///< of the body, where it says so beforehand
    std::optional<tus::Checksum> checksum = {}; ///< of the body: without it nothing counts
};

/// The body of a request as a part of an upload: each piece is committed before the next is taken, so what a
/// broken connection leaves is where the upload goes on. When the upload is whole it becomes a file.
///
/// Answers 201 with the file when the upload began with this body, else 204 with the fields of tus. Of one
/// that began here nothing is left when its body does not become whole. Belongs to who reads the body.
class UploadBody final : public BodyConsumer {
public:
    UploadBody(const UploadParts &parts, UploadTask task, Answer answer);
    ~UploadBody() override;

    [[nodiscard]] qint64 limit() const override { return m_parts.uploads.rules().largest; }
    void take(QByteArray piece, Taken taken) override;
    void finish() override;

private:
    struct State;

    const UploadParts m_parts;
    const std::shared_ptr<State> m_state; ///< shared with the jobs that are on their way
};

/// The fields that say where an upload stands.
void addUploadFields(Response &response, const UploadRow &upload);

} // namespace confab
