// SPDX-License-Identifier: Apache-2.0
#include "client/view/composerfiles.h"

#include "client/store/account.h"
#include "client/store/fileshelf.h"
#include "client/view/composer.h"
#include "client/view/composeredit.h"
#include "client/view/drophint.h"
#include "client/view/questiondialog.h"

#include <QDateTime>
#include <QDropEvent>
#include <QFile>
#include <QImage>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace confab {

ComposerFiles::ComposerFiles(Account &account, const Theme &theme, Composer &composer, QWidget &view)
    : QObject(&view)
    , m_account(account)
    , m_composer(composer)
    , m_view(view)
    , m_hint(new DropHint(theme, &view))
{
    view.setAcceptDrops(true);
    view.installEventFilter(this);
    composer.setFileLimit([this] { return m_account.largestFile(); });
    connect(&composer, &Composer::picturePasted, this, &ComposerFiles::attachPicture);
    connect(&composer, &Composer::longTextPasted, this, &ComposerFiles::offerFile);
    connect(&composer, &Composer::fileRemoved, this, &ComposerFiles::remove);
}

void ComposerFiles::open(ChatId chat)
{
    if (!m_chat.isNull())
        m_waiting.insert(m_chat, m_composer.files());
    m_chat = chat;
    m_composer.setFiles(m_waiting.take(chat));
}

void ComposerFiles::discard()
{
    open({});
    for (const QList<OutgoingFile> &files : std::as_const(m_waiting))
        std::for_each(files.begin(), files.end(), remove);
    m_waiting.clear();
}

void ComposerFiles::remove(const OutgoingFile &file)
{
    if (file.owner == OutgoingFile::Owner::Confab)
        QFile::remove(file.path);
}

bool ComposerFiles::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
        enter(*static_cast<QDragEnterEvent *>(event));
        return true;
    case QEvent::DragLeave:
        m_hint->hide();
        return true;
    case QEvent::Drop:
        drop(*static_cast<QDropEvent *>(event));
        return true;
    default:
        return QObject::eventFilter(watched, event);
    }
}

void ComposerFiles::enter(QDragEnterEvent &event)
{
    const bool isTaken = m_composer.takesFiles() && !localFiles(*event.mimeData()).isEmpty();
    event.setAccepted(isTaken);
    if (!isTaken)
        return;
    event.acceptProposedAction();
    m_hint->showOver(m_view.rect());
}

void ComposerFiles::drop(QDropEvent &event)
{
    m_hint->hide();
    event.acceptProposedAction();
    m_composer.addFiles(localFiles(*event.mimeData()));
}

void ComposerFiles::attachPicture(const QImage &picture)
{
    const auto path = m_account.files()->newPath(u".png"_s);
    const QString now = QDateTime::currentDateTime().toString(u"yyyy-MM-dd HH.mm.ss"_s);
    if (path && picture.save(*path, "PNG"))
        m_composer.addMadeFile(*path, tr("Picture %1.png").arg(now));
    else
        m_composer.showError(tr("The picture could not be stored on this device."));
}

void ComposerFiles::offerFile(const QString &text)
{
    auto *question
        = new QuestionDialog(tr("Send this text as a file?"), tr("It is longer than a message can be."),
                             tr("As a file"), QuestionDialog::Answer::Harmless, m_view.window());
    connect(question, &QDialog::accepted, this, [this, text] { attachText(text); });
    connect(question, &QDialog::rejected, this, [this, text] { m_composer.insertText(text); });
    question->open();
}

void ComposerFiles::attachText(const QString &text)
{
    const auto path = m_account.files()->newPath(u".txt"_s);
    QFile file(path ? *path : QString());
    const QByteArray bytes = text.toUtf8();
    if (path && file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush())
        m_composer.addMadeFile(*path, tr("Text.txt"));
    else
        m_composer.showError(tr("The text could not be stored on this device."));
}

} // namespace confab
