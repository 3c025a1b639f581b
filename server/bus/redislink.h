// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/incoming.h"
#include "server/bus/outgoing.h"
#include "server/bus/redisconnection.h"
#include "server/bus/subscriptions.h"
#include "shared/core/backoff.h"
#include "shared/core/units.h"

#include <QTimer>

namespace confab {

/// This node's link to the others through Redis: two connections that stand and fall together, one to publish
/// and one to subscribe.
///
/// It is up when a message that it sent itself has come back; sends itself one every few seconds, and is down
/// when none comes back any more. Then it tries again and again, with full jitter. Made on the bus's thread
/// and used by it alone.
class RedisLink final : public QObject {
    Q_OBJECT

public:
    /// What the link says, on its thread.
    struct Listener {
        std::function<void(const Events &)> arrived;
        /// The first time: whether Redis could be reached. The link goes on only when it could.
        std::function<void(const Result<void> &)> opened;
        std::function<QList<AccountId>()> whoIsHere;
    };

    RedisLink(const RedisUrl &url, const RedisChannels &channels, NodeId self, Listener listener);

    void open();
    /// Publishes, in one go; what does not fit is dropped, and counted.
    void send(const QList<Events> &batches);
    void listenFor(AccountId account, Subscriptions::Then then);
    /// finished() comes when all that was sent is answered, or when that takes too long.
    void finish();

    /// Bytes that Redis may leave unanswered; what comes beyond is dropped.
    static constexpr qsizetype unansweredLimit = 16 * mebibyte;
    static constexpr std::chrono::seconds tickEvery{1};
    static constexpr int probeEvery = 3; ///< ticks
    static constexpr std::chrono::seconds silence{10}; ///< after which a link is down
    static constexpr std::chrono::seconds openWithin{5};
    static constexpr std::chrono::seconds finishWithin{1};

Q_SIGNALS:
    void finished();

private:
    enum class Stage { Down, Connecting, Subscribing, Probing, Up };
    using Moment = Subscriptions::Moment;

    void connectBoth();
    void ready();
    void subscribeAll();
    void subscribed(const QByteArray &channel);
    void probe();
    void arrived(const QByteArray &channel, const QByteArray &payload);
    void goUp();
    void goDown(const QString &why);
    void tick();
    void checkTime(Moment now);
    void dropUnused(Moment now);
    void deliver();
    [[nodiscard]] bool isIdle() const { return m_out.unansweredBytes() == 0; }

    const RedisUrl m_url;
    const RedisChannels m_channels;
    const Listener m_listener;
    RedisConnection m_out;
    RedisConnection m_in;
    Outgoing m_outgoing;
    Incoming m_incoming;
    Subscriptions m_subscriptions;
    Backoff m_backoff;
    QTimer m_retry;
    QTimer m_tick;
    Stage m_stage = Stage::Down;
    bool m_wasOpened = false;
    int m_ownChannels = 0; ///< of the two that are this node's, those Redis has confirmed
    int m_ticks = 0;
    Moment m_lastSign; ///< of the stage before, or of the last probe that came back
    qint64 m_dropped = 0; ///< events, since the link was last well
};

} // namespace confab
