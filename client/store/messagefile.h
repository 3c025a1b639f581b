// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/attachment.h"

#include <QMetaType>

namespace confab {

/// A file of a message as a model shows it.
struct MessageFile {
    Attachment shown; ///< without an id while it has not gone out
    QString path = {}; ///< of one that waits to go out; else the FileShelf knows

    [[nodiscard]] bool isPicture() const { return shown.width && shown.height; }
    bool operator==(const MessageFile &) const = default;
};

} // namespace confab

Q_DECLARE_METATYPE(confab::MessageFile)
