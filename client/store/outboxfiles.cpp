// SPDX-License-Identifier: Apache-2.0
#include "client/store/outboxfiles.h"

#include "client/store/columns.h"
#include "client/store/localdatabase.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

std::optional<int> side(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(value.toInt());
}

QVariant column(const std::optional<int> &side)
{
    return side ? QVariant(*side) : QVariant();
}

QVariant idColumn(const Attachment &shown)
{
    return shown.id.isNull() ? QVariant() : QVariant(shown.id.value());
}

OutgoingFile readFile(const QSqlQuery &row)
{
    OutgoingFile file{.row = row.value(0).toLongLong(),
                      .path = row.value(1).toString(),
                      .shown = {.id = FileId(row.value(9).toLongLong()),
                                .name = row.value(3).toString(),
                                .size = row.value(5).toLongLong(),
                                .mediaType = row.value(4).toString(),
                                .width = side(row.value(6)),
                                .height = side(row.value(7))},
                      .owner
                      = row.value(2).toBool() ? OutgoingFile::Owner::Confab : OutgoingFile::Owner::Somebody};
    if (!row.value(8).isNull())
        file.upload = UploadId(row.value(8).toLongLong());
    return file;
}

} // namespace

Result<QList<OutgoingFile>> OutboxFiles::add(const QUuid &clientId, const QList<OutgoingFile> &files)
{
    QList<OutgoingFile> added;
    for (OutgoingFile file : files) {
        const Attachment &shown = file.shown;
        const auto row = m_database.insert(
            u"INSERT INTO outbox_file (client_id, path, owned, name, media_type, size, width, height, "
            "file) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
            {Columns::of(clientId), file.path.isNull() ? u""_s : file.path,
             file.owner == OutgoingFile::Owner::Confab, shown.name, shown.mediaType, shown.size,
             column(shown.width), column(shown.height), idColumn(shown)});
        if (!row)
            return row.error();
        file.row = *row;
        added.append(file);
    }
    return added;
}

QList<OutgoingFile> OutboxFiles::of(const QUuid &clientId) const
{
    QList<OutgoingFile> files;
    (void)m_database.read(
        u"SELECT id, path, owned, name, media_type, size, width, height, upload, coalesce(file, 0)"
        " FROM outbox_file WHERE client_id = ? ORDER BY id"_s,
        {Columns::of(clientId)}, [&](const QSqlQuery &row) { files.append(readFile(row)); });
    return files;
}

Result<QStringList> OutboxFiles::paths() const
{
    QStringList paths;
    const auto read = m_database.read(u"SELECT path FROM outbox_file"_s, {},
                                      [&](const QSqlQuery &row) { paths.append(row.value(0).toString()); });
    return read ? Result<QStringList>(paths) : Result<QStringList>(read.error());
}

Result<void> OutboxFiles::update(const OutgoingFile &file)
{
    return Columns::outcome(m_database.write(
        u"UPDATE outbox_file SET upload = ?, file = ? WHERE id = ?"_s,
        {file.upload ? QVariant(file.upload->value()) : QVariant(), idColumn(file.shown), file.row}));
}

Result<void> OutboxFiles::remove(const QUuid &clientId)
{
    return Columns::outcome(
        m_database.write(u"DELETE FROM outbox_file WHERE client_id = ?"_s, {Columns::of(clientId)}));
}

} // namespace confab
