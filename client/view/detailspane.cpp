// SPDX-License-Identifier: Apache-2.0
#include "client/view/detailspane.h"

#include "client/store/account.h"
#include "client/view/avatarwidget.h"
#include "client/view/blockdialog.h"
#include "client/view/chatbuttons.h"
#include "client/view/endchat.h"
#include "client/view/errortext.h"
#include "client/view/iconbutton.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/panelayout.h"
#include "client/view/timetext.h"

#include <QPushButton>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace confab {

DetailsPane::DetailsPane(Account &account, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_theme(theme)
    , m_avatar(new AvatarWidget(theme, avatarSize, this))
    , m_close(new IconButton(theme, "close"_L1, tr("Close the details"), this))
    , m_name(new Label({}, Label::Size::Title, Label::Tone::Normal, Label::Wrap::Yes, this))
    , m_username(new Label({}, Label::Size::Caption, Label::Tone::Secondary, Label::Wrap::No, this))
    , m_presence(new Label({}, Label::Size::Caption, Label::Tone::Secondary, Label::Wrap::Yes, this))
    , m_status(new Label({}, Label::Size::Body, Label::Tone::Normal, Label::Wrap::Yes, this))
    , m_blocked(new Label({}, Label::Size::Caption, Label::Tone::Secondary, Label::Wrap::Yes, this))
    , m_own(new ChatButtons(account, theme, this))
    , m_contact(new QPushButton(this))
    , m_block(new QPushButton(this))
    , m_end(new QPushButton(endChatText(), this))
    , m_error(new Label({}, Label::Size::Caption, Label::Tone::Danger, Label::Wrap::Yes, this))
    , m_minute(new QTimer(this))
{
    setObjectName(u"detailsPane"_s);
    m_close->setObjectName(u"closeDetails"_s);
    m_status->setObjectName(u"personStatus"_s);
    m_contact->setObjectName(u"contactButton"_s);
    m_block->setObjectName(u"blockButton"_s);
    m_end->setObjectName(u"endButton"_s);
    m_error->setObjectName(u"detailsError"_s);
    m_error->hide();
    build();
    connect(m_close, &QToolButton::clicked, this, &DetailsPane::closeRequested);
    connect(m_own, &ChatButtons::filesRequested, this, &DetailsPane::filesRequested);
    connect(m_end, &QPushButton::clicked, this, [this] { askToEndChat(m_account, m_chat.id, this); });
    connect(m_contact, &QPushButton::clicked, this, &DetailsPane::changeContact);
    connect(m_block, &QPushButton::clicked, this, &DetailsPane::changeBlock);
    connect(m_minute, &QTimer::timeout, this, &DetailsPane::showPresence);
    m_minute->start(1min);
}

void DetailsPane::build()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(Metrics::unit);
    column->addWidget(m_avatar, 0, Qt::AlignHCenter);
    column->addSpacing(Metrics::small);
    for (Label *label : {m_name, m_username, m_presence, m_status}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(label);
    }
    column->addSpacing(Metrics::large);
    column->addWidget(m_end);
    column->addSpacing(Metrics::small);
    column->addWidget(m_own);
    column->addSpacing(Metrics::large);
    column->addWidget(m_contact);
    column->addSpacing(Metrics::unit);
    column->addWidget(m_block);
    column->addWidget(m_blocked);
    column->addWidget(m_error);
    column->addStretch();
    layOutPane(*this, *m_close, column);
}

void DetailsPane::show(const Chat &chat, const std::optional<User> &person, const QPixmap &picture)
{
    if (chat.username != m_chat.username) {
        m_error->hide();
        setBusy(false);
    }
    m_chat = chat;
    m_person = person;
    m_own->show(chat);
    m_end->setVisible(canEndChat(m_account, chat.id));
    const bool isBlocked = m_account.has(Relation::Block, chat.username);
    m_avatar->setContent(
        {chat.username, chat.displayName, person ? person->presence : std::nullopt, picture});
    m_name->setText(chat.displayName);
    m_username->setText(u'@' + chat.username);
    const QString status = person ? person->status.value_or(QString()) : QString();
    m_status->setText(status);
    m_status->setVisible(!status.isEmpty());
    m_contact->setText(m_account.has(Relation::Contact, chat.username) ? tr("Remove from contacts")
                                                                       : tr("Add to contacts"));
    m_block->setText(isBlocked ? tr("Unblock") : tr("Block…"));
    if (m_block->property("danger") != QVariant(!isBlocked)) {
        m_block->setProperty("danger", !isBlocked);
        m_block->style()->unpolish(m_block); // A style sheet looks at properties once.
        m_block->style()->polish(m_block);
    }
    m_contact->setVisible(!person || !person->deleted);
    m_block->setVisible(!person || !person->deleted);
    m_blocked->setText(tr("You blocked this person: neither of you can write to the other."));
    m_blocked->setVisible(isBlocked);
    showPresence();
}

void DetailsPane::showPresence()
{
    QString text;
    if (m_person)
        text = TimeText().presence(m_person->presence,
                                   m_person->lastSeenAt ? toDateTime(*m_person->lastSeenAt) : QDateTime());
    m_presence->setText(text);
    m_presence->setVisible(!text.isEmpty());
}

std::function<void(Result<void>)> DetailsPane::finished(const QString &username)
{
    if (username == m_chat.username) {
        m_error->hide();
        setBusy(true);
    }
    return [this, username](const Result<void> &done) {
        if (username != m_chat.username)
            return; // Another person is shown by now.
        setBusy(false);
        if (done)
            return;
        m_error->setText(errorText(done.error()));
        m_error->show();
    };
}

void DetailsPane::setBusy(bool busy)
{
    m_contact->setEnabled(!busy);
    m_block->setEnabled(!busy);
}

void DetailsPane::changeContact()
{
    if (m_account.has(Relation::Contact, m_chat.username))
        m_account.remove(Relation::Contact, m_chat.username, this, finished(m_chat.username));
    else
        m_account.add(Relation::Contact, m_chat.username, this, finished(m_chat.username));
}

void DetailsPane::changeBlock()
{
    if (m_account.has(Relation::Block, m_chat.username)) {
        m_account.remove(Relation::Block, m_chat.username, this, finished(m_chat.username));
        return;
    }
    auto *dialog = new BlockDialog(m_chat.displayName, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, username = m_chat.username] {
        m_account.add(Relation::Block, username, this, finished(username));
    });
    dialog->open();
}

} // namespace confab
