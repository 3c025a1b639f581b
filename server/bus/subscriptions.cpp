// SPDX-License-Identifier: Apache-2.0
#include "server/bus/subscriptions.h"

#include <iterator>

namespace confab {

namespace {

void moveInto(std::vector<Subscriptions::Then> &all, std::vector<Subscriptions::Then> &more)
{
    std::move(more.begin(), more.end(), std::back_inserter(all));
    more.clear();
}

} // namespace

Subscriptions::Step Subscriptions::add(AccountId account, Moment now)
{
    const bool isNew = !m_entries.contains(account);
    Entry &entry = m_entries[account];
    entry.askedAt = now;
    if (isNew)
        ++m_unconfirmed;
    return entry.isConfirmed ? Step::Done : isNew ? Step::Subscribe : Step::Wait;
}

void Subscriptions::wait(AccountId account, Then then)
{
    m_entries[account].waiting.push_back(std::move(then));
    m_waiting.insert(account);
}

std::vector<Subscriptions::Then> Subscriptions::confirm(AccountId account)
{
    std::vector<Then> ready;
    const auto entry = m_entries.find(account);
    if (entry == m_entries.end() || entry->isConfirmed)
        return ready;
    entry->isConfirmed = true;
    --m_unconfirmed;
    m_waiting.remove(account);
    moveInto(ready, entry->waiting);
    return ready;
}

std::vector<Subscriptions::Then> Subscriptions::takeImpatient(Moment now)
{
    std::vector<Then> impatient;
    for (auto account = m_waiting.begin(); account != m_waiting.end();) {
        Entry &entry = m_entries[*account];
        if (now - entry.askedAt < patience) {
            ++account;
            continue;
        }
        moveInto(impatient, entry.waiting);
        account = m_waiting.erase(account);
    }
    return impatient;
}

std::vector<Subscriptions::Then> Subscriptions::reset()
{
    std::vector<Then> waited;
    for (Entry &entry : m_entries) {
        entry.isConfirmed = false;
        moveInto(waited, entry.waiting);
    }
    m_waiting.clear();
    m_unconfirmed = m_entries.size();
    return waited;
}

QList<AccountId> Subscriptions::dropUnused(const QSet<AccountId> &here, Moment now)
{
    QList<AccountId> dropped;
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        if (!entry->isConfirmed || now - entry->askedAt < keepFor || here.contains(entry.key())) {
            ++entry;
            continue;
        }
        dropped.append(entry.key());
        entry = m_entries.erase(entry);
    }
    return dropped;
}

} // namespace confab
