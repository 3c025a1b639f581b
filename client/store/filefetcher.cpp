// SPDX-License-Identifier: Apache-2.0
#include "client/store/filefetcher.h"

#include "client/connection/networkerror.h"
#include "shared/core/logging.h"

#include <QFile>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

auto named(FileId id)
{
    return [id](const Attachment &file) { return file.id == id; };
}

} // namespace

FileFetcher::FileFetcher(ServerLink &link, FileCache &cache, FileUploader &uploader, QObject *parent)
    : FileShelf(parent)
    , m_link(link)
    , m_cache(cache)
    , m_uploader(uploader)
{
    m_copier.setMaxThreadCount(1); // One disk is not faster for two.
    connect(&uploader, &FileUploader::progressed, this, &FileShelf::uploadProgressed);
}

FileFetcher::~FileFetcher()
{
    m_copier.clear();
    m_copier.waitForDone();
}

FileShelf::State FileFetcher::state(const Attachment &file) const
{
    if (const QString path = m_cache.find(file); !path.isEmpty())
        return {.kind = State::Kind::Here, .path = path};
    if (const QString source = m_copying.value(file.id); !source.isEmpty())
        return {.kind = State::Kind::Here, .path = source};
    const bool waits = std::any_of(m_waiting.begin(), m_waiting.end(), named(file.id));
    if (waits || m_running.contains(file.id))
        return {.kind = State::Kind::Moving, .done = m_cache.partSize(file)};
    if (const auto failed = m_failed.constFind(file.id); failed != m_failed.constEnd())
        return {.kind = State::Kind::Failed, .error = failed->second};
    return {};
}

void FileFetcher::fetch(const Attachment &file)
{
    const State now = state(file);
    if (now.kind == State::Kind::Here)
        return m_cache.use(file);
    if (now.kind == State::Kind::Moving || m_isClosed)
        return;
    m_failed.remove(file.id);
    m_waiting.append(file);
    startNext();
    Q_EMIT changed(file.id);
}

void FileFetcher::cancel(FileId file)
{
    m_waiting.removeIf(named(file));
    m_running.remove(file);
    startNext();
    Q_EMIT changed(file);
}

std::optional<FileShelf::Progress> FileFetcher::uploading(const QUuid &clientId) const
{
    const auto progress = m_uploader.progress(clientId);
    return progress ? std::optional(Progress{progress->sent, progress->total}) : std::nullopt;
}

Result<QString> FileFetcher::newPath(const QString &ending) const
{
    return m_cache.newPath(ending);
}

void FileFetcher::retry()
{
    const auto failed = m_failed;
    for (const auto &[file, error] : failed) {
        if (isNetworkError(error))
            fetch(file);
    }
}

void FileFetcher::close()
{
    m_isClosed = true;
    m_waiting.clear();
    m_running.clear();
    m_failed.clear();
    m_copier.clear();
    m_copying.clear();
}

void FileFetcher::adopt(const QList<OutgoingFile> &files)
{
    for (const OutgoingFile &file : files) {
        if (m_isClosed || file.path.isEmpty() || !m_cache.find(file.shown).isEmpty())
            continue;
        if (file.owner == OutgoingFile::Owner::Confab)
            keep(file.shown, file.path);
        else
            copy(file);
    }
    release(files);
}

void FileFetcher::copy(const OutgoingFile &file)
{
    const auto target = m_cache.newPath(u".copy"_s);
    if (!target || m_copying.contains(file.shown.id))
        return;
    m_copying.insert(file.shown.id, file.path);
    m_copier.start([this, source = file.path, target = *target, shown = file.shown] {
        QFile::copy(source, target);
        // The pool is waited for: this is there still.
        QMetaObject::invokeMethod(this, [this, shown, target] {
            m_copying.remove(shown.id);
            keep(shown, target);
        });
    });
    Q_EMIT changed(file.shown.id);
}

void FileFetcher::keep(const Attachment &file, const QString &path)
{
    if (const auto kept = m_isClosed ? Result<void>() : m_cache.adopt(file, path); !kept)
        qCInfo(lcStorage) << "A file that was sent is not kept:" << kept.error().detail;
    QFile::remove(path); // where it was not taken in
    Q_EMIT changed(file.id);
}

void FileFetcher::release(const QList<OutgoingFile> &files) const
{
    for (const OutgoingFile &file : files) {
        if (file.owner == OutgoingFile::Owner::Confab)
            QFile::remove(file.path);
    }
}

void FileFetcher::startNext()
{
    while (m_running.size() < atOnce && !m_waiting.isEmpty()) {
        const Attachment file = m_waiting.takeLast();
        m_running.insert(file.id, ++m_lastNumber);
        ask(file);
    }
}

void FileFetcher::ask(const Attachment &file)
{
    const qint64 offset = m_cache.partSize(file);
    if (offset >= file.size) // nothing is missing but its name
        return end(file, m_cache.append(file, {}));
    m_link.readFile(file.id, offset, std::min(pieceBytes, file.size - offset),
                    [this, file, number = m_running[file.id]](const Result<QByteArray> &bytes) {
                        if (m_running.value(file.id) == number)
                            received(file, bytes);
                    });
}

void FileFetcher::received(const Attachment &file, const Result<QByteArray> &bytes)
{
    if (!bytes)
        return end(file, bytes.error());
    if (bytes->isEmpty())
        return end(file, Error{ErrorCode::Internal, u"file"_s, u"the server sent nothing"_s});
    const auto stored = m_cache.append(file, *bytes);
    if (!stored || !m_cache.find(file).isEmpty())
        return end(file, stored);
    Q_EMIT changed(file.id);
    ask(file);
}

void FileFetcher::end(const Attachment &file, const Result<void> &outcome)
{
    m_running.remove(file.id);
    if (!outcome)
        m_failed.insert(file.id, {file, outcome.error()});
    startNext();
    Q_EMIT changed(file.id);
}

} // namespace confab
