// SPDX-License-Identifier: Apache-2.0
#include "tests/client/store/fakelink.h"

#include "client/connection/networkerror.h"
#include "shared/protocol/clientframes.h"

#include <QJsonDocument>

namespace confab::tests {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

const QStringList amendmentTypes{EditFrame::type, DeleteFrame::type, ReactFrame::type};

} // namespace

FakeLink::FakeLink(MemoryServer &server, QString user, FakeTime &time, QObject *parent)
    : ServerLink(parent)
    , m_server(server)
    , m_user(std::move(user))
    , m_time(time)
{
    m_server.push = [this](const QString &to, const ServerFrame &frame) {
        if (to == m_user && m_isOpen && !dropsPush(frame))
            push(frame);
    };
}

FakeLink::~FakeLink()
{
    m_server.push = [](const QString &, const ServerFrame &) {};
}

void FakeLink::open()
{
    ++opens;
    const quint64 connection = ++m_connection;
    m_time.after(milliseconds(latency()), this, [this, connection] {
        if (connection != m_connection)
            return;
        if (!isReachable || refusedOpen) {
            Q_EMIT closed(refusedOpen.value_or(networkError(u"unreachable"_s)));
            return;
        }
        m_isOpen = true;
        const User user{.id = AccountId(1), .username = m_user, .displayName = m_user};
        push(WelcomeFrame{.user = user,
                          .session = SessionId(1),
                          .epoch = m_server.epoch,
                          .server = u"1"_s,
                          .heartbeat = 30});
    });
}

void FakeLink::failWaiting()
{
    const auto waiting = std::exchange(m_waiting, {});
    for (const Waiting &entry : waiting)
        entry.done(networkError(u"cut"_s));
}

void FakeLink::close()
{
    ++m_connection;
    m_isOpen = false;
    failWaiting();
}

void FakeLink::cut()
{
    if (!m_isOpen)
        return;
    close();
    Q_EMIT closed(networkError(u"cut"_s));
}

void FakeLink::toClient(std::function<void()> deliver)
{
    m_lastToClient = std::max(m_lastToClient, m_time.now() + milliseconds(latency()));
    m_time.after(std::chrono::duration_cast<milliseconds>(m_lastToClient - m_time.now()), this,
                 [this, connection = m_connection, deliver = std::move(deliver)] {
                     if (connection == m_connection)
                         deliver();
                 });
}

void FakeLink::push(const ServerFrame &frame)
{
    toClient([this, frame] { Q_EMIT frameArrived(frame); });
}

void FakeLink::request(const WriteFrame &write, Answer<AckFrame> done)
{
    QByteArray bytes;
    JsonWriter json(bytes);
    const quint64 ref = ++m_lastRef;
    write(json, QString::number(ref));
    const auto frame = QJsonDocument::fromJson(bytes).object();
    if (!m_isOpen) {
        m_time.after({}, this, [done = std::move(done)] { done(networkError(u"closed"_s)); });
        return;
    }
    m_waiting.append({ref, std::move(done)});
    m_lastToServer = std::max(m_lastToServer, m_time.now() + milliseconds(latency()));
    m_time.after(std::chrono::duration_cast<milliseconds>(m_lastToServer - m_time.now()), this,
                 [this, frame, ref, connection = m_connection] { arrive(frame, ref, connection); });
}

void FakeLink::notifyTyping(ConversationId conversation)
{
    frames.append({{u"type"_s, u"typing"_s}, {u"conversation"_s, conversation.toString()}});
}

void FakeLink::arrive(const QJsonObject &frame, quint64 ref, quint64 connection)
{
    if (connection != m_connection && !arrivesLate())
        return;
    frames.append(frame);
    serve(frame, ref);
    const QString type = frame.value("type"_L1).toString();
    if (losesAcks && (type == SendFrame::type || amendmentTypes.contains(type)))
        cut();
}

