// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

namespace confab {

/// All keyboard shortcuts at a glance.
class ShortcutsDialog final : public QDialog {
    Q_OBJECT

public:
    explicit ShortcutsDialog(QWidget *parent);
};

} // namespace confab
