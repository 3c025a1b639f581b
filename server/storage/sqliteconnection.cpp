// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqliteconnection.h"

#include "shared/core/logging.h"

#include <QFile>

#include <sqlite3.h>

#include <string>
#include <vector>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

/// What a statement waits at most for another process's lock, in milliseconds.
constexpr int busyTimeout = 10'000;

Error toError(sqlite3 *handle)
{
    const int code = sqlite3_extended_errcode(handle);
    const QString message = QString::fromUtf8(sqlite3_errmsg(handle));
    qCWarning(lcStorage, "SQLite, error %d: %s", code, qPrintable(message));
    switch (code & 0xff) { // the primary code (https://sqlite.org/rescode.html)
    case SQLITE_FULL:
        return {ErrorCode::StorageFull, {}, u"the disk is full"_s};
    case SQLITE_BUSY:
        return {ErrorCode::Unavailable, {}, u"the database is busy"_s, std::chrono::seconds(1)};
    default:
        return {ErrorCode::Internal, {}, u"storage: "_s + message};
    }
}

class SqliteStatement final : public Statement {
public:
    explicit SqliteStatement(sqlite3_stmt *statement)
        : m_statement(statement)
        , m_texts(size_t(sqlite3_bind_parameter_count(statement)))
    {
        for (int i = 1; i <= int(m_texts.size()); ++i)
            m_names.emplace_back(sqlite3_bind_parameter_name(statement, i));
    }
    ~SqliteStatement() override { sqlite3_finalize(m_statement); }

    Result<void> execute(Bindings bindings) override
    {
        Q_ASSERT_X(!sqlite3_stmt_busy(m_statement), "SqliteStatement", "its rows are still being read");
        size_t position = 0;
        for (const Binding &binding : bindings) {
            bind(find(binding.name, position), binding.value);
            ++position;
        }
        return step();
    }

    Result<bool> next() override
    {
        if (std::exchange(m_fresh, false))
            return m_hasRow;
        if (!m_hasRow)
            return false;
        if (const auto stepped = step(); !stepped)
            return stepped.error();
        m_fresh = false;
        return m_hasRow;
    }

    qint64 changed() const override { return sqlite3_changes(sqlite3_db_handle(m_statement)); }

    void reset() override
    {
        sqlite3_reset(m_statement);
        m_hasRow = m_fresh = false;
    }

    bool isNull(int column) const override { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }
    qint64 integer(int column) const override { return sqlite3_column_int64(m_statement, column); }
    QByteArray bytes(int column) const override
    {
        const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
        return {data, sqlite3_column_bytes(m_statement, column)};
    }
    QByteArrayView blob(int column) const override
    {
        const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
        return {data, sqlite3_column_bytes(m_statement, column)};
    }
    QByteArrayView utf8(int column) const override
    {
        const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
        return {text, sqlite3_column_bytes(m_statement, column)};
    }

private:
    Result<void> step()
    {
        const int code = sqlite3_step(m_statement);
        m_fresh = true;
        m_hasRow = code == SQLITE_ROW;
        if (code == SQLITE_ROW || code == SQLITE_DONE)
            return {};
        Error error = toError(sqlite3_db_handle(m_statement));
        reset();
        return error;
    }

    /// The number of the placeholder `name`, which most often stands at `position`.
    int find(const char *name, size_t position) const
    {
        if (position < m_names.size() && m_names[position] == name)
            return int(position) + 1;
        const int index = sqlite3_bind_parameter_index(m_statement, name);
        Q_ASSERT_X(index > 0, "SqliteStatement", "the statement has no such placeholder");
        return index;
    }

    void bind(int index, const Value &value)
    {
        const auto &content = value.content();
        if (const auto *number = std::get_if<qint64>(&content)) {
            sqlite3_bind_int64(m_statement, index, *number);
        } else if (const auto *text = std::get_if<QString>(&content)) {
            bindText(index, text->toUtf8());
        } else if (const auto *utf8 = std::get_if<Utf8>(&content)) {
            bindText(index, utf8->bytes);
        } else if (const auto *bytes = std::get_if<QByteArray>(&content)) {
            const QByteArray &kept = m_texts[size_t(index) - 1] = *bytes;
            sqlite3_bind_blob64(m_statement, index, kept.constData(), sqlite3_uint64(kept.size()),
                                SQLITE_STATIC);
        } else {
            sqlite3_bind_null(m_statement, index);
        }
    }

