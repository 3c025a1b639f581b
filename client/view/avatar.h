// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/user.h"

#include <QColor>
#include <QPixmap>

QT_FORWARD_DECLARE_CLASS(QPainter)

/// A person's picture; without one initials, on a colour that is the same on every machine.
namespace confab {

struct Colors;

/// One or two letters: of the first and the last word of `displayName`, else of `username`.
[[nodiscard]] QString initials(const QString &displayName, const QString &username);

/// Derived from the username alone; white text on it has a contrast of at least 4.5.
[[nodiscard]] QColor avatarColor(const QString &username);

/// What an avatar shows.
struct AvatarContent {
    QString username;
    QString displayName;
    std::optional<Presence> presence = {}; ///< no dot where it is not shared
    QPixmap picture = {}; ///< square; null for none
};

/// `ground` is what lies behind the avatar: the presence dot is cut out of it.
void paintAvatar(QPainter &painter, const QRect &rect, const AvatarContent &content, const Colors &colors,
                 const QColor &ground);

/// Where the presence dot of an avatar in `rect` stands: at its lower trailing edge.
[[nodiscard]] QRect presenceDot(const QRect &rect, Qt::LayoutDirection direction);

} // namespace confab
