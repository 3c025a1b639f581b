// SPDX-License-Identifier: Apache-2.0
#include "server/domain/rateexchange.h"

#include <QThread>

namespace confab {

RateExchange::RateExchange(AccountLimits &limits, EventBus &bus)
    : m_limits(limits)
    , m_bus(bus)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(gatherFor);
    connect(&m_timer, &QTimer::timeout, this, &RateExchange::tell);
    limits.setSpent(
        [this](QLatin1StringView limit, const QString &key, int count) { gather(limit, key, count); });
    bus.subscribe([this](const Events &events) {
        for (const Event &event : events) {
            if (const auto *spent = std::get_if<RatesSpent>(&event); spent && spent->node != m_bus.node())
                apply(*spent);
        }
    });
}

RateExchange::~RateExchange()
{
    m_limits.setSpent({});
}

void RateExchange::gather(QLatin1StringView limit, const QString &key, int count)
{
    const std::lock_guard lock(m_mutex);
    const std::pair place{QString(limit), key};
    if (m_spent.size() >= mostKeys && !m_spent.contains(place))
        return;
    const bool isFirst = m_spent.empty();
    m_spent[place] += count;
    if (isFirst)
        QMetaObject::invokeMethod(&m_timer, qOverload<>(&QTimer::start), Qt::QueuedConnection);
}

void RateExchange::tell()
{
    Q_ASSERT(QThread::currentThread() == thread());
    std::map<std::pair<QString, QString>, int> gathered;
    {
        const std::lock_guard lock(m_mutex);
        gathered.swap(m_spent);
    }
    RatesSpent event{.node = m_bus.node()};
    for (const auto &[place, count] : gathered) {
        if (count != 0)
            event.spent.append({.limit = place.first, .key = place.second, .count = count});
    }
    if (!event.spent.isEmpty())
        m_bus.publish({event});
}

void RateExchange::apply(const RatesSpent &event)
{
    for (const RatesSpent::Spent &spent : event.spent)
        m_limits.spend(spent.limit, spent.key, spent.count);
}

} // namespace confab
