// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/event.h"
#include "server/storage/database.h"

namespace confab {

/// What a job of the Writer works with: the writing connection, within a transaction, and the events that are
/// published when, and only when, it has been committed. Lives on the writer's thread for the length of the
/// job.
class Transaction {
public:
    explicit Transaction(Database &database)
        : m_database(database)
    { }

    [[nodiscard]] Database &database() { return m_database; }
    void publish(Event event) { m_events.append(std::move(event)); }
    [[nodiscard]] Events takeEvents() { return std::exchange(m_events, {}); }

private:
    Database &m_database;
    Events m_events;
};

} // namespace confab
