// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace confab {

class JsonReader;

/// The field `body` of a message to be written: trimmed, 1–8,000 code points.
[[nodiscard]] QString readMessageBody(JsonReader &read);

} // namespace confab
