// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/serverlink.h"
#include "client/store/localstore.h"

namespace confab {

/// Brings the files of messages to the server before they go out: one file of a message after the other,
/// messages beside each other. What has arrived is remembered durably, so that an upload goes on where it was
/// after a cut or a restart. GUI thread; all given outlives it.
class FileUploader final : public QObject {
    Q_OBJECT

public:
    /// Bytes that one request carries.
    static constexpr qint64 pieceBytes = qint64(512) * 1024;
    /// How often an upload that the server has lost begins anew before that is an error.
    static constexpr int mostBeginnings = 3;

    struct Progress {
        qint64 sent = 0;
        qint64 total = 0;
    };

    FileUploader(ServerLink &link, LocalStore &store, QObject *parent = nullptr);

    /// All files of the message are there when `done` is called, with the server's ids; else why not. A file
    /// that cannot be read here is InvalidField with the field `file`.
    void upload(const QUuid &clientId, Answer<QList<Attachment>> done);
    /// Gives up: `done` is not called any more, and the server is told to forget what has come.
    void cancel(const QUuid &clientId);
    /// The connection is gone: what is on its way is forgotten here, and goes on with the next upload().
    void stop();
    [[nodiscard]] std::optional<Progress> progress(const QUuid &clientId) const;

Q_SIGNALS:
    void progressed(const QUuid &clientId);

private:
    struct Job {
        Answer<QList<Attachment>> done;
        QList<OutgoingFile> files;
        qsizetype at = 0; ///< which of the files
        qint64 offset = 0; ///< in it
        int beginnings = 0;
        quint64 number = 0; ///< of the job: an answer to an older one is stale
    };

    /// Calls `then` with the answer if the job is still the same, ends it with an error.
    template <typename T>
    [[nodiscard]] Answer<T> step(const QUuid &clientId, void (FileUploader::*then)(const QUuid &, const T &));
    void next(const QUuid &clientId);
    void begin(const QUuid &clientId);
    void begun(const QUuid &clientId, const Upload &upload);
    void resume(const QUuid &clientId);
    void resumed(const QUuid &clientId, const Upload &upload);
    void sendPiece(const QUuid &clientId);
    void sent(const QUuid &clientId, qint64 end, const Result<void> &outcome);
    void complete(const QUuid &clientId, const Attachment &file);
    void fail(const QUuid &clientId, const Error &error);
    [[nodiscard]] bool remember(const QUuid &clientId);

    ServerLink &m_link;
    LocalStore &m_store;
    QHash<QUuid, Job> m_jobs;
    quint64 m_lastNumber = 0;
};

} // namespace confab
