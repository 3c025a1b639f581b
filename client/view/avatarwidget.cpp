// SPDX-License-Identifier: Apache-2.0
#include "client/view/avatarwidget.h"

#include "client/view/theme.h"

#include <QPainter>

namespace confab {
namespace {

constexpr int room = 2; ///< around the circle, for the presence dot's rim

} // namespace

AvatarWidget::AvatarWidget(const Theme &theme, int size, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedSize(size + 2 * room, size + 2 * room);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void AvatarWidget::setContent(const AvatarContent &content)
{
    m_content = content;
    update();
}

void AvatarWidget::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintAvatar(painter, rect().adjusted(room, room, -room, -room), m_content, m_theme.colors(),
                palette().color(backgroundRole()));
}

} // namespace confab
