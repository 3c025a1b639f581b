// SPDX-License-Identifier: Apache-2.0
#include "server/domain/zipwriter.h"

#include <archive.h>
#include <archive_entry.h>

#include <cerrno>

namespace confab {

namespace {

la_ssize_t putBytes(archive *, void *writer, const void *bytes, size_t length)
{
    return la_ssize_t(static_cast<ZipWriter *>(writer)->put(static_cast<const char *>(bytes), length));
}

constexpr int everybodyReads = 0644;

} // namespace

void ZipWriter::Free::operator()(archive *writer) const
{
    archive_write_fail(writer); // what is not finished is not to be closed as if it were
    archive_write_free(writer);
}

ZipWriter::ZipWriter(Sink sink, Timestamp now)
    : m_sink(std::move(sink))
    , m_now(now)
    , m_archive(archive_write_new())
{
    archive_write_set_format_zip(m_archive.get());
    archive_write_set_bytes_per_block(m_archive.get(), blockBytes);
    archive_write_set_bytes_in_last_block(m_archive.get(), 1);
    if (archive_write_open(m_archive.get(), this, nullptr, &putBytes, nullptr) != ARCHIVE_OK)
        m_taken = failure();
}

ZipWriter::~ZipWriter() = default;

Error ZipWriter::failure() const
{
    const char *why = archive_error_string(m_archive.get());
    return {ErrorCode::Internal, {}, QString::fromUtf8(why ? why : "the archive cannot be written")};
}

qint64 ZipWriter::put(const char *bytes, size_t length)
{
    if (m_taken)
        m_taken = m_sink(QByteArrayView(bytes, qsizetype(length)));
    if (m_taken)
        return qint64(length);
    archive_set_error(m_archive.get(), EIO, "not taken");
    return -1;
}

Result<void> ZipWriter::begin(const QByteArray &path, qint64 size, Packing packing)
{
    if (!m_taken)
        return m_taken;
    if (packing == Packing::Stored)
        archive_write_zip_set_compression_store(m_archive.get());
    else
        archive_write_zip_set_compression_deflate(m_archive.get());
    struct FreeEntry {
        void operator()(archive_entry *entry) const { archive_entry_free(entry); }
    };
    const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), path.constData());
    archive_entry_set_size(entry.get(), size);
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), everybodyReads);
    const auto seconds = std::chrono::floor<std::chrono::seconds>(m_now.time_since_epoch());
    archive_entry_set_mtime(entry.get(), time_t(seconds.count()), 0);
    if (archive_write_header(m_archive.get(), entry.get()) != ARCHIVE_OK)
        return m_taken ? Result<void>(failure()) : m_taken;
    return {};
}

Result<void> ZipWriter::write(QByteArrayView bytes)
{
    const la_ssize_t written = archive_write_data(m_archive.get(), bytes.data(), size_t(bytes.size()));
    if (written != bytes.size())
        return m_taken ? Result<void>(failure()) : m_taken;
    return {};
}

Result<void> ZipWriter::add(const QByteArray &path, const QByteArray &content)
{
    if (auto begun = begin(path, content.size(), Packing::Deflated); !begun)
        return begun;
    return write(content);
}

Result<void> ZipWriter::finish()
{
    if (archive_write_close(m_archive.get()) != ARCHIVE_OK)
        return m_taken ? Result<void>(failure()) : m_taken;
    return m_taken;
}

} // namespace confab
