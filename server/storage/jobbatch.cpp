// SPDX-License-Identifier: Apache-2.0
#include "server/storage/jobbatch.h"

#include <QRandomGenerator>

#include <thread>

namespace confab {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

/// Before the `attempt`th time, so that two that met do not meet again.
void pause(int attempt)
{
    std::this_thread::sleep_for(milliseconds(QRandomGenerator::global()->bounded(1, 4 << attempt)));
}

Error busy()
{
    return {ErrorCode::Unavailable, {}, u"the database is busy"_s, seconds(1)};
}

} // namespace

JobBatch JobBatch::takeFirst(size_t count)
{
    JobBatch taken;
    if (m_entries.size() <= count) {
        taken.m_entries = std::exchange(m_entries, {});
        return taken;
    }
    const auto end = m_entries.begin() + std::ptrdiff_t(count);
    taken.m_entries.assign(std::make_move_iterator(m_entries.begin()), std::make_move_iterator(end));
    m_entries.erase(m_entries.begin(), end);
    return taken;
}

void JobBatch::run(Database &database)
{
    const Range all{m_entries.begin(), m_entries.end()};
    if (const auto open = database.ensureOpen(); !open)
        return fail(all, open.error());
    if (runRepeatedly(database, all) == Outcome::Finished)
        return;
    for (auto entry = all.first; entry != all.last; ++entry) {
        const Range alone{entry, entry + 1};
        if (runRepeatedly(database, alone) == Outcome::Again)
            fail(alone, busy());
    }
}

JobBatch::Outcome JobBatch::runRepeatedly(Database &database, Range range)
{
    for (int attempt = 1; attempt <= attempts; ++attempt) {
        if (runOnce(database, range) == Outcome::Finished)
            return Outcome::Finished;
        pause(attempt);
    }
    return Outcome::Again;
}

JobBatch::Outcome JobBatch::runOnce(Database &database, Range range)
{
    for (Entry &entry : range) {
        entry.result = {};
        entry.events.clear();
    }
    if (const auto begun = database.begin(); !begun) {
        if (const Fault fault = database.takeFault(); fault != Fault::None)
            return afterFault(database, range, fault);
        fail(range, begun.error());
        return Outcome::Finished;
    }
    if (const Fault fault = runJobs(database, range); fault != Fault::None) {
        database.rollback();
        return afterFault(database, range, fault);
    }
    return commit(database, range);
}

Fault JobBatch::runJobs(Database &database, Range range)
{
    // A full disk can take SQLite's transaction away at any statement; then the rest fails and so does
    // COMMIT.
    if (range.isLone() && database.url().isShared()) {
        runJob(database, *range.first);
        return database.takeFault();
    }
    for (Entry &entry : range) {
        if (const Fault fault = runUnderSavepoint(database, entry); fault != Fault::None)
            return fault;
    }
    return Fault::None;
}

Fault JobBatch::runUnderSavepoint(Database &database, Entry &entry)
{
    static const QString savepoint = u"SAVEPOINT job"_s;
    static const QString release = u"RELEASE SAVEPOINT job"_s;
    static const QString undo = u"ROLLBACK TO SAVEPOINT job"_s;

    for (int attempt = 1; attempt <= attempts; ++attempt) {
        entry.result = {};
        if (const auto begun = database.change(savepoint); !begun) {
            entry.result = begun.error();
            return database.takeFault();
        }
        runJob(database, entry);
        const Fault fault = database.takeFault();
        if (fault >= Fault::Deadlock)
            return fault;
        if (!entry.result)
            (void)database.change(undo);
        if (const auto released = database.change(release); !released && entry.result) {
            (void)database.change(undo);
            entry.result = released.error();
            entry.events.clear();
        }
        // Somebody wrote the same meanwhile: the job finds it now.
        if (fault != Fault::Conflict || entry.result)
            break;
    }
    const Fault fault = database.takeFault();
    return fault >= Fault::Deadlock ? fault : Fault::None;
}

void JobBatch::runJob(Database &database, Entry &entry)
{
    Transaction transaction(database);
    entry.result = entry.job(transaction);
    if (auto read = database.takeFailure(); !read && entry.result)
        entry.result = std::move(read);
    entry.events = entry.result ? transaction.takeEvents() : Events();
}

JobBatch::Outcome JobBatch::commit(Database &database, Range range)
{
    if (range.isLone() && !range.first->result) {
        database.rollback();
        return Outcome::Finished;
    }
    const auto committed = database.commit();
    if (committed)
        return Outcome::Finished;
    const Fault fault = database.takeFault();
    if (fault != Fault::Lost) {
        database.rollback();
        if (fault != Fault::None)
            return Outcome::Again;
    }
    // What failed is the commit, or the database itself: nothing of the batch stands, or nobody knows, so
    // nothing is said to stand.
    fail(range, committed.error());
    return Outcome::Finished;
}

JobBatch::Outcome JobBatch::afterFault(Database &database, Range range, Fault fault)
{
    if (fault != Fault::Lost)
        return Outcome::Again;
    const auto open = database.ensureOpen();
    if (open)
        return Outcome::Again;
    fail(range, open.error());
    return Outcome::Finished;
}

void JobBatch::fail(Range range, const Error &error)
{
    for (Entry &entry : range) {
        if (entry.result)
            entry.result = error;
        entry.events.clear();
    }
}

Events JobBatch::finish()
{
    Events events;
    for (Entry &entry : m_entries) {
        events.append(std::move(entry.events));
        entry.done(entry.result, events);
    }
    return events;
}

} // namespace confab
