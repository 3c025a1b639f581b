// SPDX-License-Identifier: Apache-2.0
#include "client/view/iconbutton.h"

#include "client/view/metrics.h"
#include "client/view/theme.h"

namespace confab {

IconButton::IconButton(const Theme &theme, QLatin1StringView icon, const QString &label, QWidget *parent,
                       Look look, IconDirection direction)
    : QToolButton(parent)
    , m_theme(theme)
    , m_icon(icon)
    , m_look(look)
    , m_direction(direction)
{
    setAutoRaise(true);
    setToolTip(label);
    setAccessibleName(label);
    setFocusPolicy(Qt::TabFocus);
    setIconSize({Metrics::icon, Metrics::icon});
    setFixedSize(Metrics::button, Metrics::button);
    connect(&theme, &Theme::changed, this, &IconButton::colour);
    colour();
}

void IconButton::colour()
{
    const Colors &colors = m_theme.colors();
    setIcon(lineIcon(m_icon, m_look == Look::Accent ? colors.accent : colors.secondary, colors.disabled,
                     m_direction));
}

} // namespace confab
