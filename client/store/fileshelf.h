// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"
#include "shared/protocol/attachment.h"

#include <QObject>
#include <QUuid>

namespace confab {

/// The files of messages as views see them: which are on this device, which are on their way, in either
/// direction. GUI thread; the Account's own.
class FileShelf : public QObject {
    Q_OBJECT

public:
    struct State {
        enum class Kind { Absent, Moving, Here, Failed };
        Kind kind = Kind::Absent;
        qint64 done = 0; ///< bytes, of one that moves
        QString path = {}; ///< of one that is here
        std::optional<Error> error = {}; ///< of one that failed
    };
    struct Progress {
        qint64 done = 0;
        qint64 total = 0;
    };

    using QObject::QObject;

    [[nodiscard]] virtual State state(const Attachment &file) const = 0;
    /// Brings it here; changed() says how far it is. Does nothing while it moves or is here.
    virtual void fetch(const Attachment &file) = 0;
    virtual void cancel(FileId file) = 0;
    /// How far the files of a message in the outbox have come; nothing while it waits.
    [[nodiscard]] virtual std::optional<Progress> uploading(const QUuid &clientId) const = 0;
    /// Where a file that is going to be sent can be put, such as a picture that was pasted.
    [[nodiscard]] virtual Result<QString> newPath(const QString &ending) const = 0;

Q_SIGNALS:
    void changed(confab::FileId file);
    void uploadProgressed(const QUuid &clientId);
};

} // namespace confab
