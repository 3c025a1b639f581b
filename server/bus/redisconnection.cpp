// SPDX-License-Identifier: Apache-2.0
#include "server/bus/redisconnection.h"

#include <QSocketNotifier>
#include <QThread>

#include <hiredis/async.h>
#include <hiredis/hiredis.h>

#include <cstring>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(const redisReply &reply)
{
    return {reply.str, qsizetype(reply.len)};
}

/// Notifiers may be called for the last time while they are put away.
void putAway(std::unique_ptr<QSocketNotifier> &notifier)
{
    if (!notifier)
        return;
    notifier->setEnabled(false);
    notifier.release()->deleteLater();
}

} // namespace

/// hiredis calls functions, with the context's `data` or what it was given; they pass on to the object,
/// unless it has let the context go.
struct RedisConnection::Hooks {
    static RedisConnection *of(const redisAsyncContext *context)
    {
        return static_cast<RedisConnection *>(context->data);
    }
    static void setReading(void *self, bool on)
    {
        if (auto &notifier = static_cast<RedisConnection *>(self)->m_reads)
            notifier->setEnabled(on);
    }
    static void setWriting(void *self, bool on)
    {
        if (auto &notifier = static_cast<RedisConnection *>(self)->m_writes)
            notifier->setEnabled(on);
    }
    static void cleanUp(void *self)
    {
        putAway(static_cast<RedisConnection *>(self)->m_reads);
        putAway(static_cast<RedisConnection *>(self)->m_writes);
    }
    static void connected(const redisAsyncContext *context, int status)
    {
        if (auto *self = of(context))
            self->connected(status);
    }
    static void disconnected(const redisAsyncContext *context, int)
    {
        if (auto *self = of(context))
            self->disconnected();
    }
    template <Kind kind>
    static void answered(redisAsyncContext *context, void *reply, void *)
    {
        if (auto *self = of(context); self && reply)
            self->answered(kind, *static_cast<redisReply *>(reply));
    }
    static void channelSaid(redisAsyncContext *context, void *reply, void *)
    {
        if (auto *self = of(context); self && reply)
            self->channelSaid(*static_cast<redisReply *>(reply));
    }
};

RedisConnection::RedisConnection(RedisUrl url, QObject *parent)
    : QObject(parent)
    , m_url(std::move(url))
{ }

RedisConnection::~RedisConnection()
{
    close();
}

void RedisConnection::open()
{
    Q_ASSERT(QThread::currentThread() == thread());
    close();
    m_context = redisAsyncConnect(m_url.host.toUtf8().constData(), m_url.port);
    if (!m_context)
        return fail(u"cannot reach Redis at %1: no memory"_s.arg(m_url.place()));
    if (m_context->err != 0)
        return fail(reason(*m_context));
    m_context->data = this;
    redisAsyncSetDisconnectCallback(m_context, Hooks::disconnected);
    watch();
    redisAsyncSetConnectCallback(m_context, Hooks::connected); // asks for the first write
}

void RedisConnection::watch()
{
    m_reads = std::make_unique<QSocketNotifier>(m_context->c.fd, QSocketNotifier::Read);
    m_writes = std::make_unique<QSocketNotifier>(m_context->c.fd, QSocketNotifier::Write);
    connect(m_reads.get(), &QSocketNotifier::activated, this, &RedisConnection::readable);
    connect(m_writes.get(), &QSocketNotifier::activated, this, &RedisConnection::writable);
    m_context->ev.data = this;
    m_context->ev.addRead = [](void *self) { Hooks::setReading(self, true); };
    m_context->ev.delRead = [](void *self) { Hooks::setReading(self, false); };
    m_context->ev.addWrite = [](void *self) { Hooks::setWriting(self, true); };
    m_context->ev.delWrite = [](void *self) { Hooks::setWriting(self, false); };
    m_context->ev.cleanup = Hooks::cleanUp;
}

void RedisConnection::close()
{
    m_isReady = false;
    m_handshakes = 0;
    m_unanswered.clear();
    m_unansweredBytes = 0;
    putAway(m_reads);
    putAway(m_writes);
    if (redisAsyncContext *context = std::exchange(m_context, nullptr)) {
        context->data = nullptr; // its last calls are nobody's
        redisAsyncFree(context);
    }
}

