// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/preferences.h"

#include <QPlainTextEdit>

namespace confab {

/// The text of a message while it is written: plain, as high as what is in it, up to eight lines.
class ComposerEdit final : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit ComposerEdit(const Preferences &preferences, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void sendRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void grow();
    [[nodiscard]] bool asksToSend(const QKeyEvent &event) const;
    [[nodiscard]] int heightOf(int lines) const;

    const Preferences &m_preferences;
};

} // namespace confab
