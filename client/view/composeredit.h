// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/preferences.h"

#include <QImage>
#include <QPlainTextEdit>

namespace confab {

/// The text of a message while it is written: plain, as high as what is in it, up to eight lines.
class ComposerEdit final : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit ComposerEdit(const Preferences &preferences, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    /// Whether Esc is for this text's purpose, and not for the window.
    void setTakesEscape(bool takes) { m_takesEscape = takes; }

Q_SIGNALS:
    void filesPasted(const QStringList &paths);
    void picturePasted(const QImage &picture);
    /// One that no message can hold; it is not put in.
    void longTextPasted(const QString &text);
    void sendRequested();
    void escaped();
    /// Up was pressed where nothing is written.
    void upPressed();
    /// Ctrl with up (-1) or down (1).
    void steppedBy(int direction);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void grow();
    [[nodiscard]] bool asksToSend(const QKeyEvent &event) const;
    [[nodiscard]] int heightOf(int lines) const;

    [[nodiscard]] bool steers(const QKeyEvent &event);

    const Preferences &m_preferences;
    bool m_takesEscape = false;
};

/// The files of this machine that are dragged or were copied.
[[nodiscard]] QStringList localFiles(const QMimeData &data);

} // namespace confab
