// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

namespace confab {

/// Asks before somebody is blocked, and says what that means. Accepted: block.
class BlockDialog final : public QDialog {
    Q_OBJECT

public:
    explicit BlockDialog(const QString &displayName, QWidget *parent = nullptr);
};

} // namespace confab
