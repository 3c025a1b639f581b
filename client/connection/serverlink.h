// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"
#include "client/connection/messagerange.h"
#include "client/connection/serverframe.h"
#include "shared/protocol/page.h"
#include "shared/protocol/upload.h"

#include <QObject>

namespace confab {

/// What the sync engine needs of a server: one socket, the calls of catching up, and files. The real one is
/// NetworkLink; tests put a server in memory behind it.
///
/// GUI thread. Every answer comes exactly once, later or never (when the link goes), never within the call
/// that asks. What is unanswered when the socket closes is answered by networkError before `closed`. Pushes
/// and the acks of one's own changes come in the order in which the server sent them.
class ServerLink : public QObject {
    Q_OBJECT

public:
    /// Writes one frame with that ref.
    using WriteFrame = std::function<void(JsonWriter &json, QStringView ref)>;

    using QObject::QObject;

    /// Starts one attempt: ends in a WelcomeFrame, in `closed` or in `loggedOut`.
    virtual void open() = 0;
    /// Closes the socket; `closed` does not follow.
    virtual void close() = 0;

    /// Sends a frame that wants an ack. TooManyRequests when 64 are unanswered.
    virtual void request(const WriteFrame &write, Answer<AckFrame> done) = 0;
    virtual void notifyTyping(ConversationId conversation) = 0;

    virtual void sync(const SyncRequest &request, Answer<SyncAnswer> done) = 0;
    virtual void changes(ConversationId conversation, Change since, Answer<Changes> done) = 0;
    /// In seq order; `next` is empty where there is nothing before them.
    virtual void messages(ConversationId conversation, const MessageRange &range, Answer<Page<Message>> done)
        = 0;
    virtual void conversation(ConversationId conversation, Answer<Conversation> done) = 0;
    virtual void update(ConversationId conversation, const UpdateConversationRequest &request,
                        Answer<Conversation> done)
        = 0;

    /// An upload of `length` bytes that can be resumed. Name and type are of `file`.
    virtual void beginUpload(const Attachment &file, Answer<Upload> done) = 0;
    virtual void findUpload(UploadId upload, Answer<Upload> done) = 0;
    /// OffsetConflict when it goes on elsewhere.
    virtual void appendUpload(UploadId upload, qint64 offset, const QByteArray &bytes, Answer<void> done) = 0;
    virtual void endUpload(UploadId upload) = 0;
    /// At most `length` bytes of a file from `offset` on.
    virtual void readFile(FileId file, qint64 offset, qint64 length, Answer<QByteArray> done) = 0;

Q_SIGNALS:
    void frameArrived(const confab::ServerFrame &frame);
    void closed(const confab::Error &error);
    void loggedOut(const confab::Error &error);
};

} // namespace confab
