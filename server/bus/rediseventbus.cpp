// SPDX-License-Identifier: Apache-2.0
#include "server/bus/rediseventbus.h"

#include "server/bus/eventjson.h"
#include "server/bus/redislink.h"
#include "shared/core/logging.h"

#include <QThread>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// hiredis writes to sockets whose other end may be gone; that is an error of the write, not the end of the
/// process. Held back for the calling thread alone.
void holdBackBrokenPipes()
{
#ifdef Q_OS_UNIX
    sigset_t signal;
    sigemptyset(&signal);
    sigaddset(&signal, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signal, nullptr);
#endif
}

} // namespace

class RedisEventBus::Thread final : public QThread {
public:
    explicit Thread(std::function<void()> work)
        : m_work(std::move(work))
    {
        setObjectName("bus"_L1);
    }

    using QThread::exec;

protected:
    void run() override { m_work(); }

private:
    const std::function<void()> m_work;
};

RedisEventBus::RedisEventBus(RedisUrl url, NodeId self)
    : m_url(std::move(url))
    , m_self(self)
{ }

RedisEventBus::~RedisEventBus()
{
    stop();
}

Result<void> RedisEventBus::start(const QString &epoch)
{
    Q_ASSERT(!m_thread);
    // Shared, as the work is copied.
    auto promise = std::make_shared<std::promise<Result<void>>>();
    auto opened = promise->get_future();
    m_thread = std::make_unique<Thread>([=, this] { run(epoch, std::move(*promise)); });
    m_thread->start();
    auto result = opened.get();
    if (!result)
        stop();
    return result;
}

void RedisEventBus::run(const QString &epoch, std::promise<Result<void>> opened)
{
    holdBackBrokenPipes();
    RedisLink link(m_url, RedisChannels(epoch, m_self), m_self,
                   {.arrived = [this](const Events &events) { publishHere(events); },
                    .opened = [&](const Result<void> &result) { opened.set_value(result); },
                    .whoIsHere = m_whoIsHere});
    QObject::connect(&link, &RedisLink::finished, m_thread.get(), &QThread::quit, Qt::DirectConnection);
    {
        const std::lock_guard lock(m_mutex);
        m_link = &link;
    }
    QMetaObject::invokeMethod(
        &link, [&] { link.open(); }, Qt::QueuedConnection);
    m_thread->exec();
    const std::lock_guard lock(m_mutex);
    m_link = nullptr;
    m_outbox.clear();
}

void RedisEventBus::stop()
{
    if (!m_thread)
        return;
    {
        const std::lock_guard lock(m_mutex);
        if (RedisLink *link = std::exchange(m_link, nullptr)) {
            QMetaObject::invokeMethod(
                link,
                [this, link] {
                    drain(*link);
                    link->finish();
                },
                Qt::QueuedConnection);
        }
    }
    m_thread->wait();
    m_thread.reset();
}

void RedisEventBus::publish(const Events &events)
{
    publishHere(events);
    if (std::none_of(events.begin(), events.end(), travels))
        return;
    const std::lock_guard lock(m_mutex);
    if (!m_link)
        return;
    if (m_outboxLength + events.size() > outboxLength) {
        m_dropped += events.size();
        return;
    }
    m_outbox.append(events);
    m_outboxLength += events.size();
    if (m_outbox.size() == 1)
        QMetaObject::invokeMethod(
            m_link, [this, link = m_link] { drain(*link); }, Qt::QueuedConnection);
}

void RedisEventBus::drain(RedisLink &link)
{
    QList<Events> outbox;
    qsizetype dropped = 0;
    {
        const std::lock_guard lock(m_mutex);
        outbox.swap(m_outbox);
        m_outboxLength = 0;
        dropped = std::exchange(m_dropped, 0);
    }
    if (dropped > 0)
        qCWarning(lcBus, "%lld events were not sent to other nodes: too many were waiting",
                  static_cast<long long>(dropped));
    link.send(outbox);
}

void RedisEventBus::listenFor(AccountId account, std::function<void()> then)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_link) {
            QMetaObject::invokeMethod(
                m_link, [link = m_link, account, then = std::move(then)] { link->listenFor(account, then); },
                Qt::QueuedConnection);
            return;
        }
    }
    then();
}

} // namespace confab
