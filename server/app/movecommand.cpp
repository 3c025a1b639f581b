// SPDX-License-Identifier: Apache-2.0
#include "server/app/movecommand.h"

#include "server/app/clustersecret.h"
#include "server/storage/move.h"

#include <QFileInfo>

#include <cstdio>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

QString folderOf(const DatabaseUrl &embedded)
{
    return QFileInfo(embedded.path).absolutePath();
}

QString keysBeside(const DatabaseUrl &url)
{
    return url.isShared() ? QString() : folderOf(url) + "/keys.json"_L1;
}

} // namespace

Result<DatabaseUrl> MoveCommand::urlOf(const QString &database) const
{
    if (database == "sqlite"_L1)
        return DatabaseUrl::sqlite(m_settings.dataFolder + "/confab.db"_L1);
    return DatabaseUrl::parse(database);
}

Result<MoveCommand::Moved> MoveCommand::run(const QString &from, const QString &to) const
{
    const auto source = urlOf(from);
    const auto target = urlOf(to);
    if (!source || !target)
        return source ? target.error() : source.error();
    if (source->toString() == target->toString())
        return Error::invalid(u"to"_s, u"the source and the target are the same"_s);
    if (!source->isShared() && !QFileInfo(source->path).isFile())
        return Error{ErrorCode::NotFound, u"from"_s, u"there is no database %1"_s.arg(source->path)};
    const auto sealing = secret(*source, *target);
    if (!sealing)
        return sealing.error();
    const auto locks = lock(*source, *target);
    if (!locks)
        return locks.error();
    const auto reading = Database::open(*source, Access::Read);
    if (!reading)
        return reading.error();
    const auto writing = Database::open(*target, Access::Write);
    if (!writing)
        return writing.error();
    const auto rows
        = carry({**reading, keysBeside(*source)}, {**writing, keysBeside(*target)}, KeyMove(*sealing));
    if (!rows)
        return rows.error();
    return Moved{.from = source->toString(), .to = target->toString(), .rows = *rows};
}

Result<MoveCommand::Locks> MoveCommand::lock(const DatabaseUrl &source, const DatabaseUrl &target)
{
    Locks locks;
    for (const auto &url : {source, target}) {
        if (url.isShared())
            continue;
        locks.push_back(std::make_unique<DataDirectory>(folderOf(url)));
        if (const auto created = locks.back()->create(); !created)
            return created.error();
        // The lock of one directory is good for both, but only once.
        const bool isSame = locks.size() == 2 && folderOf(source) == folderOf(target);
        if (const auto held = isSame ? Result<void>() : locks.back()->lock(); !held)
            return held.error();
    }
    return locks;
}

Result<QByteArray> MoveCommand::secret(const DatabaseUrl &source, const DatabaseUrl &target) const
{
    // Between two that are shared the sealed rows are carried, and between two files the keys.
    if (source.isShared() == target.isShared())
        return QByteArray();
    return readClusterSecret(m_settings.clusterSecret);
}

Result<qint64> MoveCommand::carry(const KeyMove::Place &source, const KeyMove::Place &target,
                                  const KeyMove &keyMove)
{
    const bool areRows = source.database.url().isShared() && target.database.url().isShared();
    // Read first: a secret that does not open them is found before everything else is copied.
    const auto keys = areRows ? Result<std::optional<KeySet>>(std::optional<KeySet>()) : keyMove.read(source);
    if (!keys)
        return keys.error();
    const auto say = [](const QString &line) { std::fprintf(stderr, "%s\n", qUtf8Printable(line)); };
    return Move(source.database, target.database, say,
                [&]() -> Result<void> {
                    if (!*keys)
                        return {};
                    say(u"keys: %1 that sign"_s.arg((*keys)->signing.size()));
                    return keyMove.write(target, **keys);
                })
        .run();
}

} // namespace confab
