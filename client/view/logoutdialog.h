// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

QT_FORWARD_DECLARE_CLASS(QCheckBox)

namespace confab {

/// Asks whether one really wants to log out, and what becomes of what is on this device.
class LogOutDialog final : public QDialog {
    Q_OBJECT

public:
    /// `queued` messages have not gone out yet.
    LogOutDialog(int queued, QWidget *parent);
    [[nodiscard]] bool removesData() const;

private:
    QCheckBox *m_remove;
};

} // namespace confab