Result<AckFrame> FakeLink::amend(const QJsonObject &frame)
{
    const auto asked = DeleteFrame::fromJson(frame); // What they have in common.
    Q_ASSERT(asked);
    const auto &[conversation, seq] = *asked;
    if (!refusals.empty()) {
        const Error error = refusals.front();
        refusals.pop_front();
        return error;
    }
    if (!m_server.has(conversation))
        return Error{ErrorCode::NotFound};
    const auto message = [&] { return m_server.at(conversation).messages.at(seq.value() - 1); };
    const QString type = frame.value("type"_L1).toString();
    if (type != DeleteFrame::type && message().deleted)
        return Error{ErrorCode::MessageDeleted};
    if (type == DeleteFrame::type)
        m_server.erase(conversation, seq, m_user);
    else if (type == EditFrame::type)
        m_server.edit(conversation, seq, EditFrame::fromJson(frame)->body, m_user);
    else if (const auto react = ReactFrame::fromJson(frame))
        m_server.react(conversation, seq, m_user, react->emoji, react->on, m_user);
    return AckFrame{.conversation = conversation,
                    .change = message().change,
                    .seq = seq,
                    .sentAt = message().sentAt,
                    .message = message()};
}

void FakeLink::serve(const QJsonObject &frame, quint64 ref)
{
    const QString type = frame.value("type"_L1).toString();
    if (amendmentTypes.contains(type))
        return answer(ref, amend(frame));
    if (type == SendFrame::type) {
        const auto send = SendFrame::fromJson(frame);
        Q_ASSERT(send);
        if (!refusals.empty()) {
            const Error error = refusals.front();
            refusals.pop_front();
            return answer(ref, error);
        }
        const auto conversation
            = send->conversation ? *send->conversation : m_server.between(m_user, *send->to);
        if (!m_server.has(conversation))
            return answer(ref, Error{ErrorCode::NotFound});
        const qsizetype before = m_server.at(conversation).messages.size();
        const auto message = m_server.post(m_user, conversation, send->clientId, send->body, m_user);
        const bool isRepeat = m_server.at(conversation).messages.size() == before;
        return answer(ref,
                      AckFrame{.conversation = conversation,
                               .change = message.change,
                               .seq = message.seq,
                               .sentAt = message.sentAt,
                               .message = isRepeat ? std::optional(message) : std::nullopt});
    }
    if (type == "read"_L1 || type == "delivered"_L1) {
        const bool isRead = type == "read"_L1;
        const auto mark
            = MarkFrame::fromJson(isRead ? MarkFrame::Kind::Read : MarkFrame::Kind::Delivered, frame);
        Q_ASSERT(mark);
        if (!m_server.has(mark->conversation))
            return answer(ref, Error{ErrorCode::NotFound});
        const auto change = hidesMarks
            ? std::nullopt
            : m_server.mark(m_user, mark->conversation, isRead ? mark->seq : Seq(), mark->seq, m_user);
        return answer(ref,
                      AckFrame{.conversation = mark->conversation,
                               .change = change.value_or(m_server.at(mark->conversation).change),
                               .present = !change});
    }
    answer(ref, AckFrame());
}

void FakeLink::answer(quint64 ref, const Result<AckFrame> &result)
{
    toClient([this, ref, result] {
        for (qsizetype i = 0; i < m_waiting.size(); ++i) {
            if (m_waiting.at(i).ref != ref)
                continue;
            const auto waiting = m_waiting.takeAt(i);
            waiting.done(result);
            return;
        }
    });
}

template <typename T>
void FakeLink::call(const QString &name, std::function<Result<T>()> ask, Answer<T> done)
{
    calls.append(name);
    m_time.after(milliseconds(latency()), this, [this, ask = std::move(ask), done = std::move(done)] {
        // What the server read at this moment comes to the client later.
        const Result<T> result = isReachable ? ask() : Result<T>(networkError(u"unreachable"_s));
        m_time.after(milliseconds(latency()), this, [done, result] { done(result); });
    });
}

void FakeLink::sync(const SyncRequest &request, Answer<SyncAnswer> done)
{
    call<SyncAnswer>(
        u"sync"_s, [this, request]() -> Result<SyncAnswer> { return m_server.sync(m_user, request); },
        std::move(done));
}

void FakeLink::changes(ConversationId conversation, Change since, Answer<Changes> done)
{
    call<Changes>(
        u"changes %1 since %2"_s.arg(conversation.value()).arg(since.value()),
        [this, conversation, since]() -> Result<Changes> {
            if (!m_server.has(conversation))
                return Error{ErrorCode::NotFound};
            return m_server.changes(conversation, since);
        },
        std::move(done));
}

