// SPDX-License-Identifier: Apache-2.0
#include "client/store/migrator.h"

#include <QDir>
#include <QFile>

// In the global namespace, as the macro asks; a static library's resources register themselves only when
// told.
static void initializeMigrations()
{
    Q_INIT_RESOURCE(client_migrations);
}

namespace confab {

using namespace Qt::StringLiterals;

namespace {

QFileInfoList files(Migrator::Schema schema)
{
    initializeMigrations();
    const bool isSearch = schema == Migrator::Schema::Search;
    return QDir(isSearch ? u":/migrations/search"_s : u":/migrations/client"_s)
        .entryInfoList({u"*.sql"_s}, QDir::Files, QDir::Name);
}

/// The statements of a file; each ends with `;` at the end of a line.
QStringList statements(const QString &sql)
{
    QStringList out;
    QString statement;
    for (const QString &line : sql.split(u'\n')) {
        if (line.trimmed().startsWith("--"_L1))
            continue;
        statement += line + u'\n';
        if (line.trimmed().endsWith(u';')) {
            out.append(statement);
            statement.clear();
        }
    }
    return out;
}

} // namespace

int Migrator::newest(Schema schema)
{
    return int(files(schema).size());
}

Result<int> Migrator::current()
{
    int version = 0;
    auto done = m_database.read(u"PRAGMA user_version"_s, {},
                                [&](const QSqlQuery &row) { version = row.value(0).toInt(); });
    return done ? Result<int>(version) : Result<int>(done.error());
}

Result<void> Migrator::migrate()
{
    const auto version = current();
    if (!version)
        return version.error();
    if (*version > newest(m_schema))
        return Error{
            ErrorCode::Internal, u"database"_s,
            u"The local database is of a newer version (%1) than this client knows (%2)"_s.arg(*version).arg(
                newest(m_schema))};
    const auto all = files(m_schema);
    for (int number = *version + 1; number <= all.size(); ++number) {
        QFile file(all.at(number - 1).filePath());
        if (!file.open(QIODevice::ReadOnly))
            return Error{ErrorCode::Internal, u"database"_s, file.errorString()};
        if (auto done = apply(number, QString::fromUtf8(file.readAll())); !done)
            return done;
    }
    return {};
}

Result<void> Migrator::apply(int number, const QString &sql)
{
    LocalTransaction transaction(m_database, LocalDatabase::Durability::Full);
    if (!transaction.begun())
        return transaction.begun();
    for (const QString &statement : statements(sql)) {
        if (auto done = m_database.write(statement, {}); !done)
            return done.error();
    }
    if (auto done = m_database.write(u"PRAGMA user_version = %1"_s.arg(number), {}); !done)
        return done.error();
    return transaction.commit();
}

} // namespace confab
