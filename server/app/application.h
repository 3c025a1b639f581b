// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/app/commandline.h"
#include "server/app/settings.h"

namespace confab {

/// The program from its arguments to its exit status: finds out what is asked for and does it. Belongs to the
/// main thread, on which the QCoreApplication is.
class Application {
public:
    /// Exit statuses, as sysexits.h and shells have them.
    enum class Exit { Success = 0, Failure = 1, Usage = 2 };

    [[nodiscard]] Exit run(const QStringList &arguments);

private:
    [[nodiscard]] Exit run(const CommandLine &commandLine);
    [[nodiscard]] Exit serve(const Settings &settings);
    [[nodiscard]] Exit runOperatorCommand(const CommandLine &commandLine, const Settings &settings);
};

} // namespace confab
