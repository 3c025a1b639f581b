// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"
#include "shared/core/units.h"
#include "shared/protocol/attachment.h"

namespace confab {

/// The files that this device has of the server's, in a folder of their own:
///
///     FOLDER/<id>        all of it
///     FOLDER/<id>.part   its beginning
///
/// At most `mostBytes` together; those that were not used for longest go first. Everything in it can be lost.
/// GUI thread.
class FileCache final {
public:
    static constexpr qint64 mostBytes = 512 * mebibyte;

    explicit FileCache(QString folder, qint64 limit = mostBytes);

    /// Where all of the file is; empty when it is not here.
    [[nodiscard]] QString find(const Attachment &file) const;
    /// It is looked at now.
    void use(const Attachment &file) const;
    /// How much of it is here, of what is not all.
    [[nodiscard]] qint64 partSize(const Attachment &file) const;
    /// Appends to the part, which becomes the file when it is whole.
    [[nodiscard]] Result<void> append(const Attachment &file, const QByteArray &bytes);
    /// Takes in what is at `path`, which goes from there; one of newPath() is not copied for that.
    [[nodiscard]] Result<void> adopt(const Attachment &file, const QString &path);
    /// Where a file that Confab makes may be put, under a name that nobody has.
    [[nodiscard]] Result<QString> newPath(const QString &ending) const;
    /// Removes what was made to be sent and is not among `sent`: of a program that ended before.
    void removeMadeBut(const QStringList &sent) const;
    void removeAll() const;

private:
    [[nodiscard]] QString pathOf(const Attachment &file) const;
    [[nodiscard]] Result<void> makeFolder() const;
    void makeRoom(qint64 bytes) const;

    const QString m_folder;
    const qint64 m_limit;
};

} // namespace confab
