// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/accountapi.h"
#include "client/connection/authorizedclient.h"
#include "client/connection/conversationapi.h"
#include "client/connection/exportapi.h"
#include "client/connection/fileapi.h"
#include "client/connection/groupapi.h"
#include "client/connection/pendingrequests.h"
#include "client/connection/peopleapi.h"
#include "client/connection/serverlink.h"
#include "client/connection/signinapi.h"
#include "client/connection/socketconnection.h"
#include "client/connection/tokenkeeper.h"

namespace confab {

/// The link over the network, of one session with one server: socket and REST with the same tokens.
/// GUI thread; clock and scheduler outlive it.
class NetworkLink final : public ServerLink {
    Q_OBJECT

public:
    NetworkLink(const QUrl &root, TokenKeeper::Store store, const Clock &clock, Scheduler &scheduler,
                QObject *parent = nullptr);

    /// The session to act in; comes before the first `open`. Calls that were made before have waited for it.
    void setSession(Session session) { m_keeper.use(std::move(session)); }
    /// There is none: calls, also those that have waited, are answered by `error`.
    void setNoSession(const Error &error) { m_keeper.end(error); }

    [[nodiscard]] AccountApi &account() { return m_account; }
    [[nodiscard]] ExportApi &exports() { return m_exports; }
    [[nodiscard]] PeopleApi &people() { return m_people; }
    [[nodiscard]] GroupApi &groups() { return m_groups; }
    [[nodiscard]] ConversationApi &conversations() { return m_conversations; }

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

private:
    void receive(const QJsonObject &json);
    void push(const QJsonObject &json);
    void fail(const Error &error);

    RestClient m_client;
    SignInApi m_signIn;
    TokenKeeper m_keeper;
    AuthorizedClient m_authorized;
    AccountApi m_account;
    PeopleApi m_people;
    ConversationApi m_conversations;
    GroupApi m_groups;
    FileApi m_files;
    ExportApi m_exports;
    SocketConnection m_socket;
    PendingRequests m_pending;
    Scheduler &m_scheduler;
    QString m_token; ///< the one the socket was opened with
    quint64 m_attempt = 0; ///< counts `open` and `close`: an answer to an older one is stale
};

} // namespace confab
