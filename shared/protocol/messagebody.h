// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace confab {

class JsonReader;

enum class BodyMay { BeEmpty, NotBeEmpty };

/// The field `body` of a message to be written: trimmed, 1–8,000 code points. Beside a file it may be
/// empty.
[[nodiscard]] QString readMessageBody(JsonReader &read, BodyMay may = BodyMay::NotBeEmpty);

} // namespace confab
