// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIcon>
#include <QPixmap>

QT_FORWARD_DECLARE_CLASS(QPainter)

/// The line icons of resources/icons, drawn in any colour at any size.
namespace confab {

/// Which way an icon's drawing goes when text runs from right to left.
enum class IconDirection { Fixed, Mirrored };

/// The icon `name` as a square of `size` pixels independent of the device. Cached.
[[nodiscard]] QPixmap linePixmap(QLatin1StringView name, int size, const QColor &color, qreal deviceRatio,
                                 IconDirection direction = IconDirection::Fixed);

/// The icon `name` for a button, sharp at every size. `disabled` is its colour when the button is.
[[nodiscard]] QIcon lineIcon(QLatin1StringView name, const QColor &color, const QColor &disabled,
                             IconDirection direction = IconDirection::Fixed);

void paintIcon(QPainter &painter, const QRect &rect, QLatin1StringView name, const QColor &color,
               IconDirection direction = IconDirection::Fixed);

/// Confab's own.
[[nodiscard]] QIcon applicationIcon();

} // namespace confab
