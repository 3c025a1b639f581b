// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QMap>

#include <archive.h>
#include <archive_entry.h>

#include <optional>

namespace confab::tests {

/// The entries of a ZIP archive by their paths, read to its end with their checksums checked; nothing when it
/// is broken.
[[nodiscard]] inline std::optional<QMap<QByteArray, QByteArray>> zipEntries(const QByteArray &zip)
{
    archive *const reader = archive_read_new();
    archive_read_support_format_zip_seekable(reader);
    QMap<QByteArray, QByteArray> entries;
    bool isWhole = archive_read_open_memory(reader, zip.constData(), size_t(zip.size())) == ARCHIVE_OK;
    archive_entry *entry = nullptr;
    int read = ARCHIVE_OK;
    while (isWhole && (read = archive_read_next_header(reader, &entry)) == ARCHIVE_OK) {
        QByteArray content(qsizetype(archive_entry_size(entry)), '\0');
        const la_ssize_t got = archive_read_data(reader, content.data(), size_t(content.size()));
        isWhole = got == content.size();
        entries.insert(archive_entry_pathname(entry), content);
    }
    isWhole = isWhole && read == ARCHIVE_EOF;
    archive_read_free(reader);
    return isWhole ? std::optional(entries) : std::nullopt;
}

} // namespace confab::tests
