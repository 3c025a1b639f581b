// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/app/configuration.h"

#include <QStringList>

namespace confab {

/// What somebody asked for on the command line. A value.
struct CommandLine {
    enum class Command {
        Serve,
        ShowText, ///< `text`: help or the version
        PrintConfiguration,
        AddUser,
        ListUsers,
        ResetPassword,
        DisableUser,
        EnableUser,
        MakeAdmin,
        Backup,
        Reindex,
        Restore,
        Import,
        Move
    };

    Command command = Command::Serve;
    QString text = {};
    QString subject = {}; ///< the username, or the file
    QStringList files = {}; ///< of an import
    QStringList names = {}; ///< likewise: NAME or NAME=NAME
    QString displayName = {};
    QString from = {}; ///< of a move: as `database` of the configuration
    QString to = {};
    bool passwordFromStdin = false;
    bool json = false;
    QString configurationFile = {};
    QList<ConfigurationEntry> settings = {};

    /// `arguments` begin with the program's name. An error says what is wrong with them.
    [[nodiscard]] static Result<CommandLine> parse(const QStringList &arguments);
};

} // namespace confab
