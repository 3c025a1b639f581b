// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/app/settings.h"
#include "server/domain/importer.h"

#include <QJsonObject>

#include <functional>

namespace confab {

/// `confabd import`: archives of people, one after the other, into the database of the configuration, which
/// no server has open meanwhile (the caller holds its lock; of a shared one it is asked who is connected) and
/// which has the schema of this program. Blocks until it is done. An archive that cannot be imported ends it;
/// those before it stay.
class ImportCommand {
public:
    using Progress = std::function<void(const QString &)>;

    ImportCommand(const Settings &settings, Progress progress)
        : m_settings(settings)
        , m_progress(std::move(progress))
    { }

    /// For people, and for programs.
    struct Imported {
        QString text;
        QJsonObject json;
    };
    /// `names` are NAME, who the owner of the one file is to be, or OLD=NEW.
    [[nodiscard]] Result<Imported> run(const QStringList &files, const QStringList &names) const;

private:
    [[nodiscard]] static Result<Importer::Options> options(const QStringList &files,
                                                           const QStringList &names);

    const Settings &m_settings;
    const Progress m_progress;
};

} // namespace confab
