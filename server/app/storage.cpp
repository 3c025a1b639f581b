// SPDX-License-Identifier: Apache-2.0
#include "server/app/storage.h"

#include "server/storage/migrator.h"
#include "server/storage/move.h"
#include "server/storage/servercheck.h"
#include "server/storage/settingrepository.h"
#include "shared/core/logging.h"

#include <QFile>

namespace confab {

using namespace Qt::StringLiterals;

Storage::Storage(const Settings &settings, EventBus &bus)
    : m_url(settings.database)
    , m_bus(bus)
    , m_writer(settings.database, bus, settings.writers)
    , m_readers(settings.database, settings.storageThreads, readQueue)
    , m_passwords(settings.database, settings.passwordThreads,
                  passwordQueue * size_t(settings.passwordThreads))
    , m_files(settings.database, fileThreads, fileQueue)
    , m_search(settings.database, settings.searchPath())
    , m_searchers(settings.database, searchThreads, searchQueue)
{ }

Storage::~Storage()
{
    stop();
}

Result<void> Storage::open()
{
    {
        auto database = Database::open(m_url, Database::Access::Write);
        if (!database)
            return database.error();
        if (!m_url.isShared())
            QFile::setPermissions(m_url.path, QFile::ReadOwner | QFile::WriteOwner);
        if (auto fit = checkServer(**database); !fit)
            return fit;
        if (const auto migrated = Migrator(m_url.engine).migrate(**database); !migrated)
            return migrated.error();
        const auto half = Move::isUnfinished(**database);
        if (!half)
            return half.error();
        if (*half) {
            return Error{ErrorCode::Unavailable, u"database"_s,
                         u"the database is half of a move: finish it with confabd move"_s};
        }
        const auto epoch = SettingRepository(**database).epoch();
        if (!epoch)
            return epoch.error();
        m_epoch = *epoch;
    }
    auto database = Database::open(m_url, Database::Access::Read);
    if (!database)
        return database.error();
    m_database = *std::move(database);
    // So that the first search finds an index to read. Without one everything else works.
    if (const auto made = m_search.open(); !made)
        qCWarning(lcStorage, "There is no search for now: %s", qPrintable(made.error().detail));
    return {};
}

Result<void> Storage::start()
{
    if (auto started = m_writer.start(); !started)
        return started;
    if (auto started = m_readers.start(); !started)
        return started;
    if (auto started = m_passwords.start(); !started)
        return started;
    if (auto started = m_files.start(); !started)
        return started;
    return m_searchers.start();
}

void Storage::stop()
{
    // Those that hash write through the writer, and wait for it.
    m_passwords.stop();
    m_files.stop(); // these too
    m_searchers.stop();
    m_readers.stop();
    m_writer.stop();
}

} // namespace confab
