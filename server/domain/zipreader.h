// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QByteArray>

#include <memory>
#include <optional>

struct archive;
struct archive_entry;

namespace confab {

/// Reads a ZIP archive of a file, entry by entry in the order in which they lie, by libarchive, and holds no
/// more of it than a piece. Whatever is no plain file (links, folders, devices) and whatever is damaged is an
/// error; a path is answered as it stands there, for the caller to judge. Belongs to one thread.
class ZipReader {
public:
    [[nodiscard]] static Result<std::unique_ptr<ZipReader>> open(const QString &file);
    ~ZipReader();
    ZipReader(const ZipReader &) = delete;
    ZipReader &operator=(const ZipReader &) = delete;

    struct Entry {
        QByteArray path;
        qint64 size = 0; ///< bytes when unpacked
    };
    /// The next one; nothing at the end.
    [[nodiscard]] Result<std::optional<Entry>> next();
    /// The next bytes of it, at most so many; fewer only at its end. An entry that has more than it says, or
    /// less, or another checksum, is an error.
    [[nodiscard]] Result<QByteArray> read(qsizetype atMost);
    /// All of it.
    [[nodiscard]] Result<QByteArray> readAll();

private:
    struct Free {
        void operator()(archive *reader) const;
    };
    ZipReader();
    [[nodiscard]] Error failure() const;

    std::unique_ptr<archive, Free> m_archive;
    QByteArray m_path;
    qint64 m_left = 0; ///< bytes of the entry
};

} // namespace confab
