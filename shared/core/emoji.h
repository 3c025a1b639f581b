// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace confab {

/// Whether `text` is exactly one emoji, of whatever version of Unicode: the grammar of UTS #51, 1.4.9.
///
///     emoji    := flag | keycap | element (ZWJ element)*
///     flag     := two regional indicators
///     keycap   := [0-9#*] FE0F? 20E3
///     element  := pictograph (skin tone | FE0F 20E3? | tag+ end)?
///
/// So it is one grapheme cluster that shows as one picture, at most Limits::emoji code points long. A
/// pictograph is what has the property Extended_Pictographic, or is a skin tone.
[[nodiscard]] bool isEmoji(QStringView text);

/// How many emoji `text` is made of, with nothing but blanks between them; 0 when there is anything else, or
/// more than `limit`.
[[nodiscard]] int countEmojiOnly(QStringView text, int limit);

} // namespace confab
