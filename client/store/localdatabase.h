// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QHash>
#include <QSqlQuery>
#include <QVariant>

#include <functional>
#include <memory>

namespace confab {

/// An SQLite database of one account: WAL, migrated to the newest schema when it opens.
///
/// Statements are prepared once and kept. Outside a transaction a write is one of its own. Used by the thread
/// that opened it alone: the GUI thread, where what it is asked is small and indexed, or the thread that
/// searches, which opens the same file again.
class LocalDatabase final {
public:
    /// How much of a commit is on the disk when it returns.
    enum class Durability {
        Normal, ///< survives the process; after a loss of power the server says it again
        Full, ///< survives a loss of power: for what nobody else has
    };
    /// Which tables are in it: the folder of resources/migrations that brings it up to date.
    enum class Schema { Account, Search };
    using Visit = std::function<void(const QSqlQuery &row)>;

    /// `:memory:` for tests. StorageFull, or Internal with the field `database`; a newer schema than this
    /// version knows is refused.
    [[nodiscard]] static Result<std::unique_ptr<LocalDatabase>> open(const QString &path,
                                                                     Schema schema = Schema::Account);
    ~LocalDatabase();
    LocalDatabase(const LocalDatabase &) = delete;
    LocalDatabase &operator=(const LocalDatabase &) = delete;

    /// Shows each row to `visit`, which must not ask the same question.
    Result<void> read(const QString &sql, const QVariantList &values, const Visit &visit);
    /// How many rows it changed.
    Result<int> write(const QString &sql, const QVariantList &values);
    /// The id of the row it inserted.
    Result<qint64> insert(const QString &sql, const QVariantList &values);

private:
    friend class LocalTransaction;
    friend class LocalSnapshot;
    explicit LocalDatabase(QString connection);
    Result<void> configure();
    Result<QSqlQuery *> run(const QString &sql, const QVariantList &values);
    Result<void> execute(const QString &sql);

    const QString m_connection; ///< the name of Qt's connection
    QHash<QString, std::shared_ptr<QSqlQuery>> m_prepared;
    bool m_inTransaction = false;
};

/// A transaction for the length of a scope: rolled back unless committed. They do not nest.
class LocalTransaction final {
public:
    LocalTransaction(LocalDatabase &database, LocalDatabase::Durability durability);
    ~LocalTransaction();
    LocalTransaction(const LocalTransaction &) = delete;
    LocalTransaction &operator=(const LocalTransaction &) = delete;

    [[nodiscard]] const Result<void> &begun() const { return m_begun; }
    Result<void> commit();

private:
    void end();

    LocalDatabase &m_database;
    const LocalDatabase::Durability m_durability;
    Result<void> m_begun;
};

/// Reads for the length of a scope see one state of the database, and take its lock once, which is what most
/// of a small read costs. Without one each read sees the latest. They do not nest.
class LocalSnapshot final {
public:
    explicit LocalSnapshot(LocalDatabase &database);
    ~LocalSnapshot();
    LocalSnapshot(const LocalSnapshot &) = delete;
    LocalSnapshot &operator=(const LocalSnapshot &) = delete;

private:
    LocalDatabase &m_database;
};

} // namespace confab
