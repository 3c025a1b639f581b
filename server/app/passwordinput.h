// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

namespace confab {

/// Passwords for the operator's commands. They are never arguments: those are seen by everybody on the
/// machine.
namespace PasswordInput {

/// One line of standard input.
[[nodiscard]] Result<QString> fromStandardInput();
/// Asks twice on the terminal, without showing what is typed.
[[nodiscard]] Result<QString> fromTerminal();

} // namespace PasswordInput

} // namespace confab
