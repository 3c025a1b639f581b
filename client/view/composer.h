// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace confab {

class ComposerBar;
class ComposerEdit;
class IconButton;
class Label;
class Preferences;
class Theme;

/// Where a message is written and sent from. Knows text only; what becomes of it is the ConversationView's.
class Composer final : public QWidget {
    Q_OBJECT

public:
    Composer(const Theme &theme, const Preferences &preferences, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;
    /// Puts `text` in place of what is written, without textEdited.
    void setText(const QString &text);
    /// Under the text, until it is changed.
    void showError(const QString &text);
    /// Why nothing can be written here; empty when something can.
    void setClosed(const QString &reason);
    void focusText();
    /// Says above the text what it is for, as ComposerBar does; a person can cancel it.
    void showContext(QLatin1StringView icon, const QString &title, const QString &text);
    void hideContext();
    /// Where the cursor is.
    void insertText(const QString &text);

Q_SIGNALS:
    void sendRequested(const QString &text);
    void textEdited();
    void contextCancelled();
    void editLastRequested();
    /// To the message before (-1) or after (1) the one that is answered.
    void replyStepRequested(int direction);
    /// The corner of the button, on the screen.
    void emojiRequested(QPoint corner);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build(const Preferences &preferences);
    void setMargins();
    void onTextChanged();
    void send();
    void updateState();

    const Theme &m_theme;
    ComposerBar *m_bar = nullptr;
    ComposerEdit *m_edit = nullptr;
    IconButton *m_emoji = nullptr;
    IconButton *m_send = nullptr;
    Label *m_counter = nullptr;
    Label *m_error = nullptr;
    bool m_isSetting = false;
};

} // namespace confab
