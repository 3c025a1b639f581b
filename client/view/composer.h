// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/outgoingfile.h"

#include <QImage>
#include <QWidget>

#include <functional>

namespace confab {

class ComposerBar;
class ComposerEdit;
class IconButton;
class Label;
class PendingFiles;
struct PendingFile;
class Preferences;
class Theme;

/// Where a message is written and sent from: its text and the files beside it. What becomes of them is the
/// ConversationView's.
class Composer final : public QWidget {
    Q_OBJECT

public:
    Composer(const Theme &theme, const Preferences &preferences, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;
    /// What goes out with it.
    [[nodiscard]] const QList<OutgoingFile> &files() const;
    void setFiles(const QList<OutgoingFile> &files);
    void addFiles(const QStringList &paths);
    /// One that Confab made, and removes again, under another name than it has here.
    void addMadeFile(const QString &path, const QString &name);
    /// Says how many bytes a file may have; nothing when nobody knows. Larger ones are not taken.
    using FileLimit = std::function<std::optional<qint64>()>;
    void setFileLimit(FileLimit limit) { m_fileLimit = std::move(limit); }
    [[nodiscard]] bool takesFiles() const;
    /// Whether what is written may be nothing at all: the text beside a file that was sent already.
    enum class Needs { Content, Nothing };
    void setNeeds(Needs needs);
    /// Puts `text` in place of what is written, without textEdited.
    void setText(const QString &text);
    /// Under the text, until it is changed.
    void showError(const QString &text);
    /// Why nothing can be written here; empty when something can.
    void setClosed(const QString &reason);
    void focusText();
    [[nodiscard]] ComposerEdit &edit() { return *m_edit; }
    /// Says above the text what it is for, as ComposerBar does; a person can cancel it.
    void showContext(QLatin1StringView icon, const QString &title, const QString &text);
    void hideContext();
    /// Where the cursor is.
    void insertText(const QString &text);

Q_SIGNALS:
    void sendRequested(const QString &text);
    /// A picture was pasted, that is no file yet.
    void picturePasted(const QImage &picture);
    /// A text was pasted that no message can hold.
    void longTextPasted(const QString &text);
    /// A file is not going out, after all.
    void fileRemoved(const confab::OutgoingFile &file);
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
    void chooseFiles();
    /// Why it cannot go out; empty when it can, and is there.
    [[nodiscard]] QString add(const PendingFile &pending);
    void updateState();

    const Theme &m_theme;
    ComposerBar *m_bar = nullptr;
    ComposerEdit *m_edit = nullptr;
    IconButton *m_emoji = nullptr;
    IconButton *m_send = nullptr;
    IconButton *m_attach = nullptr;
    PendingFiles *m_files = nullptr;
    FileLimit m_fileLimit = [] { return std::nullopt; };
    Needs m_needs = Needs::Content;
    QString m_folder; ///< where files were chosen last
    Label *m_counter = nullptr;
    Label *m_error = nullptr;
    bool m_isSetting = false;
};

} // namespace confab
