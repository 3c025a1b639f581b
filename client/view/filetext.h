// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/fileshelf.h"
#include "client/store/messagefile.h"

namespace confab {

/// Files as people say them, in the reader's language.
namespace FileText {

/// "2.4 MB"
[[nodiscard]] QString size(qint64 bytes);
/// The line below a file's name: its size, "1.2 of 2.4 MB" while it moves, or why it does not.
[[nodiscard]] QString state(const MessageFile &file, const FileShelf::State &state);

} // namespace FileText

} // namespace confab
