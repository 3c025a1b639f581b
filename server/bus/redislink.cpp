// SPDX-License-Identifier: Apache-2.0
#include "server/bus/redislink.h"

#include "server/bus/eventjson.h"
#include "shared/core/logging.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

constexpr Backoff::Span reconnectAfter{.least = 50ms, .first = 200ms, .most = 5000ms};
constexpr qsizetype channelsAtOnce = 1000; ///< of one SUBSCRIBE
constexpr int dropUnusedEvery = 30; ///< ticks

void callAll(const std::vector<Subscriptions::Then> &waiting)
{
    for (const Subscriptions::Then &then : waiting)
        then();
}

} // namespace

RedisLink::RedisLink(const RedisUrl &url, const RedisChannels &channels, NodeId self, Listener listener)
    : m_url(url)
    , m_channels(channels)
    , m_listener(std::move(listener))
    , m_out(url)
    , m_in(url)
    , m_outgoing(channels, self)
    , m_incoming(channels, self)
    , m_backoff(reconnectAfter)
{
    for (RedisConnection *connection : {&m_out, &m_in}) {
        connect(connection, &RedisConnection::ready, this, &RedisLink::ready);
        connect(connection, &RedisConnection::lost, this, &RedisLink::goDown);
    }
    connect(&m_in, &RedisConnection::subscribed, this, &RedisLink::subscribed);
    connect(&m_in, &RedisConnection::arrived, this, &RedisLink::arrived);
    connect(&m_in, &RedisConnection::readDone, this, &RedisLink::deliver);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &RedisLink::connectBoth);
    m_tick.setInterval(tickEvery);
    connect(&m_tick, &QTimer::timeout, this, &RedisLink::tick);
}

void RedisLink::open()
{
    m_tick.start();
    connectBoth();
}

void RedisLink::connectBoth()
{
    m_stage = Stage::Connecting;
    m_lastSign = steady_clock::now();
    m_out.open();
    if (m_stage == Stage::Connecting)
        m_in.open();
}

void RedisLink::ready()
{
    if (!m_out.isReady() || !m_in.isReady())
        return;
    m_stage = Stage::Subscribing;
    m_lastSign = steady_clock::now();
    subscribeAll();
}

void RedisLink::subscribeAll()
{
    m_ownChannels = 0;
    QList<QByteArray> channels{m_channels.nodes(), m_channels.probe()};
    const QList<AccountId> accounts = m_subscriptions.accounts();
    for (const AccountId account : accounts)
        channels.append(m_channels.account(account));
    for (qsizetype at = 0; at < channels.size(); at += channelsAtOnce)
        m_in.subscribe(channels.mid(at, channelsAtOnce));
}

void RedisLink::subscribed(const QByteArray &channel)
{
    const AccountId account = m_channels.accountOf(channel);
    if (account.isNull())
        ++m_ownChannels;
    else
        callAll(m_subscriptions.confirm(account));
    if (m_stage != Stage::Subscribing || m_ownChannels < 2 || !m_subscriptions.isComplete())
        return;
    m_stage = Stage::Probing;
    probe();
}

void RedisLink::probe()
{
    const Outgoing::Message message = m_outgoing.probe();
    m_out.publish(message.channel, message.payload);
}

void RedisLink::arrived(const QByteArray &channel, const QByteArray &payload)
{
    if (channel != m_channels.probe())
        return m_incoming.add(channel, payload);
    m_lastSign = steady_clock::now();
    if (m_stage == Stage::Probing)
        goUp();
}

void RedisLink::goUp()
{
    m_stage = Stage::Up;
    m_backoff.reset();
    if (m_wasOpened)
        qCInfo(lcBus, "Redis at %s is back; %lld events were not sent meanwhile", qPrintable(m_url.place()),
               static_cast<long long>(std::exchange(m_dropped, 0)));
    if (!std::exchange(m_wasOpened, true))
        m_listener.opened({});
    m_listener.arrived({BusRestored()});
}

