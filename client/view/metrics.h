// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFont>
#include <QStringList>

/// The distances everything is laid out by, in device-independent pixels, and the three sizes of text.
namespace confab::Metrics {

inline constexpr int unit = 4;
inline constexpr int small = 2 * unit;
inline constexpr int medium = 3 * unit;
inline constexpr int large = 4 * unit;

inline constexpr int radius = 8;
inline constexpr int bubbleRadius = 12;
inline constexpr int icon = 20;
inline constexpr int button = 36;

inline constexpr int rowAvatar = 40; ///< in the conversation list
inline constexpr int groupAvatar = 32; ///< beside a group of messages

inline constexpr int sidebar = 280;
inline constexpr int sidebarMin = 220;
inline constexpr int sidebarMax = 400;
inline constexpr int onePaneBelow = 640; ///< width of the window
inline constexpr int textColumns = 65; ///< the widest a message's text gets, in average characters

inline constexpr double captionScale = 0.85;
inline constexpr double titleScale = 1.25;

/// `font` by a factor, whether it is measured in points or in pixels.
[[nodiscard]] QFont scaled(QFont font, double factor);
[[nodiscard]] QFont caption(const QFont &font);
[[nodiscard]] QFont title(const QFont &font);
[[nodiscard]] QFont strong(QFont font);

/// Fonts that draw emoji in colour; a system has at most one of them.
[[nodiscard]] QStringList emojiFamilies();

} // namespace confab::Metrics
