// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/serverlink.h"
#include "tests/client/connection/faketime.h"
#include "tests/client/store/memoryserver.h"

#include <QJsonObject>

#include <deque>

namespace confab::tests {

/// A link to a MemoryServer over a wire that takes time and can be cut.
///
/// Frames keep their order on the socket in each direction; answers to calls come in any order. What is on
/// the wire when it is cut is lost, but for frames to the server when `arrivesLate` says so.
class FakeLink final : public ServerLink {
    Q_OBJECT

public:
    FakeLink(MemoryServer &server, QString user, FakeTime &time, QObject *parent = nullptr);
    ~FakeLink() override;

    void open() override;
    void close() override;
    void request(const WriteFrame &write, Answer<AckFrame> done) override;
    void notifyTyping(ConversationId conversation) override;
    void sync(const SyncRequest &request, Answer<SyncAnswer> done) override;
    void changes(ConversationId conversation, Change since, Answer<Changes> done) override;
    void messages(ConversationId conversation, const MessageRange &range,
                  Answer<Page<Message>> done) override;
    void conversation(ConversationId conversation, Answer<Conversation> done) override;
    void beginUpload(const Attachment &file, Answer<Upload> done) override;
    void findUpload(UploadId upload, Answer<Upload> done) override;
    void appendUpload(UploadId upload, qint64 offset, const QByteArray &bytes, Answer<void> done) override;
    void endUpload(UploadId upload) override;
    void readFile(FileId file, qint64 offset, qint64 length, Answer<QByteArray> done) override;
    void update(ConversationId conversation, const UpdateConversationRequest &request,
                Answer<Conversation> done) override;

    /// The socket breaks.
    void cut();
    /// Pushes a frame as the server would.
    void push(const ServerFrame &frame);
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] QList<QJsonObject> sent(QLatin1StringView type) const;

    bool isReachable = true;
    bool hidesMarks = false; ///< the server keeps what is read for the reader alone
    bool losesAcks = false; ///< the server does what it is asked, and the socket breaks before it says so
    std::function<bool()> arrivesLate = [] { return false; };
    std::function<int()> latency = [] { return 10; }; ///< milliseconds
    std::function<bool(const ServerFrame &)> dropsPush = [](const ServerFrame &) { return false; };
    std::deque<Error> refusals; ///< of the next sends
    std::deque<Error> refusedUpdates; ///< how the next updates of one's own are answered
    std::optional<Error> refusedOpen; ///< how the next attempts end
    int opens = 0;
    QStringList calls; ///< of the REST interface
    struct Incoming {
        Upload upload;
        Attachment file;
        QByteArray bytes;
    };
    QHash<UploadId, Incoming> uploads;
    QHash<FileId, QByteArray> files;
    std::optional<Error> refusedUpload; ///< of what is begun
    int piecesLeft = -1; ///< that arrive before the network is gone; -1 for all
    QList<QJsonObject> frames; ///< that came to the server

private:
    struct Waiting {
        quint64 ref;
        Answer<AckFrame> done;
    };
    void arrive(const QJsonObject &frame, quint64 ref, quint64 connection);
    void serve(const QJsonObject &frame, quint64 ref);
    [[nodiscard]] Result<AckFrame> amend(const QJsonObject &frame);
    void answer(quint64 ref, const Result<AckFrame> &result);
    void toClient(std::function<void()> deliver);
    void failWaiting();
    template <typename T>
    void call(const QString &name, std::function<Result<T>()> ask, Answer<T> done);

    MemoryServer &m_server;
    const QString m_user;
    FakeTime &m_time;
    bool m_isOpen = false;
    quint64 m_connection = 0;
    quint64 m_lastRef = 0;
    Timestamp m_lastToClient;
    Timestamp m_lastToServer;
    QList<Waiting> m_waiting;
};

} // namespace confab::tests
