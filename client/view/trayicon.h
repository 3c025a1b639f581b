// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMenu>
#include <QSystemTrayIcon>

namespace confab {

class Clock;
class Preferences;
class Theme;

/// Confab among the small icons of the desktop, where it has such: a mark when something is unread, and a
/// menu to open the window, to be left alone, and to quit. Outlives the windows; GUI thread.
class TrayIcon final : public QObject {
    Q_OBJECT

public:
    TrayIcon(Preferences &preferences, const Theme &theme, const Clock &clock);

    [[nodiscard]] QSystemTrayIcon &icon() { return m_icon; }
    [[nodiscard]] QMenu &menu() { return m_menu; }
    /// Whether the desktop shows it: then a window that hides can be found again.
    [[nodiscard]] bool isThere() const { return m_icon.isVisible(); }
    void setUnread(int unread);
    /// The icon as it is with that much unread.
    [[nodiscard]] QIcon drawn(int unread) const;

Q_SIGNALS:
    void openRequested();
    void quitRequested();

private:
    void fill();

    Preferences &m_preferences;
    const Theme &m_theme;
    const Clock &m_clock;
    QMenu m_menu;
    QSystemTrayIcon m_icon;
    int m_unread = -1;
};

} // namespace confab
