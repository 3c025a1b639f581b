// SPDX-License-Identifier: Apache-2.0
#include "server/app/operatorcommands.h"

#include "server/app/datadirectory.h"
#include "server/app/importcommand.h"
#include "server/app/movecommand.h"
#include "server/app/passwordinput.h"
#include "server/app/storage.h"
#include "server/domain/accesstoken.h"
#include "server/domain/filekeystore.h"
#include "server/domain/inviteservice.h"
#include "server/domain/operatorservice.h"
#include "server/domain/presencesource.h"
#include "server/domain/searchfeeder.h"
#include "server/storage/backup.h"
#include "server/storage/migrator.h"
#include "server/storage/settingrepository.h"

#include <QFileInfo>
#include <QJsonArray>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

using Command = CommandLine::Command;
using Outcome = OperatorCommands::Outcome;

/// Of someone whom nobody can see from here.
class NoPresence final : public PresenceSource {
public:
    [[nodiscard]] std::optional<Presence> presence(AccountId) const override { return std::nullopt; }
};

QJsonObject toJsonObject(const AccountRow &row)
{
    QJsonObject json{{"id"_L1, row.id.toString()},        {"username"_L1, row.username},
                     {"displayName"_L1, row.displayName}, {"role"_L1, toName(row.role)},
                     {"disabled"_L1, row.disabled},       {"createdAt"_L1, toRfc3339(row.createdAt)}};
    if (row.lastSeenAt)
        json.insert("lastSeenAt"_L1, toRfc3339(*row.lastSeenAt));
    if (row.deleted)
        json.insert("deleted"_L1, true);
    return json;
}

Result<Outcome> sayOne(const Result<AccountRow> &row, const QString &text)
{
    if (!row)
        return row.error();
    return Outcome{text.arg(row->username), toJsonObject(*row)};
}

Outcome sayAll(const QList<AccountRow> &rows)
{
    QJsonArray users;
    QString text;
    for (const AccountRow &row : rows) {
        users.append(toJsonObject(row));
        const QString state = row.deleted ? u"deleted"_s
            : row.disabled                ? u"disabled"_s
                                          : QString(toName(row.role));
        text += u"%1 %2 %3  %4\n"_s.arg(row.username, -32)
                    .arg(state, -8)
                    .arg(toRfc3339(row.createdAt).first(10), row.displayName);
    }
    return {text.chopped(text.isEmpty() ? 0 : 1), {{"users"_L1, users}}};
}

QJsonObject toJsonObject(const BackupSummary &summary)
{
    return {{"file"_L1, QFileInfo(summary.file).absoluteFilePath()},
            {"bytes"_L1, summary.bytes},
            {"schema"_L1, summary.schema},
            {"epoch"_L1, summary.epoch}};
}

Result<QString> readPassword(const CommandLine &commandLine)
{
    auto password
        = commandLine.passwordFromStdin ? PasswordInput::fromStandardInput() : PasswordInput::fromTerminal();
    if (!password)
        return password;
    if (const auto good = OperatorService::checkPassword(*password); !good)
        return good.error();
    return password;
}

} // namespace

Result<Outcome> OperatorCommands::run(const CommandLine &commandLine) const
{
    if (commandLine.command == Command::Move)
        return move(commandLine.from, commandLine.to);
    if (commandLine.command == Command::Import)
        return import(commandLine);
    const bool copies = commandLine.command == Command::Backup || commandLine.command == Command::Restore;
    if (copies && m_settings.database.isShared()) {
        return Error{
            ErrorCode::NotImplemented, u"database"_s,
            u"only an embedded database is copied by confabd; this one by pg_dump or mariadb-dump"_s};
    }
    if (commandLine.command == Command::Backup)
        return backUp(commandLine.subject);
    if (commandLine.command == Command::Reindex)
        return reindex();
    if (commandLine.command == Command::Restore)
        return restore(commandLine.subject);
    return runUser(commandLine);
}

Result<void> OperatorCommands::prepareDatabase(Missing missing) const
{
    if (m_settings.database.isShared())
        return prepareShared(missing);
    if (missing == Missing::Refuse && !QFileInfo(m_settings.database.path).isFile())
        return Error{ErrorCode::NotFound, u"data"_s,
                     u"there is no database %1"_s.arg(m_settings.database.path)};
    DataDirectory data(m_settings.dataFolder);
    if (auto created = data.create(); !created)
        return created;
    // Who holds the directory has migrated the database; otherwise it is ours to do.
    return data.lock() ? migrate() : requireSchema();
}

Result<void> OperatorCommands::prepareShared(Missing missing) const
{
    const auto database = Database::open(m_settings.database, Database::Access::Read);
    if (!database)
        return database.error();
    const auto schema = Migrator::version(**database);
    if (!schema)
        return schema.error();
    if (*schema == 0 && missing == Missing::Create)
        return migrate();
    if (*schema == 0) {
        return Error{ErrorCode::NotFound, u"database"_s,
                     u"there is no Confab in the database %1"_s.arg(m_settings.database.toString())};
    }
    // Nodes may be using it: to migrate it is theirs.
    return requireSchema();
}

Result<void> OperatorCommands::migrate() const
{
    LocalEventBus bus; // nothing is published
    return Storage(m_settings, bus).open();
}

Result<void> OperatorCommands::requireSchema() const
{
    const auto database = Database::open(m_settings.database, Database::Access::Read);
    if (!database)
        return database.error();
    const auto schema = Migrator::version(**database);
    if (!schema)
        return schema.error();
    if (*schema != Migrator().newest())
        return Error{ErrorCode::Unavailable,
                     {},
                     u"the database is that of a server of another version than this program"_s};
    return {};
}

