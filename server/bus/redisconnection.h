// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/redisurl.h"

#include <QList>
#include <QObject>

#include <deque>
#include <memory>

struct redisAsyncContext;
struct redisReply;
class QSocketNotifier;

namespace confab {

/// One connection to Redis, on hiredis's asynchronous API and the event loop of the thread it was made on:
/// either to publish or to subscribe, as Redis has it. It may be opened again and again.
///
/// What is written waits in hiredis's buffer without a bound; who publishes looks at unansweredBytes().
class RedisConnection final : public QObject {
    Q_OBJECT

public:
    explicit RedisConnection(RedisUrl url, QObject *parent = nullptr);
    ~RedisConnection() override;

    /// ready() or lost() follows, but not within any time: who waits closes. Looks up the host, blocking.
    void open();
    /// Without a signal.
    void close();
    [[nodiscard]] bool isReady() const { return m_isReady; }

    // Only while it is ready:
    void publish(const QByteArray &channel, const QByteArray &payload);
    /// Answered by a subscribed() for each.
    void subscribe(const QList<QByteArray> &channels);
    void unsubscribe(const QList<QByteArray> &channels);

    /// Of what was published and Redis has not answered yet.
    [[nodiscard]] qsizetype unansweredBytes() const { return m_unansweredBytes; }

Q_SIGNALS:
    /// Redis knows us and takes commands.
    void ready();
    /// Closed already; `why` is a sentence with the place and without a secret.
    void lost(const QString &why);
    void subscribed(const QByteArray &channel);
    void arrived(const QByteArray &channel, const QByteArray &payload);
    /// All that one read brought has been told.
    void readDone();

private:
    struct Hooks; ///< what hiredis calls
    enum class Kind { Handshake, Publish };

    void watch();
    void introduce();
    void command(const QList<QByteArray> &words, Kind kind);
    void send(const QList<QByteArray> &words, void (*done)(redisAsyncContext *, void *, void *));
    void readable();
    void writable();
    void connected(int status);
    void disconnected();
    void answered(Kind kind, const redisReply &reply);
    void channelSaid(const redisReply &reply);
    void fail(const QString &why);
    [[nodiscard]] QString reason(const redisAsyncContext &context) const;

    const RedisUrl m_url;
    redisAsyncContext *m_context = nullptr; ///< its `data` is this
    std::unique_ptr<QSocketNotifier> m_reads;
    std::unique_ptr<QSocketNotifier> m_writes;
    bool m_isReady = false;
    int m_handshakes = 0; ///< commands of the introduction that wait for their answer
    std::deque<qsizetype> m_unanswered; ///< bytes of each PUBLISH
    qsizetype m_unansweredBytes = 0;
};

} // namespace confab
