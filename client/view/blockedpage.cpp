// SPDX-License-Identifier: Apache-2.0
#include "client/view/blockedpage.h"

#include "client/store/account.h"
#include "client/view/avatarwidget.h"
#include "client/view/errortext.h"
#include "client/view/label.h"
#include "client/view/metrics.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {

BlockedPage::BlockedPage(Account &account, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_theme(theme)
    , m_message(new Label({}, Label::Size::Body, Label::Tone::Secondary, Label::Wrap::Yes, this))
    , m_rows(new QVBoxLayout)
{
    setObjectName(u"blockedPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(Metrics::large);
    layout->addWidget(m_message);
    layout->addSpacing(Metrics::small);
    layout->addLayout(m_rows);
    connect(&account, &Account::relationsChanged, this, &BlockedPage::showAll);
    showAll();
}

void BlockedPage::showAll()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    const QList<User> blocked = m_account.related(Relation::Block);
    m_message->setText(
        blocked.isEmpty()
            ? tr("You have blocked nobody. You can block a person in the details of a conversation.")
            : tr("Neither of you can write to the other or sees whether the other is online."));
    for (const User &user : blocked)
        m_rows->addWidget(row(user));
}

QWidget *BlockedPage::row(const User &user)
{
    auto *row = new QWidget(this);
    auto *avatar = new AvatarWidget(m_theme, Metrics::groupAvatar, row);
    avatar->setContent({user.username, user.displayName});
    auto *name = new ElidedLabel(Label::Size::Body, Label::Tone::Normal, row);
    name->setFullText(user.displayName);
    auto *username = new ElidedLabel(Label::Size::Caption, Label::Tone::Secondary, row);
    username->setFullText(u'@' + user.username);
    auto *unblock = new QPushButton(tr("Unblock"), row);
    unblock->setAccessibleName(tr("Unblock %1").arg(user.displayName));
    connect(unblock, &QPushButton::clicked, this, [this, name = user.username] { this->unblock(name); });
    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addWidget(name);
    lines->addWidget(username);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::medium);
    layout->addWidget(avatar);
    layout->addLayout(lines, 1);
    layout->addWidget(unblock);
    return row;
}

void BlockedPage::unblock(const QString &username)
{
    m_account.remove(Relation::Block, username, this, [this](const Result<void> &done) {
        if (!done)
            m_message->setText(errorText(done.error()));
    });
}

} // namespace confab
