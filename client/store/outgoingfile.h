// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/attachment.h"

namespace confab {

/// A file that goes out with a message: one of this device, or one that the server has already.
struct OutgoingFile {
    /// Whether the file is somebody's, or a copy that Confab made and removes again.
    enum class Owner { Somebody, Confab };

    qint64 row = 0; ///< of the outbox; 0 while it is in none
    QString path; ///< empty for one that only the server need have
    Attachment shown; ///< what it is; its id when the server has all of it
    Owner owner = Owner::Somebody;
    std::optional<UploadId> upload = {}; ///< on its way

    bool operator==(const OutgoingFile &) const = default;
};

} // namespace confab
