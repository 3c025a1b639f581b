// SPDX-License-Identifier: Apache-2.0
#include "server/app/importcommand.h"

#include "server/storage/servercheck.h"
#include "shared/core/text.h"

#include <QFileInfo>
#include <QJsonArray>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

QString toText(const QString &file, const Importer::Summary &summary)
{
    if (!summary.changed)
        return u"%1: everything of %2 is here already"_s.arg(file, summary.username);
    const QString text = u"%1: %2 messages of %3 conversations, %4 files and %5 accounts are new"_s.arg(file)
                             .arg(summary.messages)
                             .arg(summary.conversations)
                             .arg(summary.files)
                             .arg(summary.accounts);
    if (summary.canSignIn)
        return text;
    return text
        + u"\n%1 can sign in once there is a password: confabd user reset-password %1"_s.arg(
            summary.username);
}

QJsonObject toJson(const QString &file, const Importer::Summary &summary)
{
    return {{"file"_L1, QFileInfo(file).absoluteFilePath()},
            {"username"_L1, summary.username},
            {"canSignIn"_L1, summary.canSignIn},
            {"changed"_L1, summary.changed},
            {"accounts"_L1, summary.accounts},
            {"conversations"_L1, summary.conversations},
            {"messages"_L1, summary.messages},
            {"files"_L1, summary.files}};
}

} // namespace

Result<Importer::Options> ImportCommand::options(const QStringList &files, const QStringList &names)
{
    Importer::Options options;
    for (const QString &name : names) {
        const qsizetype equals = name.indexOf(u'=');
        if (equals >= 0) {
            options.names.insert(usernameKey(name.first(equals)), name.sliced(equals + 1));
            continue;
        }
        if (files.size() > 1 || !options.owner.isEmpty() || name.isEmpty())
            return Error::invalid(u"as"_s, u"--as NAME is for one name of one FILE; others are OLD=NEW"_s);
        options.owner = name;
    }
    return options;
}

Result<ImportCommand::Imported> ImportCommand::run(const QStringList &files, const QStringList &names) const
{
    const auto options = ImportCommand::options(files, names);
    if (!options)
        return options.error();
    const auto database = Database::open(m_settings.database, Access::Write);
    if (!database)
        return database.error();
    if (const auto alone = requireAlone(**database); !alone)
        return alone.error();
    const SystemClock clock;
    QStringList texts;
    QJsonArray imports;
    for (const QString &file : files) {
        Importer importer(**database, clock,
                          [&](qint64 read) { m_progress(u"%1: %2 messages"_s.arg(file).arg(read)); });
        const auto summary = importer.run(file, *options);
        if (!summary) {
            Error error = summary.error();
            if (!error.detail.contains(file))
                error.detail = u"%1: %2"_s.arg(file, error.detail);
            return error;
        }
        texts.append(toText(file, *summary));
        imports.append(toJson(file, *summary));
    }
    return Imported{texts.join(u'\n'), {{"imports"_L1, imports}}};
}

} // namespace confab
