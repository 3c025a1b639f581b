// SPDX-License-Identifier: Apache-2.0
#include "server/domain/uploadservice.h"

#include "server/domain/imagesize.h"
#include "server/domain/randomid.h"
#include "server/storage/filerepository.h"

#include <QCryptographicHash>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Error noUpload()
{
    return {ErrorCode::NotFound, u"upload"_s, u"there is no such upload"_s};
}

Error tooLarge(qint64 largest)
{
    return {ErrorCode::PayloadTooLarge, u"size"_s, u"a file may have %1 bytes"_s.arg(largest)};
}

} // namespace

Result<UploadRow> UploadService::begin(Transaction &transaction, const Caller &caller,
                                       const New &upload) const
{
    if (const QString why = fileNameObjection(upload.name); !why.isEmpty())
        return Error::invalid(u"name"_s, why);
    if (upload.length.value_or(0) > m_rules.largest)
        return tooLarge(m_rules.largest);
    UploadRepository uploads(transaction.database());
    const auto open = uploads.openOf(caller.account);
    if (!open)
        return open.error();
    if (open->count >= Limits::uploads) {
        return Error{ErrorCode::TooManyRequests,
                     {},
                     u"more than %1 uploads are not finished"_s.arg(Limits::uploads),
                     std::chrono::seconds(60)};
    }
    if (auto room = checkRoom(transaction.database(), caller, upload.length.value_or(0), *open); !room)
        return room.error();
    const UploadRow row{.id = upload.id,
                        .content = newRandomId<FileContentId>(),
                        .owner = caller.account,
                        .name = upload.name,
                        .mediaType = upload.mediaType,
                        .length = upload.length,
                        .expiresAt = m_clock.now() + m_rules.uploadKept};
    const auto inserted = uploads.insert(row);
    return inserted ? Result<UploadRow>(row) : Result<UploadRow>(inserted.error());
}

Result<void> UploadService::checkRoom(Database &database, const Caller &caller, qint64 more,
                                      const UploadRepository::Open &open) const
{
    const auto used = FileRepository(database).usedBy(caller.account);
    if (!used)
        return used.error();
    if (*used + open.bytes + more > m_rules.perAccount) {
        return Error{ErrorCode::QuotaExceeded, u"size"_s,
                     u"your files may have %1 bytes together"_s.arg(m_rules.perAccount)};
    }
    if (m_rules.total > 0 && m_total + more > m_rules.total) {
        return Error{ErrorCode::StorageFull, u"size"_s,
                     u"the server's files may have %1 bytes together"_s.arg(m_rules.total)};
    }
    return {};
}

Result<UploadRow> UploadService::find(Database &database, const Caller &caller, UploadId id, Lock lock) const
{
    const auto row = UploadRepository(database).find(id, lock);
    if (!row)
        return row.error();
    if (!*row || (*row)->owner != caller.account || (*row)->expiresAt <= m_clock.now())
        return noUpload();
    return **row;
}

Result<qint64> UploadService::append(Transaction &transaction, const Caller &caller, UploadId id,
                                     qint64 offset, QByteArrayView data, Counting counting) const
{
    auto row = find(transaction.database(), caller, id, Lock::Row);
    if (!row)
        return row.error();
    // What does not count yet stands behind what does.
    const bool fits = counting == Counting::AtOnce ? offset == row->received : offset >= row->received;
    if (!fits || row->file) {
        return Error{ErrorCode::OffsetConflict, u"Upload-Offset"_s,
                     u"the upload goes on at %1"_s.arg(row->received)};
    }
    const qint64 end = offset + data.size();
    if (end > row->length.value_or(m_rules.largest)) {
        return Error{ErrorCode::PayloadTooLarge, u"size"_s,
                     u"the file may have %1 bytes"_s.arg(row->length.value_or(m_rules.largest))};
    }
    if (auto written = FileChunkRepository(transaction.database()).write(row->content, offset, data);
        !written)
        return written.error();
    if (counting == Counting::WhenConfirmed)
        return end;
    row->received = end;
    row->expiresAt = m_clock.now() + m_rules.uploadKept;
    const auto updated = UploadRepository(transaction.database()).update(*row);
    return updated ? Result<qint64>(end) : Result<qint64>(updated.error());
}

