// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QDialog>
#include <QStringList>

QT_FORWARD_DECLARE_CLASS(QPushButton)

namespace confab {

class Label;

/// Shows new recovery codes, the one time they can be seen. Closes only when the person says they are kept.
class RecoveryCodesDialog final : public QDialog {
    Q_OBJECT

public:
    RecoveryCodesDialog(QStringList codes, QString username, QWidget *parent = nullptr);

    void reject() override;
    /// Writes the codes to a file that only its owner can read.
    Result<void> saveTo(const QString &path) const;

private:
    void build();
    [[nodiscard]] QWidget *codeTable();
    [[nodiscard]] QString asText() const;
    void copy();
    void save();

    const QStringList m_codes;
    const QString m_username;
    Label *m_notice = nullptr;
    QPushButton *m_done = nullptr;
};

} // namespace confab
