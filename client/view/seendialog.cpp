// SPDX-License-Identifier: Apache-2.0
#include "client/view/seendialog.h"

#include "client/store/account.h"
#include "client/store/groups.h"
#include "client/view/avatarpictures.h"
#include "client/view/errortext.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/sidebarlist.h"
#include "shared/core/limits.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QStringListModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr QSize usualSize{340, 420};

} // namespace

SeenDialog::SeenDialog(Account &account, const Theme &theme, const Chat &chat, Seq seq, QWidget *parent)
    : QDialog(parent)
    , m_account(account)
    , m_chat(chat)
    , m_seq(seq)
    , m_pictures(new AvatarPictures(account, this))
    , m_rows(new QStringListModel(this))
    , m_note(new Label(tr("Asking the server…"), Label::Size::Body, Label::Tone::Secondary, Label::Wrap::Yes))
{
    setObjectName(u"seenDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Seen by"));
    resize(usualSize);
    build(theme);
    connect(m_pictures, &AvatarPictures::changed, m_list->viewport(), qOverload<>(&QWidget::update));
    ask({});
}

SeenDialog::~SeenDialog()
{
    m_list->setModel(nullptr);
}

void SeenDialog::build(const Theme &theme)
{
    m_list = new SidebarList(
        theme, tr("Seen by"),
        [this](const QModelIndex &index) {
            SidebarRow row = SidebarRow::ofPerson(m_users.at(index.row()));
            row.picture = m_pictures->of(row.username, Metrics::rowAvatar, devicePixelRatioF());
            return row;
        },
        this);
    m_list->setObjectName(u"seenList"_s);
    m_list->setModel(m_rows);
    m_list->hide();
    m_note->setObjectName(u"seenNote"_s);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    const int margin = Metrics::large + Metrics::small;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(Metrics::medium);
    layout->addWidget(new Label(tr("Seen by"), Label::Size::Title));
    layout->addWidget(m_note);
    layout->addWidget(m_list, 1000);
    layout->addStretch(1);
    layout->addWidget(buttons);
}

void SeenDialog::ask(const QString &after)
{
    m_account.groups().seen(m_chat.id, m_seq, after, this,
                            [this](const Result<Page<User>> &page) { take(page); });
}

void SeenDialog::take(const Result<Page<User>> &page)
{
    if (!page) {
        m_note->setText(page.error().field == "network"_L1
                            ? tr("The server knows who has read it, and cannot be asked now.")
                            : errorText(page.error()));
        return;
    }
    m_users += page->items;
    QStringList names;
    for (const User &user : m_users)
        names.append(user.displayName);
    m_rows->setStringList(names);
    m_list->setVisible(!m_users.isEmpty());
    if (!page->next.isEmpty())
        return ask(page->next);
    showNote();
}

void SeenDialog::showNote()
{
    const QString text = m_users.isEmpty()
        ? tr("Nobody has read it yet.")
        : tr("%n of %1 other(s)", "how many have read it", int(m_users.size()))
              .arg(QLocale().toString(m_chat.memberCount - 1));
    // There marks are everybody's own, and only asked for.
    const QString whose = tr("In a group this large only those are shown who tell others what they have "
                             "read, and only while you do so too.");
    m_note->setText(m_chat.memberCount > Limits::sharedMarks ? text + u'\n' + whose : text);
}

} // namespace confab
