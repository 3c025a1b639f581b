// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/eventbus.h"
#include "server/domain/accountlimits.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <mutex>

namespace confab {

/// Makes the limits of all nodes one: tells the others what was taken here, gathered for a moment (so that a
/// login that succeeds, and is given back, is not told at all), and takes here what was taken there.
///
/// Within that moment somebody can try as often on each node as on one alone. Lives on the main thread; what
/// it is given must outlive it. For a bus that has other nodes.
class RateExchange final : public QObject {
    Q_OBJECT

public:
    RateExchange(AccountLimits &limits, EventBus &bus);
    ~RateExchange() override;

    /// Tells what was gathered. Called by itself `gatherFor` after something was taken.
    void tell();

    static constexpr std::chrono::milliseconds gatherFor{250};
    /// Keys gathered at once; what is taken of others is not told.
    static constexpr size_t mostKeys = 10000;

private:
    void gather(QLatin1StringView limit, const QString &key, int count);
    void apply(const RatesSpent &event);

    AccountLimits &m_limits;
    EventBus &m_bus;
    QTimer m_timer;

    std::mutex m_mutex;
    std::map<std::pair<QString, QString>, int> m_spent; // guarded by m_mutex; by limit and key
};

} // namespace confab
