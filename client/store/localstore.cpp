// SPDX-License-Identifier: Apache-2.0
#include "client/store/localstore.h"

#include <QThread>

namespace confab {

LocalStore::LocalStore(std::unique_ptr<LocalDatabase> database, QString self)
    : m_database(std::move(database))
    , m_self(std::move(self))
    , m_conversations(*m_database)
    , m_messages(*m_database, m_self)
    , m_members(*m_database)
    , m_people(*m_database)
    , m_relations(*m_database)
    , m_outbox(*m_database)
    , m_outboxFiles(*m_database)
    , m_drafts(*m_database)
    , m_ownUpdates(*m_database)
    , m_state(*m_database)
{ }

Result<std::unique_ptr<LocalStore>> LocalStore::open(const QString &path, const QString &self)
{
    auto database = LocalDatabase::open(path);
    if (!database)
        return database.error();
    return std::unique_ptr<LocalStore>(new LocalStore(std::move(database).value(), self));
}

Result<void> LocalStore::write(Durability durability, const Work &work)
{
    Q_ASSERT(QThread::currentThread() == thread());
    StoreChange change;
    auto outcome = [&]() -> Result<void> {
        LocalTransaction transaction(*m_database, durability);
        if (!transaction.begun())
            return transaction.begun();
        if (auto done = work(change); !done)
            return done;
        return transaction.commit();
    }();
    if (outcome)
        Q_EMIT changed(change);
    else
        Q_EMIT failed(outcome.error());
    return outcome;
}

} // namespace confab
