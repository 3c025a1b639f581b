// SPDX-License-Identifier: Apache-2.0
#include "client/view/colors.h"

#include <algorithm>
#include <cmath>

namespace confab {
namespace {

/// Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
double luminance(const QColor &color)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

const Colors &lightColors()
{
    static const Colors colors{.window = QColor(0xFFFFFF),
                               .sidebar = QColor(0xF5F6F8),
                               .raised = QColor(0xFFFFFF),
                               .text = QColor(0x16181D),
                               .secondary = QColor(0x5B6270),
                               .disabled = QColor(0x9AA1AD),
                               .separator = QColor(0xE3E6EB),
                               .accent = QColor(0x2F5FDE),
                               .onAccent = QColor(0xFFFFFF),
                               .accentTint = QColor(0xE4ECFF),
                               .bubble = QColor(0xF0F2F5),
                               .online = QColor(0x1F9D55),
                               .away = QColor(0xC98A04),
                               .danger = QColor(0xC93434),
                               .warning = QColor(0x9A6700)};
    return colors;
}

const Colors &darkColors()
{
    static const Colors colors{.window = QColor(0x1B1D21),
                               .sidebar = QColor(0x141619),
                               .raised = QColor(0x24272C),
                               .text = QColor(0xECEEF2),
                               .secondary = QColor(0xA5ADBA),
                               .disabled = QColor(0x6B7280),
                               .separator = QColor(0x2E3238),
                               .accent = QColor(0x7FA2FF),
                               .onAccent = QColor(0x0E1422),
                               .accentTint = QColor(0x26324F),
                               .bubble = QColor(0x282B31),
                               .online = QColor(0x3CC47A),
                               .away = QColor(0xE0B03A),
                               .danger = QColor(0xF07171),
                               .warning = QColor(0xE0B03A)};
    return colors;
}

double contrast(const QColor &one, const QColor &other)
{
    const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
    return (lighter + 0.05) / (darker + 0.05);
}

QColor mixed(const QColor &ground, const QColor &over, double amount)
{
    const auto channel
        = [amount](int under, int above) { return int(std::lround(under * (1 - amount) + above * amount)); };
    return QColor(channel(ground.red(), over.red()), channel(ground.green(), over.green()),
                  channel(ground.blue(), over.blue()));
}

} // namespace confab