Result<void> UploadService::confirm(Transaction &transaction, const Caller &caller, UploadId id, qint64 from,
                                    qint64 to) const
{
    auto row = find(transaction.database(), caller, id, Lock::Row);
    if (!row)
        return row.error();
    if (row->received != from || row->file) {
        return Error{ErrorCode::OffsetConflict, u"Upload-Offset"_s,
                     u"the upload goes on at %1"_s.arg(row->received)};
    }
    row->received = to;
    row->expiresAt = m_clock.now() + m_rules.uploadKept;
    return UploadRepository(transaction.database()).update(*row);
}

Result<void> UploadService::remove(Transaction &transaction, const Caller &caller, UploadId id) const
{
    const auto row = find(transaction.database(), caller, id, Lock::Row);
    if (!row)
        return row.error();
    // What has become a file stays one.
    if (!row->file) {
        if (auto discarded = FileContentRepository(transaction.database()).discard(row->content); !discarded)
            return discarded;
    }
    return UploadRepository(transaction.database()).remove(id);
}

Result<UploadService::Examined> UploadService::examine(Database &database, const UploadRow &upload) const
{
    FileChunkRepository chunks(database);
    QCryptographicHash sum(QCryptographicHash::Sha256);
    Examined examined;
    for (qint64 number = 0; examined.size < upload.received; ++number) {
        auto piece = chunks.find(upload.content, number);
        if (!piece)
            return piece.error();
        const QByteArray bytes = piece->value_or(QByteArray()).left(upload.received - examined.size);
        if (bytes.isEmpty())
            return Error{ErrorCode::Internal, {}, u"a piece of an upload is missing"_s};
        if (number == 0) {
            if (const auto size = imageSize(bytes)) {
                examined.width = size->width();
                examined.height = size->height();
            }
        }
        sum.addData(bytes);
        examined.size += bytes.size();
    }
    examined.sha256 = sum.result();
    return examined;
}

Result<Attachment> UploadService::complete(Transaction &transaction, const Caller &caller, UploadId id,
                                           const Examined &examined) const
{
    Database &database = transaction.database();
    auto row = find(database, caller, id, Lock::Row);
    if (!row)
        return row.error();
    if (row->file) {
        const auto file = FileRepository(database).find(*row->file);
        if (!file)
            return file.error();
        return *file ? Result<Attachment>((*file)->shown) : Result<Attachment>(noUpload());
    }
    if (row->received != examined.size || row->length.value_or(examined.size) != examined.size)
        return Error{ErrorCode::OffsetConflict, u"Upload-Offset"_s, u"the upload is not complete"_s};
    if (!row->length) {
        // Nobody has reserved room for it but what had come.
        if (auto room = checkRoom(database, caller, examined.size, {}); !room)
            return room.error();
    }
    const auto content = store(database, *row, examined);
    if (!content)
        return content.error();
    const FileRow file{.shown = {.id = newRandomId<FileId>(),
                                 .name = row->name,
                                 .size = examined.size,
                                 .mediaType = row->mediaType,
                                 .width = examined.width,
                                 .height = examined.height},
                       .content = *content,
                       .owner = caller.account,
                       .createdAt = m_clock.now(),
                       .expiresAt = m_clock.now() + m_rules.unsentKept};
    if (auto inserted = FileRepository(database).insert(file); !inserted)
        return inserted.error();
    row->file = file.shown.id;
    row->length = examined.size;
    const auto updated = UploadRepository(database).update(*row);
    return updated ? Result<Attachment>(file.shown) : Result<Attachment>(updated.error());
}

Result<FileContentId> UploadService::store(Database &database, const UploadRow &upload,
                                           const Examined &examined) const
{
    FileContentRepository contents(database);
    const auto known = contents.findBySum(examined.sha256, Lock::Row);
    if (!known)
        return known.error();
    if (*known) {
        const auto discarded = contents.discard(upload.content);
        return discarded ? Result<FileContentId>((*known)->id) : Result<FileContentId>(discarded.error());
    }
    const auto inserted = contents.insert({upload.content, examined.sha256, examined.size});
    if (!inserted)
        return inserted.error();
    m_total += examined.size;
    return upload.content;
}

} // namespace confab
