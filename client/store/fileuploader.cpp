// SPDX-License-Identifier: Apache-2.0
#include "client/store/fileuploader.h"

#include <QFile>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Error unreadable(const QString &why)
{
    return Error::invalid(u"file"_s, why);
}

/// The bytes that go next; an error when the file is not what it was.
Result<QByteArray> readPiece(const OutgoingFile &file, qint64 offset)
{
    QFile source(file.path);
    if (!source.open(QIODevice::ReadOnly))
        return unreadable(source.errorString());
    if (source.size() != file.shown.size || !source.seek(offset))
        return unreadable(u"the file has changed"_s);
    QByteArray piece = source.read(std::min(FileUploader::pieceBytes, file.shown.size - offset));
    if (piece.isEmpty() && offset < file.shown.size)
        return unreadable(source.errorString());
    return piece;
}

} // namespace

FileUploader::FileUploader(ServerLink &link, LocalStore &store, QObject *parent)
    : QObject(parent)
    , m_link(link)
    , m_store(store)
{ }

void FileUploader::upload(const QUuid &clientId, Answer<QList<Attachment>> done)
{
    m_jobs.insert(
        clientId,
        {.done = std::move(done), .files = m_store.outboxFiles().of(clientId), .number = ++m_lastNumber});
    next(clientId);
}

void FileUploader::cancel(const QUuid &clientId)
{
    m_jobs.remove(clientId);
    for (const OutgoingFile &file : m_store.outboxFiles().of(clientId)) {
        if (file.upload)
            m_link.endUpload(*file.upload);
    }
}

void FileUploader::stop()
{
    m_jobs.clear();
}

std::optional<FileUploader::Progress> FileUploader::progress(const QUuid &clientId) const
{
    const auto job = m_jobs.constFind(clientId);
    if (job == m_jobs.constEnd())
        return std::nullopt;
    Progress progress{.sent = job->offset};
    for (qsizetype i = 0; i < job->files.size(); ++i) {
        progress.total += job->files[i].shown.size;
        if (i < job->at)
            progress.sent += job->files[i].shown.size;
    }
    return progress;
}

template <typename T>
Answer<T> FileUploader::step(const QUuid &clientId, void (FileUploader::*then)(const QUuid &, const T &))
{
    return [this, clientId, then, number = m_jobs[clientId].number](const Result<T> &answer) {
        const auto job = m_jobs.constFind(clientId);
        if (job == m_jobs.constEnd() || job->number != number)
            return;
        if (answer)
            (this->*then)(clientId, *answer);
        else if (answer.error().code == ErrorCode::NotFound)
            begin(clientId); // the server has not kept it for so long
        else
            fail(clientId, answer.error());
    };
}

void FileUploader::next(const QUuid &clientId)
{
    Job &job = m_jobs[clientId];
    while (job.at < job.files.size() && !job.files[job.at].shown.id.isNull())
        ++job.at;
    job.offset = 0;
    Q_EMIT progressed(clientId);
    if (job.at == job.files.size()) {
        QList<Attachment> files;
        for (const OutgoingFile &file : std::as_const(job.files))
            files.append(file.shown);
        const auto done = m_jobs.take(clientId).done;
        return done(files);
    }
    if (job.files[job.at].upload)
        resume(clientId);
    else
        begin(clientId);
}

void FileUploader::begin(const QUuid &clientId)
{
    Job &job = m_jobs[clientId];
    const OutgoingFile &file = job.files[job.at];
    if (++job.beginnings > mostBeginnings)
        return fail(clientId, {ErrorCode::Unavailable, {}, u"the server loses the upload"_s});
    if (const auto readable = readPiece(file, 0); !readable)
        return fail(clientId, readable.error());
    m_link.beginUpload(file.shown, step<Upload>(clientId, &FileUploader::begun));
}

void FileUploader::begun(const QUuid &clientId, const Upload &upload)
{
    Job &job = m_jobs[clientId];
    job.files[job.at].upload = upload.id;
    job.offset = 0;
    if (remember(clientId))
        sendPiece(clientId);
}

void FileUploader::resume(const QUuid &clientId)
{
    const Job &job = m_jobs[clientId];
    m_link.findUpload(*job.files[job.at].upload, step<Upload>(clientId, &FileUploader::resumed));
}

void FileUploader::resumed(const QUuid &clientId, const Upload &upload)
{
    if (upload.file)
        return complete(clientId, *upload.file);
    m_jobs[clientId].offset = upload.offset;
    Q_EMIT progressed(clientId);
    sendPiece(clientId);
}

void FileUploader::sendPiece(const QUuid &clientId)
{
    const Job &job = m_jobs[clientId];
    const OutgoingFile &file = job.files[job.at];
    const auto piece = readPiece(file, job.offset);
    if (!piece)
        return fail(clientId, piece.error());
    m_link.appendUpload(
        *file.upload, job.offset, *piece,
        [this, clientId, number = job.number, end = job.offset + piece->size()](const Result<void> &outcome) {
            const auto found = m_jobs.constFind(clientId);
            if (found != m_jobs.constEnd() && found->number == number)
                sent(clientId, end, outcome);
        });
}

void FileUploader::sent(const QUuid &clientId, qint64 end, const Result<void> &outcome)
{
    Job &job = m_jobs[clientId];
    if (!outcome && outcome.error().code == ErrorCode::NotFound)
        return begin(clientId);
    // An answer may have been lost: the server says how much it has.
    if (!outcome && outcome.error().code == ErrorCode::OffsetConflict)
        return resume(clientId);
    if (!outcome)
        return fail(clientId, outcome.error());
    job.offset = end;
    Q_EMIT progressed(clientId);
    if (end < job.files[job.at].shown.size)
        sendPiece(clientId);
    else
        resume(clientId);
}

void FileUploader::complete(const QUuid &clientId, const Attachment &file)
{
    Job &job = m_jobs[clientId];
    job.files[job.at].shown = file;
    job.files[job.at].upload.reset();
    if (remember(clientId))
        next(clientId);
}

void FileUploader::fail(const QUuid &clientId, const Error &error)
{
    const auto done = m_jobs.take(clientId).done;
    Q_EMIT progressed(clientId);
    done(error);
}

bool FileUploader::remember(const QUuid &clientId)
{
    const Job &job = m_jobs[clientId];
    const OutgoingFile file = job.files[job.at];
    const auto stored = m_store.write(LocalStore::Durability::Normal,
                                      [&](StoreChange &) { return m_store.outboxFiles().update(file); });
    if (!stored)
        fail(clientId, {ErrorCode::Unavailable, {}, stored.error().detail, std::chrono::seconds(30)});
    return bool(stored);
}

} // namespace confab
