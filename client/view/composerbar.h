// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace confab {

class ElidedLabel;
class Theme;

/// Above the text that is being written: which message it answers or replaces, and a way out of that.
class ComposerBar final : public QWidget {
    Q_OBJECT

public:
    explicit ComposerBar(const Theme &theme, QWidget *parent = nullptr);

    /// `icon` is one of resources/icons.
    void show(QLatin1StringView icon, const QString &title, const QString &text);

Q_SIGNALS:
    void cancelled();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QLatin1StringView m_icon;
    ElidedLabel *m_title;
    ElidedLabel *m_text;
};

} // namespace confab
