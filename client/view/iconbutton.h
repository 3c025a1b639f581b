// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/icons.h"

#include <QToolButton>

namespace confab {

class Theme;

/// A square button that shows one line icon. `label` is what it is called: to the hand its tool tip, to a
/// screen reader its name.
class IconButton final : public QToolButton {
    Q_OBJECT

public:
    enum class Look { Plain, Accent };

    IconButton(const Theme &theme, QLatin1StringView icon, const QString &label, QWidget *parent = nullptr,
               Look look = Look::Plain, IconDirection direction = IconDirection::Fixed);

private:
    void colour();

    const Theme &m_theme;
    const QLatin1StringView m_icon;
    const Look m_look;
    const IconDirection m_direction;
};

} // namespace confab