void RedisConnection::readable()
{
    if (!m_context)
        return;
    redisAsyncHandleRead(m_context); // may end it
    if (m_context)
        Q_EMIT readDone();
}

void RedisConnection::writable()
{
    if (m_context)
        redisAsyncHandleWrite(m_context);
}

void RedisConnection::connected(int status)
{
    if (status == REDIS_OK)
        return introduce();
    const QString why = reason(*m_context);
    m_context = nullptr; // hiredis frees what it could not connect
    fail(why);
}

void RedisConnection::introduce()
{
    if (!m_url.password.isEmpty())
        command(m_url.user.isEmpty() ? QList<QByteArray>{"AUTH", m_url.password}
                                     : QList<QByteArray>{"AUTH", m_url.user, m_url.password},
                Kind::Handshake);
    if (m_url.database != 0)
        command({"SELECT", QByteArray::number(m_url.database)}, Kind::Handshake);
    command({"PING"}, Kind::Handshake); // says what the others did not: that one must log in, that it loads
}

void RedisConnection::disconnected()
{
    const QString why = reason(*m_context);
    m_context = nullptr; // hiredis frees it when this returns
    fail(why);
}

void RedisConnection::publish(const QByteArray &channel, const QByteArray &payload)
{
    m_unanswered.push_back(payload.size());
    m_unansweredBytes += payload.size();
    command({"PUBLISH", channel, payload}, Kind::Publish);
}

void RedisConnection::subscribe(const QList<QByteArray> &channels)
{
    send(QList<QByteArray>{"SUBSCRIBE"} + channels, Hooks::channelSaid);
}

void RedisConnection::unsubscribe(const QList<QByteArray> &channels)
{
    send(QList<QByteArray>{"UNSUBSCRIBE"} + channels, nullptr);
}

void RedisConnection::command(const QList<QByteArray> &words, Kind kind)
{
    if (kind == Kind::Handshake) {
        ++m_handshakes;
        return send(words, Hooks::answered<Kind::Handshake>);
    }
    send(words, Hooks::answered<Kind::Publish>);
}

void RedisConnection::send(const QList<QByteArray> &words, void (*done)(redisAsyncContext *, void *, void *))
{
    if (!m_context)
        return;
    std::vector<const char *> texts;
    std::vector<size_t> lengths;
    for (const QByteArray &word : words) {
        texts.push_back(word.constData());
        lengths.push_back(size_t(word.size()));
    }
    redisAsyncCommandArgv(m_context, done, nullptr, int(texts.size()), texts.data(), lengths.data());
}

void RedisConnection::answered(Kind kind, const redisReply &reply)
{
    if (reply.type == REDIS_REPLY_ERROR)
        return fail(u"Redis at %1 refuses: %2"_s.arg(m_url.place(), QString::fromUtf8(bytesOf(reply))));
    if (kind == Kind::Publish) {
        m_unansweredBytes -= m_unanswered.front();
        m_unanswered.pop_front();
    } else if (--m_handshakes == 0) {
        m_isReady = true;
        Q_EMIT ready();
    }
}

void RedisConnection::channelSaid(const redisReply &reply)
{
    // ["subscribe", channel, number] or ["message", channel, payload]; https://redis.io/docs/interact/pubsub/
    if (reply.type != REDIS_REPLY_ARRAY || reply.elements < 3)
        return;
    const QByteArray channel = bytesOf(*reply.element[1]);
    const QByteArray what = bytesOf(*reply.element[0]);
    if (what == "message")
        Q_EMIT arrived(channel, bytesOf(*reply.element[2]));
    else if (what == "subscribe")
        Q_EMIT subscribed(channel);
}

void RedisConnection::fail(const QString &why)
{
    close();
    Q_EMIT lost(why);
}

QString RedisConnection::reason(const redisAsyncContext &context) const
{
    const auto said = QString::fromLocal8Bit(context.c.errstr);
    if (context.c.err == REDIS_ERR_PROTOCOL)
        return u"what answers at %1 is not Redis"_s.arg(m_url.place());
    if (context.c.err == REDIS_ERR_EOF)
        return u"Redis at %1 closed the connection"_s.arg(m_url.place());
    if (context.c.err == REDIS_ERR_OTHER && m_isReady)
        return u"Redis at %1 refuses: %2"_s.arg(m_url.place(), said);
    return u"cannot reach Redis at %1: %2"_s.arg(m_url.place(), said);
}

} // namespace confab