    // Kept instead of copied once more by SQLite.
    void bindText(int index, const QByteArray &text)
    {
        const QByteArray &kept = m_texts[size_t(index) - 1] = text;
        sqlite3_bind_text64(m_statement, index, kept.constData(), sqlite3_uint64(kept.size()), SQLITE_STATIC,
                            SQLITE_UTF8);
    }

    sqlite3_stmt *const m_statement;
    std::vector<std::string> m_names; // constant; SQLite frees its own when the schema changes
    std::vector<QByteArray> m_texts; // what is bound, by placeholder
    bool m_hasRow = false;
    bool m_fresh = false; // the present row has not been asked for yet
};

} // namespace

SqliteConnection::SqliteConnection(sqlite3 *handle)
    : m_handle(handle)
{ }

SqliteConnection::~SqliteConnection()
{
    const int code = sqlite3_close(m_handle);
    Q_ASSERT_X(code == SQLITE_OK, "SqliteConnection", "a statement outlives its connection");
}

Result<std::unique_ptr<Connection>> SqliteConnection::open(const QString &path, Access access)
{
    // A reader takes part in the locks and the shared memory of the write-ahead log, so it opens for writing.
    const int flags
        = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (access == Access::Write ? SQLITE_OPEN_CREATE : 0);
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(QFile::encodeName(path).constData(), &handle, flags, nullptr);
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection(handle));
    if (code != SQLITE_OK) {
        const QString why = QString::fromUtf8(handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
        return Error{ErrorCode::Internal, {}, u"cannot open the database %1: %2"_s.arg(path, why)};
    }
    if (const auto configured = connection->configure(access); !configured) {
        return Error{ErrorCode::Internal,
                     {},
                     u"cannot open the database %1: %2"_s.arg(path, configured.error().detail)};
    }
    return std::unique_ptr<Connection>(std::move(connection));
}

Result<void> SqliteConnection::configure(Access access)
{
    sqlite3_busy_timeout(m_handle, busyTimeout);
    // Without it a statement with LIKE is prepared anew for each new pattern, to look for a prefix in it.
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
    // The journal's mode is kept in the file, and readers may not change it.
    QStringList pragmas{u"PRAGMA foreign_keys=ON"_s, u"PRAGMA synchronous=FULL"_s,
                        u"PRAGMA temp_store=MEMORY"_s};
    // A flood touches the same few pages again and again: with room for them, and 32 MiB of log before it is
    // worked into the file, a message costs a tenth less and more of them fit into a second.
    if (access == Access::Write)
        pragmas << u"PRAGMA journal_mode=WAL"_s << u"PRAGMA journal_size_limit=67108864"_s
                << u"PRAGMA secure_delete=ON"_s << u"PRAGMA cache_size=-32768"_s
                << u"PRAGMA wal_autocheckpoint=8000"_s;
    else
        pragmas << u"PRAGMA query_only=ON"_s << u"PRAGMA cache_size=-2048"_s;
    for (const QString &pragma : pragmas) {
        if (auto done = execute(pragma); !done)
            return done;
    }
    return {};
}

Result<std::unique_ptr<Statement>> SqliteConnection::prepare(const QString &sql)
{
    const QByteArray text = sql.toUtf8();
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v3(m_handle, text.constData(), int(text.size()) + 1, SQLITE_PREPARE_PERSISTENT,
                           &statement, nullptr)
        != SQLITE_OK) {
        return toError(m_handle);
    }
    return std::unique_ptr<Statement>(std::make_unique<SqliteStatement>(statement));
}

Result<void> SqliteConnection::execute(const QString &sql)
{
    if (sqlite3_exec(m_handle, sql.toUtf8().constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return toError(m_handle);
    return {};
}

void SqliteConnection::leaveLog(std::function<void(int pages)> grown)
{
    m_grown = std::move(grown);
    // The hook stands where SQLite's own way to work in the log stood.
    sqlite3_wal_hook(
        m_handle,
        [](void *self, sqlite3 *, const char *, int pages) {
            static_cast<SqliteConnection *>(self)->m_grown(pages);
            return SQLITE_OK;
        },
        this);
}

} // namespace confab
