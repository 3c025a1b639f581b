// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/job.h"

#include <deque>

namespace confab {

/// Jobs that are written in one transaction, each under a savepoint: one that fails is undone and takes none
/// of the others with it.
///
/// On a shared database a deadlock, or a connection that is lost before the commit, has all of it run again,
/// and in the end each job alone. When the connection is lost while it commits, nobody knows whether the
/// batch stands: all of it is answered with Unavailable, and who asks again with the same `clientId` learns
/// it. Used on the writer's thread.
class JobBatch {
public:
    void add(Job job, JobDone done) { m_entries.push_back({std::move(job), std::move(done)}); }
    [[nodiscard]] bool isEmpty() const { return m_entries.empty(); }
    [[nodiscard]] size_t size() const { return m_entries.size(); }
    /// Takes the first `count` of another one.
    [[nodiscard]] JobBatch takeFirst(size_t count);

    void run(Database &database);
    /// Calls what waits for the jobs; answers what is to be published.
    [[nodiscard]] Events finish();

    static constexpr int attempts = 3; ///< together, and then again alone

private:
    struct Entry {
        Job job;
        JobDone done;
        Result<void> result = {};
        Events events = {};
    };
    using Entries = std::deque<Entry>;
    struct Range {
        Entries::iterator first;
        Entries::iterator last;
        [[nodiscard]] Entries::iterator begin() const { return first; }
        [[nodiscard]] Entries::iterator end() const { return last; }
        [[nodiscard]] bool isLone() const { return last - first == 1; }
    };
    enum class Outcome { Finished, Again };

    [[nodiscard]] static Outcome runRepeatedly(Database &database, Range range);
    [[nodiscard]] static Outcome runOnce(Database &database, Range range);
    [[nodiscard]] static Fault runJobs(Database &database, Range range);
    [[nodiscard]] static Fault runUnderSavepoint(Database &database, Entry &entry);
    static void runJob(Database &database, Entry &entry);
    [[nodiscard]] static Outcome commit(Database &database, Range range);
    [[nodiscard]] static Outcome afterFault(Database &database, Range range, Fault fault);
    static void fail(Range range, const Error &error);

    Entries m_entries;
};

} // namespace confab