void RedisLink::goDown(const QString &why)
{
    const Stage before = std::exchange(m_stage, Stage::Down);
    m_out.close();
    m_in.close();
    deliver(); // what came before the end
    callAll(m_subscriptions.reset());
    if (!m_wasOpened) {
        m_tick.stop();
        return m_listener.opened(
            Error{.code = ErrorCode::Unavailable, .field = u"bus"_s, .detail = "bus: "_L1 + why});
    }
    if (before == Stage::Up) {
        qCWarning(lcBus, "Other nodes cannot be told anything: %s", qPrintable(why));
        m_listener.arrived({BusLost()});
    }
    m_retry.start(m_backoff.next());
}

void RedisLink::send(const QList<Events> &batches)
{
    const bool fits = m_out.unansweredBytes() <= unansweredLimit;
    if (m_stage == Stage::Up && !fits && m_dropped == 0)
        qCWarning(lcBus, "Redis at %s does not keep up: events are dropped", qPrintable(m_url.place()));
    for (const Events &events : batches) {
        if (m_stage == Stage::Up && fits)
            m_outgoing.add(events);
        else
            m_dropped += std::count_if(events.begin(), events.end(), travels);
    }
    const auto messages = m_outgoing.take();
    for (const Outgoing::Message &message : messages)
        m_out.publish(message.channel, message.payload);
}

void RedisLink::listenFor(AccountId account, Subscriptions::Then then)
{
    const auto step = m_subscriptions.add(account, steady_clock::now());
    if (step == Subscriptions::Step::Subscribe && m_in.isReady())
        m_in.subscribe({m_channels.account(account)});
    // Who comes while Redis is away is served all the same.
    if (step == Subscriptions::Step::Done || m_stage != Stage::Up)
        return then();
    m_subscriptions.wait(account, std::move(then));
}

void RedisLink::finish()
{
    if (isIdle())
        return Q_EMIT finished();
    connect(&m_out, &RedisConnection::readDone, this, [this] {
        if (isIdle())
            Q_EMIT finished();
    });
    QTimer::singleShot(finishWithin, this, &RedisLink::finished);
}

void RedisLink::tick()
{
    const Moment now = steady_clock::now();
    callAll(m_subscriptions.takeImpatient(now));
    if (const auto malformed = m_incoming.takeMalformed(); malformed.count > 0)
        qCWarning(lcBus, "%d lines of other nodes could not be read; the first: %s", malformed.count,
                  qPrintable(malformed.first));
    checkTime(now);
    if (m_stage != Stage::Up)
        return;
    if (++m_ticks % probeEvery == 0)
        probe();
    if (m_ticks % dropUnusedEvery == 0)
        dropUnused(now);
    if (m_dropped > 0 && isIdle())
        qCInfo(lcBus, "Redis keeps up again; %lld events were dropped",
               static_cast<long long>(std::exchange(m_dropped, 0)));
}

void RedisLink::checkTime(Moment now)
{
    const auto since = now - m_lastSign;
    if (m_stage == Stage::Up ? since > silence : m_stage != Stage::Down && since > openWithin)
        goDown(u"Redis at %1 does not answer"_s.arg(m_url.place()));
}

void RedisLink::dropUnused(Moment now)
{
    if (!m_listener.whoIsHere)
        return;
    const QList<AccountId> here = m_listener.whoIsHere();
    QList<QByteArray> channels;
    const QList<AccountId> unused = m_subscriptions.dropUnused({here.begin(), here.end()}, now);
    for (const AccountId account : unused)
        channels.append(m_channels.account(account));
    for (qsizetype at = 0; at < channels.size(); at += channelsAtOnce)
        m_in.unsubscribe(channels.mid(at, channelsAtOnce));
}

void RedisLink::deliver()
{
    if (const Events events = m_incoming.take(); !events.isEmpty())
        m_listener.arrived(events);
}

} // namespace confab
