// SPDX-License-Identifier: Apache-2.0
#include "server/storage/checkpointer.h"

#include "shared/core/logging.h"

namespace confab {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

/// How often at most the thread follows a writer who does not pause, before it leaves the rest to that one.
constexpr int passes = 4;
/// A rest that the writer does in a millisecond or two: this part of the log's pages.
constexpr int smallPart = 16;
/// So much of the log, in multiples of its pages, is too much: then the writer waits.
constexpr int tooMuch = 4;
constexpr seconds afterFailure{1};

/// As much as readers let it; nobody waits. Answers how many pages of the log are worked in
/// (https://sqlite.org/pragma.html#pragma_wal_checkpoint).
Result<int> workInPassively(Database &database)
{
    static const QString sql = u"PRAGMA wal_checkpoint(PASSIVE)"_s;
    auto rows = database.run(sql);
    if (!rows)
        return rows.error();
    return rows->next() ? Result<int>(int(rows->integer(2))) : Error{ErrorCode::Internal, {}, u"no log"_s};
}

} // namespace

Checkpointer::Checkpointer(DatabaseUrl url, Options options)
    : m_url(std::move(url))
    , m_options(options)
{
    setObjectName("checkpointer"_L1);
}

Checkpointer::~Checkpointer()
{
    stop();
}

Result<void> Checkpointer::start()
{
    auto started = m_started.get_future();
    QThread::start();
    return started.get();
}

void Checkpointer::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_wake.notify_one();
    wait();
}

void Checkpointer::serve(Database &writer)
{
    writer.leaveLog([this](int pages) {
        m_pages = pages;
        m_isDirty = true;
    });
}

void Checkpointer::tend(Database &writer)
{
    if (m_pages < m_options.pages)
        return;
    std::unique_lock lock(m_mutex);
    if (m_closed)
        return;
    if (m_stage == Stage::Resting) {
        m_stage = Stage::Working;
        m_wake.notify_one();
        return;
    }
    if (m_stage == Stage::Working) {
        if (m_pages < m_options.pages * tooMuch)
            return;
        m_done.wait(lock, [this] { return m_stage != Stage::Working; });
    }
    m_stage = Stage::Resting;
    lock.unlock();
    (void)workInPassively(writer); // its error is logged; the next batch finds the log as long
}

void Checkpointer::run()
{
    const auto database = Database::open(m_url, Database::Access::Write);
    if (!database) {
        m_started.set_value(database.error());
        return;
    }
    // While it empties the log who writes waits, and it waits for those who read.
    m_started.set_value((*database)->execute(u"PRAGMA busy_timeout=20"_s));
    m_emptyAt = steady_clock::now() + m_options.emptyEvery;
    for (Task task = waitForTask(); task != Task::End; task = waitForTask()) {
        if (task == Task::Empty)
            empty(**database);
        else
            setStage(workIn(**database));
    }
    setStage(Stage::Resting);
}

Checkpointer::Task Checkpointer::waitForTask()
{
    std::unique_lock lock(m_mutex);
    const bool called
        = m_wake.wait_until(lock, m_emptyAt, [this] { return m_closed || m_stage == Stage::Working; });
    if (!called)
        return Task::Empty;
    return m_closed ? Task::End : Task::WorkIn;
}

void Checkpointer::setStage(Stage stage)
{
    const std::lock_guard lock(m_mutex);
    m_stage = stage;
    m_done.notify_all();
}

Checkpointer::Stage Checkpointer::workIn(Database &database)
{
    int left = m_pages;
    for (int pass = 0; pass < passes && left > 0; ++pass) {
        const auto workedIn = workInPassively(database);
        if (!workedIn) {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, afterFailure, [this] { return m_closed; });
            return Stage::Resting;
        }
        left = m_pages - *workedIn;
        if (left <= m_options.pages / smallPart)
            break;
    }
    return left > 0 ? Stage::Left : Stage::Resting;
}

void Checkpointer::empty(Database &database)
{
    m_emptyAt = steady_clock::now() + m_options.emptyEvery;
    if (!m_isDirty.exchange(false))
        return;
    (void)workInPassively(database); // the most of it, while nobody waits
    if (const auto emptied = database.emptyLog(); emptied && *emptied)
        return;
    m_isDirty = true;
    m_emptyAt = steady_clock::now() + m_options.emptyEvery / 10;
}

} // namespace confab
