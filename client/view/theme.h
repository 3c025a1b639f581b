// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/colors.h"

#include <QObject>
#include <QPalette>

QT_FORWARD_DECLARE_CLASS(QApplication)

namespace confab {

/// How Confab looks: keeps the application's palette and style sheet at the light or the dark colours.
///
/// Made once by main.cpp, which hands it on; lives on the GUI thread and must outlive every view. Whatever
/// paints by itself reads colors() each time, and repaints on changed().
class Theme final : public QObject {
    Q_OBJECT

public:
    enum class Scheme { System, Light, Dark };
    Q_ENUM(Scheme)

    explicit Theme(QApplication &application);
    ~Theme() override;

    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    /// Takes effect at once, in every open window.
    void setScheme(Scheme scheme);

    [[nodiscard]] bool isDark() const { return m_isDark; }
    [[nodiscard]] const Colors &colors() const;

    /// `system`, `light` or `dark`, as the command line and the settings spell it.
    [[nodiscard]] static std::optional<Scheme> schemeFromName(QStringView name);
    [[nodiscard]] static QLatin1StringView nameOf(Scheme scheme);

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void followSystem();
    void apply();
    [[nodiscard]] bool systemIsDark() const;

    QApplication &m_application;
    QPalette m_systemPalette;
    Scheme m_scheme = Scheme::System;
    bool m_isDark = false;
};

} // namespace confab
