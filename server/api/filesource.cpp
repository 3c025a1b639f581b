// SPDX-License-Identifier: Apache-2.0
#include "server/api/filesource.h"

#include "server/storage/storagepool.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Result<QByteArray> readPiece(Database &database, FileContentId content, qint64 at, qint64 length)
{
    const auto piece = FileChunkRepository(database).find(content, FileChunkRepository::numberAt(at));
    if (!piece)
        return piece.error();
    QByteArray bytes = piece->value_or(QByteArray()).mid(at % FileChunkRepository::chunkBytes, length);
    if (bytes.isEmpty()) // it has been removed meanwhile
        return Error{ErrorCode::NotFound, u"file"_s, u"the file is gone"_s};
    return bytes;
}

} // namespace

void FileSource::read(Given given)
{
    if (m_at == m_end)
        return given(QByteArray());
    const qint64 at = m_at;
    const qint64 length
        = std::min(m_end - at, FileChunkRepository::chunkBytes - at % FileChunkRepository::chunkBytes);
    m_at += length;
    const bool queued = m_pool.submit([content = m_content, at, length, given](Database &database) {
        given(readPiece(database, content, at, length));
    });
    if (!queued)
        given(Error{ErrorCode::Unavailable, {}, u"the server is busy"_s});
}

} // namespace confab
