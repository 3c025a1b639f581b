// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QStringList>

namespace confab {

/// What `confab` is started with.
///
///     confab [--profile NAME] [--server URL] [--data DIR] [--theme light|dark|system] [LINK]
struct CommandLine {
    enum class Wish { Run, Help, Version };

    Wish wish = Wish::Run;
    QString profile; ///< `default` unless given
    QString server = {}; ///< an address to log in to; empty unless given
    QString dataDirectory; ///< the platform's place for data unless given
    QString link
        = {}; ///< means to be a ConfabLink; a desktop hands on whatever was clicked. Empty unless given
    QString theme = {}; ///< empty unless given: then the settings say

    /// `arguments` begin with the program's name. The error's `detail` is for the person at the terminal.
    [[nodiscard]] static Result<CommandLine> parse(const QStringList &arguments);
    [[nodiscard]] static QString helpText();
};

} // namespace confab
