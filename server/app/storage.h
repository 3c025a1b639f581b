// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/app/settings.h"
#include "server/bus/eventbus.h"
#include "server/storage/searchdatabase.h"
#include "server/storage/storagepool.h"
#include "server/storage/writer.h"

namespace confab {

/// The database of a running server with all that reads and writes it. Made, started and stopped on the main
/// thread. The bus, which carries what was committed, must outlive it.
class Storage {
public:
    Storage(const Settings &settings, EventBus &bus);
    ~Storage();

    /// Makes or migrates the database. Must have happened before anything else is asked; nobody else may do
    /// it at the same time (DataDirectory::lock).
    [[nodiscard]] Result<void> open();
    /// Begins to take work; everybody has subscribed to the bus by then.
    [[nodiscard]] Result<void> start();
    /// Finishes what waits.
    void stop();

    [[nodiscard]] QString epoch() const { return m_epoch; }
    [[nodiscard]] EventBus &bus() { return m_bus; }
    [[nodiscard]] Writer &writer() { return m_writer; }
    [[nodiscard]] StoragePool &readers() { return m_readers; }
    [[nodiscard]] StoragePool &passwords() { return m_passwords; }
    [[nodiscard]] StoragePool &searchers() { return m_searchers; }
    [[nodiscard]] StoragePool &files() { return m_files; }
    [[nodiscard]] SearchDatabase &search() { return m_search; }
    [[nodiscard]] const DatabaseUrl &url() const { return m_url; }
    /// A connection of the main thread's own, to read.
    [[nodiscard]] Database &database() { return *m_database; }

    static constexpr size_t readQueue = 20000;
    /// For each thread; short, as all that waits is finished before the server ends.
    static constexpr size_t passwordQueue = 40;
    static constexpr int searchThreads = 2;
    static constexpr size_t searchQueue = 200;
    static constexpr int fileThreads = 2;
    static constexpr size_t fileQueue = 2000; ///< each waits for one piece

private:
    const DatabaseUrl m_url;
    EventBus &m_bus;
    Writer m_writer;
    StoragePool m_readers;
    StoragePool m_passwords;
    StoragePool m_files; // reads contents of files
    SearchDatabase m_search;
    StoragePool m_searchers; // ends before what its threads keep in m_search
    std::unique_ptr<Database> m_database;
    QString m_epoch;
};

} // namespace confab
