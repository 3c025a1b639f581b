// SPDX-License-Identifier: Apache-2.0
#include "client/view/groupactions.h"

#include "client/store/account.h"
#include "client/store/groups.h"
#include "client/view/addmembersdialog.h"
#include "client/view/errortext.h"
#include "client/view/heirdialog.h"
#include "client/view/picturedialog.h"
#include "client/view/questiondialog.h"
#include "client/view/renamedialog.h"

#include <QFileDialog>

using namespace Qt::StringLiterals;

namespace confab {

GroupActions::GroupActions(Account &account, const Theme &theme, QWidget *parent)
    : QObject(parent)
    , m_account(account)
    , m_theme(theme)
    , m_window(parent)
{ }

std::function<void(Result<void>)> GroupActions::finished(ChatId chat)
{
    Q_EMIT failed(chat, {});
    m_busy.insert(chat);
    Q_EMIT busyChanged(chat);
    return [this, chat](const Result<void> &done) {
        m_busy.remove(chat);
        Q_EMIT busyChanged(chat);
        if (!done)
            Q_EMIT failed(chat, errorText(done.error()));
    };
}

void GroupActions::rename()
{
    (new RenameDialog(m_account, m_theme, m_chat, m_window))->open();
}

void GroupActions::choosePicture()
{
    auto *dialog
        = new QFileDialog(m_window, tr("Choose a picture"), {}, tr("Pictures (*.png *.jpg *.jpeg *.webp)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, chat = m_chat.id](const QString &path) { usePicture(chat, path); });
    dialog->open();
}

void GroupActions::usePicture(ChatId chat, const QString &path)
{
    const QImage image = PictureDialog::read(path);
    if (image.isNull()) {
        Q_EMIT failed(chat, tr("This is no picture that can be read."));
        return;
    }
    auto *dialog = new PictureDialog(image, m_theme, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Picture of the group"));
    connect(dialog, &QDialog::accepted, this, [this, dialog, chat] {
        const PictureFile file = dialog->picture();
        m_account.groups().setPicture(chat, file.data, file.mediaType, this, finished(chat));
    });
    dialog->open();
}

void GroupActions::removePicture()
{
    m_account.groups().removePicture(m_chat.id, this, finished(m_chat.id));
}

void GroupActions::setHistory(GroupHistory history)
{
    m_account.groups().setHistory(m_chat.id, history, this, finished(m_chat.id));
}

void GroupActions::addMembers()
{
    (new AddMembersDialog(m_account, m_theme, m_chat, m_window))->open();
}

void GroupActions::setRole(const QString &username, MemberRole role)
{
    m_account.groups().setRole(m_chat.id, username, role, this, finished(m_chat.id));
}

void GroupActions::removeMember(const QString &username, const QString &displayName)
{
    auto *question = new QuestionDialog(
        tr("Remove %1 from the group?").arg(displayName),
        tr("%1 will not see any more what is written here, nor what was written before.").arg(displayName),
        tr("Remove"), QuestionDialog::Answer::Dangerous, m_window);
    connect(question, &QDialog::accepted, this, [this, username, chat = m_chat.id] {
        m_account.groups().remove(chat, username, this, finished(chat));
    });
    question->open();
}

void GroupActions::leave()
{
    if (!m_account.groups().needsHeir(m_chat.id))
        return askToLeave();
    auto *dialog = new HeirDialog(m_account, m_theme, m_chat, m_window);
    connect(dialog, &HeirDialog::chosen, this, [this, chat = m_chat.id](const QString &heir) {
        m_account.groups().leave(chat, heir, this, finished(chat));
    });
    dialog->open();
}

void GroupActions::askToLeave()
{
    auto *question
        = new QuestionDialog(tr("Leave “%1”?", "a group").arg(m_chat.displayName),
                             tr("Its messages go from all your devices. Only an owner can let you in again."),
                             tr("Leave"), QuestionDialog::Answer::Dangerous, m_window);
    connect(question, &QDialog::accepted, this,
            [this, chat = m_chat.id] { m_account.groups().leave(chat, {}, this, finished(chat)); });
    question->open();
}

} // namespace confab
