// SPDX-License-Identifier: Apache-2.0
#include "server/domain/importfiles.h"

#include "server/domain/randomid.h"

#include <QCryptographicHash>

namespace confab {

using namespace Qt::StringLiterals;

Result<QList<Attachment>> ImportFiles::admit(const QList<Attachment> &files, AccountId owner, Held held)
{
    QList<Attachment> admitted;
    for (const Attachment &file : files) {
        if (!m_archive.files.contains(file.id))
            continue;
        auto known = m_known.find(file.id);
        if (known == m_known.end()) {
            m_known.insert(file.id, {file, owner, held});
        } else if (known->shown != file) {
            return Error::invalid(u"attachments"_s, u"say two things of one file"_s);
        } else if (held == Held::Yes && known->held == Held::No) {
            if (known->taken) // too late: its bytes have passed, as nothing here had it
                continue;
            known->held = Held::Yes;
        }
        admitted.append(file);
    }
    return admitted;
}

Result<QByteArray> ImportFiles::store(ZipReader &reader, qint64 size, std::optional<FileContentId> into)
{
    FileChunkRepository chunks(m_database);
    QCryptographicHash sum(QCryptographicHash::Sha256);
    for (qint64 at = 0; at < size; at += FileChunkRepository::chunkBytes) {
        const auto piece = reader.read(FileChunkRepository::chunkBytes);
        if (!piece)
            return piece.error();
        sum.addData(*piece);
        if (!into)
            continue;
        if (const auto stored = chunks.insert(*into, FileChunkRepository::numberAt(at), *piece); !stored)
            return stored.error();
    }
    return sum.result();
}

Result<FileContentId> ImportFiles::keep(FileContentId content, const QByteArray &sum, qint64 size)
{
    const FileContentRepository contents(m_database);
    const auto same = contents.findBySum(sum, Lock::Row);
    if (!same)
        return same.error();
    const auto kept = *same ? contents.discard(content) : contents.insert({content, sum, size});
    if (!kept)
        return kept.error();
    return *same ? (*same)->id : content;
}

Result<void> ImportFiles::take(ZipReader &reader, const ZipReader::Entry &entry, FileId id)
{
    const auto wrong = [&](const QString &why) { return inDocument(entry.path, Error::invalid({}, why)); };
    const auto known = m_known.find(id);
    if (known == m_known.end() || known->taken)
        return wrong(u"is of no message before it"_s);
    if (known->shown.size != entry.size)
        return wrong(u"has another size than its message says"_s);
    known->taken = true;
    const FileRepository files(m_database);
    const auto before = files.find(id, Lock::Row);
    if (!before)
        return before.error();
    if (*before || known->held == Held::No) {
        const auto sum = store(reader, entry.size, std::nullopt);
        if (!sum || !*before)
            return sum ? Result<void>() : Result<void>(sum.error());
        const auto content = FileContentRepository(m_database).find((*before)->content);
        if (!content)
            return content.error();
        const bool isSame = *content && (*content)->sha256 == *sum;
        return isSame ? Result<void>() : Result<void>(wrong(u"is another file here"_s));
    }
    const auto content = newRandomId<FileContentId>();
    const auto sum = store(reader, entry.size, content);
    if (!sum)
        return sum.error();
    const auto kept = keep(content, *sum, entry.size);
    if (!kept)
        return kept.error();
    ++m_stored;
    return files.insert({.shown = known->shown, .content = *kept, .owner = known->owner, .createdAt = m_now});
}

} // namespace confab
