// SPDX-License-Identifier: Apache-2.0
#include "server/domain/zipreader.h"

#include <QFile>

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t blockBytes = 256 * 1024;

Error refused(const QByteArray &path, const QString &why)
{
    const QString shown = QString::fromUtf8(path.left(200));
    return Error::invalid(shown, shown.isEmpty() ? why : u"%1: %2"_s.arg(shown, why));
}

} // namespace

void ZipReader::Free::operator()(archive *reader) const
{
    archive_read_free(reader);
}

ZipReader::ZipReader()
    : m_archive(archive_read_new())
{ }

ZipReader::~ZipReader() = default;

Error ZipReader::failure() const
{
    const char *why = archive_error_string(m_archive.get());
    return refused(m_path, QString::fromUtf8(why ? why : "the archive cannot be read"));
}

Result<std::unique_ptr<ZipReader>> ZipReader::open(const QString &file)
{
    std::unique_ptr<ZipReader> reader(new ZipReader);
    // By its directory, as everybody who unpacks it does; nothing but ZIP, whatever else libarchive reads.
    archive_read_support_format_zip_seekable(reader->m_archive.get());
    const QByteArray name = QFile::encodeName(file);
    if (archive_read_open_filename(reader->m_archive.get(), name.constData(), blockBytes) != ARCHIVE_OK)
        return Error::invalid(u"file"_s, u"%1: %2"_s.arg(file, reader->failure().detail));
    return reader;
}

Result<std::optional<ZipReader::Entry>> ZipReader::next()
{
    archive_entry *entry = nullptr;
    const int found = archive_read_next_header(m_archive.get(), &entry);
    m_path.clear();
    if (found == ARCHIVE_EOF)
        return std::optional<Entry>();
    if (found != ARCHIVE_OK)
        return failure();
    m_path = archive_entry_pathname(entry);
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry)
        || archive_entry_symlink(entry))
        return refused(m_path, u"is no plain file"_s);
    if (archive_entry_is_encrypted(entry))
        return refused(m_path, u"is encrypted"_s);
    if (!archive_entry_size_is_set(entry) || archive_entry_size(entry) < 0)
        return refused(m_path, u"does not say how large it is"_s);
    m_left = archive_entry_size(entry);
    return std::optional(Entry{m_path, m_left});
}

Result<QByteArray> ZipReader::read(qsizetype atMost)
{
    QByteArray bytes(std::min<qint64>(atMost, m_left), Qt::Uninitialized);
    const la_ssize_t got = archive_read_data(m_archive.get(), bytes.data(), size_t(bytes.size()));
    if (got < 0)
        return failure();
    if (got != bytes.size())
        return refused(m_path, u"is shorter than it says"_s);
    m_left -= got;
    if (m_left > 0)
        return bytes;
    // Only who asks for more than there is has the checksum compared.
    char more = 0;
    const la_ssize_t beyond = archive_read_data(m_archive.get(), &more, 1);
    if (beyond < 0)
        return failure();
    return beyond == 0 ? Result<QByteArray>(bytes) : refused(m_path, u"is longer than it says"_s);
}

Result<QByteArray> ZipReader::readAll()
{
    return read(m_left);
}

} // namespace confab
