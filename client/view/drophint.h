// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace confab {

class Theme;

/// Says, over a conversation, that what is held over it can be let go there.
class DropHint final : public QWidget {
    Q_OBJECT

public:
    explicit DropHint(const Theme &theme, QWidget *parent);

    void showOver(const QRect &place);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace confab
