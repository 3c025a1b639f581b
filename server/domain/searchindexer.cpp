// SPDX-License-Identifier: Apache-2.0
#include "server/domain/searchindexer.h"

#include "server/bus/eventbus.h"
#include "shared/core/logging.h"

#ifdef Q_OS_LINUX
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace confab {

namespace {

/// Lets everything else go first, but does not starve.
void lowerPriority()
{
#ifdef Q_OS_LINUX
    constexpr int nice = 10;
    const sched_param none{};
    (void)sched_setscheduler(gettid(), SCHED_BATCH, &none); // waking, it takes nobody's processor
    (void)setpriority(PRIO_PROCESS, id_t(gettid()), nice); // of this thread alone
#endif
}

} // namespace

SearchIndexer::SearchIndexer(Parts parts)
    : m_parts(std::move(parts))
{
    setObjectName(QStringLiteral("search"));
    m_parts.bus.subscribe([this](const Events &events) {
        const std::lock_guard lock(m_mutex);
        const bool wasCalled = !m_wanted.conversations.isEmpty();
        for (const Event &event : events) {
            if (const auto *changed = std::get_if<MessageChanged>(&event))
                m_wanted.conversations.insert(changed->message.conversation);
        }
        if (m_wanted.conversations.size() > remembered)
            m_wanted = {.scan = true, .doubt = m_wanted.doubt};
        // Once: while it gathers, each batch of messages would wake it for nothing.
        if (!wasCalled && (m_wanted.scan || !m_wanted.conversations.isEmpty()))
            m_wake.notify_one();
    });
}

SearchIndexer::~SearchIndexer()
{
    stop();
}

void SearchIndexer::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop.request_stop();
    }
    m_wake.notify_one();
    QThread::wait();
}

void SearchIndexer::suspect(const Error &error)
{
    if (error.code != ErrorCode::Internal)
        return;
    const std::lock_guard lock(m_mutex);
    m_wanted.doubt = error;
    m_wake.notify_one();
}

void SearchIndexer::run()
{
    lowerPriority();
    while (!m_stop.stop_requested()) {
        Result<void> done = m_feeder ? work(wait()) : open();
        if (!done)
            recover(done.error());
    }
    close();
}

Result<void> SearchIndexer::open()
{
    auto main = Database::open(m_parts.main, m_parts.main.isShared() ? Access::Write : Access::Read);
    if (!main)
        return main.error();
    if (!m_parts.main.isShared()) {
        auto index = m_parts.index.open();
        if (!index)
            return index.error();
        m_ownIndex = *std::move(index);
    }
    m_main = *std::move(main);
    m_feeder = std::make_unique<SearchFeeder>(*m_main, index(), m_parts.clock);
    return m_feeder->keepEpoch(m_parts.epoch);
}

void SearchIndexer::close()
{
    m_feeder.reset();
    m_ownIndex.reset();
    m_main.reset();
}

SearchIndexer::Wanted SearchIndexer::wait()
{
    const auto stopped = [this] { return m_stop.stop_requested(); };
    std::unique_lock lock(m_mutex);
    const bool woken = m_wake.wait_for(lock, scanEvery, [&] {
        return stopped() || m_wanted.scan || m_wanted.doubt || !m_wanted.conversations.isEmpty();
    });
    if (!woken)
        m_wanted.scan = true;
    else if (!m_wanted.scan && !m_wanted.doubt)
        m_wake.wait_for(lock, gatherFor, stopped);
    return std::exchange(m_wanted, {});
}

Result<void> SearchIndexer::work(const Wanted &wanted)
{
    if (wanted.doubt)
        return *wanted.doubt;
    if (!m_parts.index.isThere())
        return damagedIndex();
    if (const auto now = std::chrono::steady_clock::now(); m_ownIndex && now >= m_emptyLogAt) {
        m_emptyLogAt = now + emptyLogEvery;
        if (const auto emptied = m_ownIndex->emptyLog(); !emptied)
            return emptied.error();
    }
    if (auto fed = m_feeder->feed(wanted.conversations.values(), m_stop.get_token()); !fed)
        return fed;
    if (!wanted.scan)
        return {};
    const qint64 before = m_feeder->fed();
    auto done = m_feeder->catchUp(m_stop.get_token());
    index().rest();
    if (const qint64 found = m_feeder->fed() - before; found > 0)
        qCInfo(lcDomain, "Caught up with %lld messages for the search", static_cast<long long>(found));
    return done;
}

void SearchIndexer::recover(const Error &error)
{
    qCWarning(lcDomain, "Indexing failed: %s", qPrintable(error.detail));
    const bool isLost = m_feeder && (isDamage(error) || !m_parts.index.isSound(index()));
    if (isLost && m_parts.main.isShared())
        (void)m_feeder->clear(m_parts.epoch);
    close();
    if (isLost) {
        qCWarning(lcDomain, "The search index is damaged and is made anew");
        m_parts.index.discard();
    }
    std::unique_lock lock(m_mutex);
    m_wanted.scan = true;
    m_wanted.doubt.reset();
    if (!isLost)
        m_wake.wait_for(lock, retryAfter, [this] { return m_stop.stop_requested(); });
}

} // namespace confab
