// SPDX-License-Identifier: Apache-2.0
#include "client/connection/networklink.h"

#include "client/connection/networkerror.h"
#include "shared/core/logging.h"
#include "shared/protocol/clientframes.h"

#include <QThread>

namespace confab {

using namespace Qt::StringLiterals;

NetworkLink::NetworkLink(const QUrl &root, TokenKeeper::Store store, const Clock &clock, Scheduler &scheduler,
                         QObject *parent)
    : ServerLink(parent)
    , m_client(root)
    , m_signIn(m_client)
    , m_keeper(
          Session(),
          [this](const QString &token, Answer<Session> done) { m_signIn.refresh(token, std::move(done)); },
          std::move(store), clock)
    , m_authorized(m_client, m_keeper)
    , m_account(m_authorized)
    , m_people(m_authorized)
    , m_conversations(m_authorized)
    , m_groups(m_authorized)
    , m_files(m_authorized)
    , m_exports(m_authorized)
    , m_socket(scheduler)
    , m_pending(scheduler)
    , m_scheduler(scheduler)
{
    connect(&m_socket, &SocketConnection::frameArrived, this, &NetworkLink::receive);
    connect(&m_socket, &SocketConnection::closed, this, &NetworkLink::fail);
    connect(&m_keeper, &TokenKeeper::loggedOut, this, [this](const Error &error) {
        close();
        Q_EMIT loggedOut(error);
    });
}

void NetworkLink::open()
{
    Q_ASSERT(QThread::currentThread() == thread());
    const quint64 attempt = ++m_attempt;
    // Not within this call: a token that is at hand would have the caller in its own callback.
    m_scheduler.after({}, this, [this, attempt] {
        m_keeper.token([this, attempt](Result<QString> token) {
            if (attempt != m_attempt)
                return;
            if (!token)
                return fail(token.error());
            m_token = *token;
            m_socket.open(m_client.root(), *token);
        });
    });
}

void NetworkLink::close()
{
    ++m_attempt;
    m_socket.close();
    m_pending.failAll(networkError(u"The connection was closed"_s));
}

void NetworkLink::fail(const Error &error)
{
    ++m_attempt;
    if (error.code == ErrorCode::NotAuthenticated)
        m_keeper.refuse(m_token);
    m_pending.failAll(networkError(error.detail));
    Q_EMIT closed(error);
}

void NetworkLink::request(const WriteFrame &write, Answer<AckFrame> done)
{
    Q_ASSERT(QThread::currentThread() == thread());
    const auto refuse
        = [&](const Error &error) { m_scheduler.after({}, this, [done, error] { done(error); }); };
    if (!m_socket.isOpen())
        return refuse(networkError(u"There is no connection"_s));
    if (m_pending.isFull())
        return refuse(
            {ErrorCode::TooManyRequests, {}, u"Too many frames are unanswered"_s, std::chrono::seconds(1)});

    const QString ref = m_pending.add([done](Result<QJsonObject> json) {
        done(json ? AckFrame::fromJson(*json) : Result<AckFrame>(json.error()));
    });
    QByteArray frame;
    JsonWriter json(frame);
    write(json, ref);
    m_socket.send(frame);
}

void NetworkLink::notifyTyping(ConversationId conversation)
{
    m_socket.send(toJson(TypingFrame{.conversation = conversation}));
}

void NetworkLink::receive(const QJsonObject &json)
{
    const QString type = json.value("type"_L1).toString();
    if (type == AckFrame::type) {
        m_pending.resolve(serverFrameRef(json), json);
    } else if (type == ErrorFrame::type) {
        const auto frame = ErrorFrame::fromJson(json);
        if (frame && !m_pending.resolve(serverFrameRef(json), frame->error))
            qCWarning(lcConnection) << "The server refused a frame:" << frame->error.detail;
    } else if (type != PongFrame::type) {
        push(json);
    }
}

void NetworkLink::push(const QJsonObject &json)
{
    const auto frame = readServerFrame(json);
    if (!frame) {
        // What it said is missing now; the numbers of the next push or of `marks` will show it.
        qCWarning(lcConnection) << "A frame cannot be read:" << frame.error().field << frame.error().detail;
        return;
    }
    if (!*frame)
        return;
    if (const auto *welcome = std::get_if<WelcomeFrame>(&**frame))
        m_socket.setHeartbeat(std::chrono::seconds(welcome->heartbeat));
    Q_EMIT frameArrived(**frame);
}

void NetworkLink::sync(const SyncRequest &request, Answer<SyncAnswer> done)
{
    m_conversations.sync(request, std::move(done));
}

void NetworkLink::changes(ConversationId conversation, Change since, Answer<Changes> done)
{
    m_conversations.changes(conversation, since, std::move(done));
}

void NetworkLink::messages(ConversationId conversation, const MessageRange &range, Answer<Page<Message>> done)
{
    m_conversations.messages(conversation, range, std::move(done));
}

void NetworkLink::conversation(ConversationId conversation, Answer<Conversation> done)
{
    m_conversations.conversation(conversation, std::move(done));
}

void NetworkLink::beginUpload(const Attachment &file, Answer<Upload> done)
{
    m_files.begin(file, std::move(done));
}

void NetworkLink::findUpload(UploadId upload, Answer<Upload> done)
{
    m_files.find(upload, std::move(done));
}

void NetworkLink::appendUpload(UploadId upload, qint64 offset, const QByteArray &bytes, Answer<void> done)
{
    m_files.append(upload, offset, bytes, std::move(done));
}

void NetworkLink::endUpload(UploadId upload)
{
    m_files.end(upload);
}

void NetworkLink::readFile(FileId file, qint64 offset, qint64 length, Answer<QByteArray> done)
{
    m_files.read(file, offset, length, std::move(done));
}

void NetworkLink::update(ConversationId conversation, const UpdateConversationRequest &request,
                         Answer<Conversation> done)
{
    m_conversations.update(conversation, request, std::move(done));
}

} // namespace confab