void FakeLink::messages(ConversationId conversation, const MessageRange &range, Answer<Page<Message>> done)
{
    call<Page<Message>>(
        u"messages %1 before %2"_s.arg(conversation.value()).arg(range.before.value()),
        [this, conversation, range]() -> Result<Page<Message>> {
            if (!m_server.has(conversation))
                return Error{ErrorCode::NotFound};
            return m_server.messages(conversation, range);
        },
        std::move(done));
}

void FakeLink::conversation(ConversationId conversation, Answer<Conversation> done)
{
    call<Conversation>(
        u"conversation %1"_s.arg(conversation.value()),
        [this, conversation]() -> Result<Conversation> {
            if (!m_server.has(conversation))
                return Error{ErrorCode::NotFound};
            return m_server.summary(conversation, m_user);
        },
        std::move(done));
}

void FakeLink::beginUpload(const Attachment &file, Answer<Upload> done)
{
    call<Upload>(
        u"begin upload "_s + file.name,
        [this, file]() -> Result<Upload> {
            if (refusedUpload)
                return *refusedUpload;
            const Upload upload{.id = UploadId(uploads.size() + 1), .name = file.name, .length = file.size};
            uploads.insert(upload.id, {upload, file, {}});
            return upload;
        },
        std::move(done));
}

void FakeLink::findUpload(UploadId upload, Answer<Upload> done)
{
    call<Upload>(
        u"find upload %1"_s.arg(upload.value()),
        [this, upload]() -> Result<Upload> {
            if (!uploads.contains(upload))
                return Error{ErrorCode::NotFound};
            Incoming &incoming = uploads[upload];
            incoming.upload.offset = incoming.bytes.size();
            if (incoming.upload.offset == incoming.upload.length) {
                incoming.file.id = FileId(1000 + upload.value());
                incoming.upload.file = incoming.file;
                files.insert(incoming.file.id, incoming.bytes);
            }
            return incoming.upload;
        },
        std::move(done));
}

void FakeLink::appendUpload(UploadId upload, qint64 offset, const QByteArray &bytes, Answer<void> done)
{
    const auto take = [this, upload, offset, bytes]() -> Result<bool> {
        if (piecesLeft == 0)
            return networkError(u"cut"_s);
        piecesLeft -= piecesLeft > 0 ? 1 : 0;
        if (!uploads.contains(upload))
            return Error{ErrorCode::NotFound};
        QByteArray &content = uploads[upload].bytes;
        if (content.size() != offset)
            return Error{ErrorCode::OffsetConflict};
        content += bytes;
        return true;
    };
    call<bool>(u"append %1 at %2"_s.arg(upload.value()).arg(offset), take,
               [done = std::move(done)](const Result<bool> &taken) {
                   done(taken ? Result<void>() : Result<void>(taken.error()));
               });
}

void FakeLink::endUpload(UploadId upload)
{
    calls.append(u"end upload %1"_s.arg(upload.value()));
    uploads.remove(upload);
}

void FakeLink::readFile(FileId file, qint64 offset, qint64 length, Answer<QByteArray> done)
{
    call<QByteArray>(
        u"read %1 at %2"_s.arg(file.value()).arg(offset),
        [this, file, offset, length]() -> Result<QByteArray> {
            if (piecesLeft == 0)
                return networkError(u"cut"_s);
            piecesLeft -= piecesLeft > 0 ? 1 : 0;
            if (!files.contains(file))
                return Error{ErrorCode::NotFound, u"file"_s};
            return files[file].mid(offset, length);
        },
        std::move(done));
}

void FakeLink::update(ConversationId conversation, const UpdateConversationRequest &request,
                      Answer<Conversation> done)
{
    call<Conversation>(
        u"update %1"_s.arg(conversation.value()),
        [this, conversation, request]() -> Result<Conversation> {
            if (!refusedUpdates.empty()) {
                const Error error = refusedUpdates.front();
                refusedUpdates.pop_front();
                return error;
            }
            if (!m_server.has(conversation))
                return Error{ErrorCode::NotFound};
            m_server.update(conversation, m_user, request);
            return m_server.summary(conversation, m_user);
        },
        std::move(done));
}

QList<QJsonObject> FakeLink::sent(QLatin1StringView type) const
{
    QList<QJsonObject> out;
    for (const QJsonObject &frame : frames) {
        if (frame.value("type"_L1) == type)
            out.append(frame);
    }
    return out;
}

} // namespace confab::tests
