// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

namespace confab {

/// Asks before something that cannot be taken back, or that leaves Confab; or says what cannot be. Goes when
/// it closes.
class QuestionDialog final : public QDialog {
    Q_OBJECT

public:
    enum class Answer { Harmless, Dangerous, Only };

    /// `yes` is what the button says that does it; with Only there is no other.
    QuestionDialog(const QString &question, const QString &consequence, const QString &yes, Answer answer,
                   QWidget *parent);
};

} // namespace confab
