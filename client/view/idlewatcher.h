// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>

namespace confab {

/// Whether somebody sits at this device and uses Confab: true from a key, a click, the wheel or a touch in
/// any of its windows, false `awayAfter` the last of them, and so after its windows were left.
///
/// Sees the application's own events only, which every platform has; lives on the GUI thread.
class IdleWatcher final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::minutes awayAfter{5};

    explicit IdleWatcher(QObject *parent = nullptr);

    [[nodiscard]] bool isActive() const { return m_isActive; }
    /// Replaces `awayAfter`.
    void setPatience(std::chrono::milliseconds patience);

Q_SIGNALS:
    void activeChanged(bool active);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void noteInput();
    void setActive(bool active);

    QTimer m_timer;
    bool m_isActive = true;
};

} // namespace confab
