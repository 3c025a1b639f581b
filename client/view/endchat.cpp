// SPDX-License-Identifier: Apache-2.0
#include "client/view/endchat.h"

#include "client/store/account.h"
#include "client/store/activechat.h"
#include "client/view/errortext.h"
#include "client/view/questiondialog.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace confab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::EndChat)
};

void end(Account &account, ChatId chat, QWidget *window)
{
    account.active().end(chat, window, [window](const Result<void> &done) {
        if (done)
            return;
        auto *box = new QMessageBox(QMessageBox::Warning, Text::tr("Confab"), errorText(done.error()),
                                    QMessageBox::Ok, window);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
}

} // namespace

QString endChatText()
{
    return Text::tr("End conversation…");
}

bool canEndChat(Account &account, ChatId chat)
{
    return !chat.isNull() && account.active().chat() == chat;
}

void askToEndChat(Account &account, ChatId chat, QWidget *parent)
{
    QWidget *window = parent->window();
    const QString name = account.chat(chat).displayName;
    auto *dialog = new QuestionDialog(
        Text::tr("End the conversation with %1?").arg(name),
        Text::tr("Neither of you can write in it any more, and both are free for others. It stays to be "
                 "read, and can be started again."),
        Text::tr("End"), QuestionDialog::Answer::Harmless, window);
    QObject::connect(dialog, &QDialog::accepted, window,
                     [&account, chat, window] { end(account, chat, window); });
    dialog->open();
}

} // namespace confab