Result<Outcome> OperatorCommands::runUser(const CommandLine &commandLine) const
{
    const bool isFirst = commandLine.command == Command::AddUser;
    if (const auto prepared = prepareDatabase(isFirst ? Missing::Create : Missing::Refuse); !prepared)
        return prepared.error();
    // Nobody listens to this bus: the server learns of ended sessions from the database.
    LocalEventBus bus;
    Writer writer(m_settings.database, bus);
    if (const auto started = writer.start(); !started)
        return started.error();
    const SystemClock clock;
    const FileKeyStore keys(m_settings.keysPath(), clock, {}); // no tokens are issued here
    const AccessTokens accessTokens(keys, clock, m_settings.accessTokenLifetime);
    const RefreshTokens refreshTokens(keys);
    const NoPresence presence;
    const PasswordHasher hasher(m_settings.passwordCost);
    const SessionService sessions(accessTokens, refreshTokens, clock, m_settings.sessionLifetime);
    const InviteService invites(clock);
    const AccountService accounts({hasher, sessions, presence, clock, invites}, RegistrationPolicy::Closed);
    return runUser(commandLine, OperatorService(accounts, sessions, hasher, clock), writer);
}

Result<Outcome> OperatorCommands::runUser(const CommandLine &commandLine, const OperatorService &service,
                                          Writer &writer) const
{
    const QString name = commandLine.subject;
    switch (commandLine.command) {
    case Command::ListUsers: {
        const auto all = service.list(writer);
        return all ? sayAll(*all) : Result<Outcome>(all.error());
    }
    case Command::DisableUser:
        return sayOne(service.disable(writer, name), u"%1 is disabled; all sessions have ended"_s);
    case Command::EnableUser:
        return sayOne(service.enable(writer, name), u"%1 is enabled"_s);
    case Command::MakeAdmin:
        return sayOne(service.makeAdmin(writer, name), u"%1 is an administrator"_s);
    default:
        break;
    }
    const auto password = readPassword(commandLine);
    if (!password)
        return password.error();
    if (commandLine.command == Command::ResetPassword)
        return sayOne(service.resetPassword(writer, name, *password),
                      u"%1 has a new password; all sessions have ended"_s);
    Q_ASSERT(commandLine.command == Command::AddUser);
    return sayOne(service.add(writer, {name, commandLine.displayName, *password}), u"%1 has an account"_s);
}

Result<Outcome> OperatorCommands::backUp(const QString &file) const
{
    const auto summary = Backup(m_settings.database.path).write(file);
    if (!summary)
        return summary.error();
    return Outcome{u"%1 holds the database: %2 bytes"_s.arg(summary->file).arg(summary->bytes),
                   toJsonObject(*summary)};
}

Result<Outcome> OperatorCommands::reindex() const
{
    if (const auto prepared = prepareDatabase(Missing::Refuse); !prepared)
        return prepared.error();
    const bool isShared = m_settings.database.isShared();
    const auto main = Database::open(m_settings.database, isShared ? Access::Write : Access::Read);
    if (!main)
        return main.error();
    SearchDatabase files(m_settings.database, m_settings.searchPath());
    const auto index = isShared ? Result<std::unique_ptr<Database>>(nullptr) : files.open();
    if (!index)
        return index.error();
    const auto epoch = SettingRepository(**main).value(u"epoch"_s);
    const auto total = SearchSource(**main).count();
    if (!epoch || !total)
        return epoch ? total.error() : epoch.error();
    const SystemClock clock;
    SearchFeeder feeder(**main, *index ? **index : **main, clock);
    feeder.setProgress([&](qint64 fed) { m_progress(u"%1 of %2 messages"_s.arg(fed).arg(*total)); });
    if (const auto cleared = feeder.clear(epoch->value_or(QString())); !cleared)
        return cleared.error();
    if (const auto done = feeder.catchUp({}); !done)
        return done.error();
    return Outcome{u"the search index is complete: %1 messages"_s.arg(feeder.fed()),
                   {{"messages"_L1, feeder.fed()}}};
}

Result<Outcome> OperatorCommands::restore(const QString &file) const
{
    DataDirectory data(m_settings.dataFolder);
    if (const auto created = data.create(); !created)
        return created.error();
    if (const auto locked = data.lock(); !locked)
        return locked.error();
    const auto summary = Backup(m_settings.database.path).restore(file);
    if (!summary)
        return summary.error();
    SearchDatabase(m_settings.database, m_settings.searchPath()).discard(); // it is of what was there
    return Outcome{
        u"%1 is the database now, with the new epoch %2; what was there is kept as %3.before-restore"_s.arg(
            file, summary->epoch, m_settings.database.path),
        toJsonObject(*summary)};
}

Result<Outcome> OperatorCommands::import(const CommandLine &commandLine) const
{
    DataDirectory data(m_settings.dataFolder);
    if (m_settings.database.isShared()) {
        if (const auto prepared = prepareShared(Missing::Create); !prepared)
            return prepared.error();
    } else {
        if (const auto created = data.create(); !created)
            return created.error();
        if (const auto locked = data.lock(); !locked)
            return locked.error();
        if (const auto migrated = migrate(); !migrated)
            return migrated.error();
    }
    const auto done = ImportCommand(m_settings, m_progress).run(commandLine.files, commandLine.names);
    return done ? Result<Outcome>(Outcome{done->text, done->json}) : Result<Outcome>(done.error());
}

Result<Outcome> OperatorCommands::move(const QString &from, const QString &to) const
{
    const auto moved = MoveCommand(m_settings).run(from, to);
    if (!moved)
        return moved.error();
    return Outcome{u"%1 holds all that %2 does: %3 rows"_s.arg(moved->to, moved->from).arg(moved->rows),
                   {{"rows"_L1, moved->rows}}};
}

} // namespace confab
