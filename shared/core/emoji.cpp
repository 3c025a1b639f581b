// SPDX-License-Identifier: Apache-2.0
#include "shared/core/emoji.h"

#include "shared/core/limits.h"
#include "shared/core/text.h"

#include <algorithm>
#include <array>

namespace confab {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

/// Extended_Pictographic of Unicode 14 (emoji-data.txt), which holds the room for emoji to come.
constexpr std::array<Range, 78> pictographs{{
    {0xA9, 0xA9},       {0xAE, 0xAE},       {0x203C, 0x203C},   {0x2049, 0x2049},   {0x2122, 0x2122},
    {0x2139, 0x2139},   {0x2194, 0x2199},   {0x21A9, 0x21AA},   {0x231A, 0x231B},   {0x2328, 0x2328},
    {0x2388, 0x2388},   {0x23CF, 0x23CF},   {0x23E9, 0x23F3},   {0x23F8, 0x23FA},   {0x24C2, 0x24C2},
    {0x25AA, 0x25AB},   {0x25B6, 0x25B6},   {0x25C0, 0x25C0},   {0x25FB, 0x25FE},   {0x2600, 0x2605},
    {0x2607, 0x2612},   {0x2614, 0x2685},   {0x2690, 0x2705},   {0x2708, 0x2712},   {0x2714, 0x2714},
    {0x2716, 0x2716},   {0x271D, 0x271D},   {0x2721, 0x2721},   {0x2728, 0x2728},   {0x2733, 0x2734},
    {0x2744, 0x2744},   {0x2747, 0x2747},   {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2763, 0x2767},   {0x2795, 0x2797},   {0x27A1, 0x27A1},   {0x27B0, 0x27B0},
    {0x27BF, 0x27BF},   {0x2934, 0x2935},   {0x2B05, 0x2B07},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},
    {0x2B55, 0x2B55},   {0x3030, 0x3030},   {0x303D, 0x303D},   {0x3297, 0x3297},   {0x3299, 0x3299},
    {0x1F000, 0x1F0FF}, {0x1F10D, 0x1F10F}, {0x1F12F, 0x1F12F}, {0x1F16C, 0x1F171}, {0x1F17E, 0x1F17F},
    {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F1AD, 0x1F1E5}, {0x1F201, 0x1F20F}, {0x1F21A, 0x1F21A},
    {0x1F22F, 0x1F22F}, {0x1F232, 0x1F23A}, {0x1F23C, 0x1F23F}, {0x1F249, 0x1F3FA}, {0x1F400, 0x1F53D},
    {0x1F546, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F774, 0x1F77F}, {0x1F7D5, 0x1F7FF}, {0x1F80C, 0x1F80F},
    {0x1F848, 0x1F84F}, {0x1F85A, 0x1F85F}, {0x1F888, 0x1F88F}, {0x1F8AE, 0x1F8FF}, {0x1F90C, 0x1F93A},
    {0x1F93C, 0x1F945}, {0x1F947, 0x1FAFF}, {0x1FC00, 0x1FFFD},
}};

constexpr char32_t zwj = 0x200D;
constexpr char32_t emojiStyle = 0xFE0F;
constexpr char32_t keycapMark = 0x20E3;
constexpr char32_t tagEnd = 0xE007F;

bool isSkinTone(char32_t c)
{
    return c >= 0x1F3FB && c <= 0x1F3FF;
}

bool isRegional(char32_t c)
{
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

bool isTag(char32_t c)
{
    return c >= 0xE0020 && c < tagEnd;
}

bool isKeycapBase(char32_t c)
{
    return (c >= U'0' && c <= U'9') || c == U'#' || c == U'*';
}

bool isPictograph(char32_t c)
{
    const auto range = std::lower_bound(pictographs.begin(), pictographs.end(), c,
                                        [](const Range &one, char32_t wanted) { return one.last < wanted; });
    return (range != pictographs.end() && range->first <= c) || isSkinTone(c);
}

/// Reads emoji from the front of a text of code points.
class EmojiReader {
public:
    explicit EmojiReader(QStringView text)
        : m_text(text.toUcs4())
    { }

    [[nodiscard]] bool atEnd() const { return m_at == m_text.size(); }
    /// Steps over one emoji; false, and nobody knows where, when there is none.
    [[nodiscard]] bool emoji()
    {
        if (take(isRegional))
            return take(isRegional);
        if (take(isKeycapBase)) {
            (void)take(emojiStyle);
            return take(keycapMark);
        }
        do {
            if (!element())
                return false;
        } while (take(zwj));
        return true;
    }
    void blanks()
    {
        while (take([](char32_t c) { return QChar::isSpace(c); })) { }
    }

private:
    [[nodiscard]] bool element()
    {
        if (!take(isPictograph))
            return false;
        if (take(isSkinTone))
            return true;
        if (take(emojiStyle)) {
            (void)take(keycapMark);
            return true;
        }
        if (!take(isTag))
            return true;
        while (take(isTag)) { }
        return take(tagEnd);
    }

    template <typename Is>
    bool take(Is is)
    {
        const bool found = !atEnd() && is(char32_t(m_text[m_at]));
        m_at += found ? 1 : 0;
        return found;
    }
    bool take(char32_t wanted)
    {
        return take([wanted](char32_t c) { return c == wanted; });
    }

    const QList<uint> m_text;
    qsizetype m_at = 0;
};

} // namespace

bool isEmoji(QStringView text)
{
    if (text.isEmpty() || text.size() > 2 * Limits::emoji || !isScalarText(text))
        return false;
    EmojiReader reader(text);
    return codePointLength(text) <= Limits::emoji && reader.emoji() && reader.atEnd();
}

int countEmojiOnly(QStringView text, int limit)
{
    // Most texts are told by their length or their first letter.
    if (text.size() > qsizetype(limit) * 2 * Limits::emoji || text.isEmpty() || text.front().isLetter())
        return 0;
    EmojiReader reader(text);
    int count = 0;
    for (reader.blanks(); !reader.atEnd(); reader.blanks()) {
        if (++count > limit || !reader.emoji())
            return 0;
    }
    return count;
}

} // namespace confab
