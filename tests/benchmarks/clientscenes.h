// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace confab::tests {

/// What a person does at a client, one thing after another, in the process that is measured. Writes a line
/// `figure value` for each figure to the standard output; the first one when the window has been painted.
int showClient(const QString &directory);

} // namespace confab::tests
