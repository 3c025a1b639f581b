// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/app/commandline.h"
#include "server/app/settings.h"

#include <QJsonObject>

#include <functional>

namespace confab {

class OperatorService;
class Writer;

/// The commands of the operator, `confabd user …`, `backup`, `reindex`, `import` and `restore`: a second
/// process beside the server, which need not run. Blocks until it is done.
class OperatorCommands {
public:
    /// What is said of it: a text for people, or an object for programs.
    struct Outcome {
        QString text;
        QJsonObject json;
    };

    /// `progress` is told now and then how far what takes long has come.
    using Progress = std::function<void(const QString &)>;
    OperatorCommands(Settings settings, Progress progress)
        : m_settings(std::move(settings))
        , m_progress(std::move(progress))
    { }

    [[nodiscard]] Result<Outcome> run(const CommandLine &commandLine) const;

private:
    [[nodiscard]] Result<Outcome> runUser(const CommandLine &commandLine) const;
    [[nodiscard]] Result<Outcome> runUser(const CommandLine &commandLine, const OperatorService &service,
                                          Writer &writer) const;
    [[nodiscard]] Result<Outcome> backUp(const QString &file) const;
    [[nodiscard]] Result<Outcome> reindex() const;
    [[nodiscard]] Result<Outcome> restore(const QString &file) const;
    [[nodiscard]] Result<Outcome> import(const CommandLine &commandLine) const;
    [[nodiscard]] Result<Outcome> move(const QString &from, const QString &to) const;
    enum class Missing { Create, Refuse };
    /// The database in the schema of this program; made or migrated if no server runs.
    [[nodiscard]] Result<void> prepareDatabase(Missing missing) const;
    [[nodiscard]] Result<void> prepareShared(Missing missing) const;
    [[nodiscard]] Result<void> migrate() const;
    [[nodiscard]] Result<void> requireSchema() const;

    const Settings m_settings;
    const Progress m_progress;
};

} // namespace confab
