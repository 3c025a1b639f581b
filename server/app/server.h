// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/app/datadirectory.h"
#include "server/app/services.h"

#include <QUrl>

namespace confab {

class Listener;

/// A whole server: the data directory, the bus, the storage, the services, and the port. Belongs to the main
/// thread, whose event loop it needs.
class Server {
public:
    explicit Server(Settings settings);
    ~Server();

    /// When this has succeeded, clients are answered. An error names the key that it is about, where one is.
    [[nodiscard]] Result<void> start();
    /// `http://127.0.0.1:7280`, with the port that it really is.
    [[nodiscard]] QUrl address() const;
    /// Closes the sockets (1001), finishes what waits, and ends all threads.
    void stop();

private:
    [[nodiscard]] Result<void> openData();
    /// In the data directory, or in the database that other nodes use too.
    [[nodiscard]] Result<void> makeKeyStore();
    [[nodiscard]] Result<void> listen();

    const Settings m_settings;
    const SystemClock m_clock;
    DataDirectory m_data;
    std::unique_ptr<RotatingKeyStore> m_keys; // ends after the storage, whose threads may be reading it
    const std::unique_ptr<EventBus> m_bus;
    Storage m_storage;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<Listener> m_listener;
};

} // namespace confab
