// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/view/connectiontext.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QPushButton)
QT_FORWARD_DECLARE_CLASS(QTimer)

namespace confab {

class Clock;
class Label;
class Theme;

/// Says at the top of the window that the server is out of reach, what will become of waiting messages, and
/// when it is tried again. Not there while all is well, nor for the blink of a quick reconnect.
class OfflineBar final : public QWidget {
    Q_OBJECT

public:
    /// `clock` outlives it.
    OfflineBar(const Clock &clock, const Theme &theme, QWidget *parent = nullptr);

    void setStatus(const ConnectionStatus &status);

Q_SIGNALS:
    void tryNowRequested();
    void logInRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showContent();
    void act();

    const Clock &m_clock;
    const Theme &m_theme;
    ConnectionStatus m_status;
    ConnectionText m_content;
    Label *m_text;
    QPushButton *m_action;
    QTimer *m_second; ///< counts down to the next attempt
    QTimer *m_patience; ///< before connecting is worth a word
};

} // namespace confab
