// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/avatar.h"

#include <QWidget>

namespace confab {

class Theme;

/// An avatar that stands by itself, outside a list.
class AvatarWidget final : public QWidget {
    Q_OBJECT

public:
    AvatarWidget(const Theme &theme, int size, QWidget *parent = nullptr);
    void setContent(const AvatarContent &content);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    AvatarContent m_content;
};

} // namespace confab
