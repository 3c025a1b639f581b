// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/filecache.h"
#include "client/store/fileshelf.h"
#include "client/store/fileuploader.h"

#include <QThreadPool>

namespace confab {

/// Brings files from the server into the cache, part by part, few at once, the one that was asked for last
/// first. What was begun goes on where it was, also after a restart. GUI thread; all given outlives it.
class FileFetcher final : public FileShelf {
    Q_OBJECT

public:
    /// Bytes that one request asks for.
    static constexpr qint64 pieceBytes = qint64(1024) * 1024;
    static constexpr int atOnce = 2;

    FileFetcher(ServerLink &link, FileCache &cache, FileUploader &uploader, QObject *parent = nullptr);
    ~FileFetcher() override;

    [[nodiscard]] State state(const Attachment &file) const override;
    void fetch(const Attachment &file) override;
    void cancel(FileId file) override;
    [[nodiscard]] std::optional<Progress> uploading(const QUuid &clientId) const override;
    [[nodiscard]] Result<QString> newPath(const QString &ending) const override;

    /// The connection is there: tries again what failed for want of one.
    void retry();
    /// Nothing is fetched or kept any more: all of it is to go.
    void close();
    /// The files of a message that has gone out are here already: what Confab made is taken in, what is
    /// somebody's is copied, in a thread of its own.
    void adopt(const QList<OutgoingFile> &files);
    /// A message is given up: what Confab made for it is removed.
    void release(const QList<OutgoingFile> &files) const;

private:
    void startNext();
    void ask(const Attachment &file);
    void received(const Attachment &file, const Result<QByteArray> &bytes);
    void end(const Attachment &file, const Result<void> &outcome);
    void copy(const OutgoingFile &file);
    void keep(const Attachment &file, const QString &path);

    ServerLink &m_link;
    FileCache &m_cache;
    QList<Attachment> m_waiting; ///< the next one last
    QHash<FileId, quint64> m_running; ///< by a number: an answer to an older one is stale
    QHash<FileId, std::pair<Attachment, Error>> m_failed;
    FileUploader &m_uploader;
    quint64 m_lastNumber = 0;
    bool m_isClosed = false;
    QHash<FileId, QString> m_copying; ///< from there
    QThreadPool m_copier; // its jobs end before all this
};

} // namespace confab
