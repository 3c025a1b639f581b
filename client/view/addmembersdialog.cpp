// SPDX-License-Identifier: Apache-2.0
#include "client/view/addmembersdialog.h"

#include "client/store/account.h"
#include "client/store/groups.h"
#include "client/view/errortext.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/peoplepicker.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr QSize usualSize{400, 500};
constexpr int narrowest = 300;

} // namespace

AddMembersDialog::AddMembersDialog(Account &account, const Theme &theme, const Chat &chat, QWidget *parent)
    : QDialog(parent)
    , m_account(account)
    , m_chat(chat)
    , m_people(new PeoplePicker(
          account, theme,
          [&account, id = chat.id](const QString &username) {
              return account.groups().isMember(id, username);
          },
          this))
    , m_error(new Label({}, Label::Size::Caption, Label::Tone::Danger, Label::Wrap::Yes, this))
    , m_add(new QPushButton(tr("Add"), this))
{
    setObjectName(u"addMembersDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Add people"));
    setMinimumWidth(narrowest);
    resize(usualSize);
    build();
    connect(m_people, &PeoplePicker::changed, this, &AddMembersDialog::update);
    connect(m_add, &QPushButton::clicked, this, &AddMembersDialog::addNext);
    update();
    m_people->setFocus();
}

void AddMembersDialog::build()
{
    m_error->setObjectName(u"addError"_s);
    m_error->hide();
    m_add->setObjectName(u"addMembers"_s);
    m_add->setProperty("primary", true);
    m_add->setAutoDefault(false); // Enter takes a person.
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_add, QDialogButtonBox::ActionRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    const int margin = Metrics::large + Metrics::small;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(Metrics::medium);
    layout->addWidget(new Label(tr("Add to “%1”", "a group").arg(m_chat.displayName), Label::Size::Title,
                                Label::Tone::Normal, Label::Wrap::Yes));
    layout->addWidget(new Label(m_chat.history == GroupHistory::All
                                    ? tr("They see all that was said before.")
                                    : tr("They see what is said from now on."),
                                Label::Size::Caption, Label::Tone::Secondary, Label::Wrap::Yes));
    layout->addWidget(m_people, 1);
    layout->addWidget(m_error);
    layout->addWidget(buttons);
}

void AddMembersDialog::addNext()
{
    const QStringList left = m_people->chosen();
    m_isAdding = !left.isEmpty();
    update();
    if (left.isEmpty())
        return accept();
    const QString username = left.first();
    m_error->hide();
    m_account.groups().add(m_chat.id, username, this, [this, username](const Result<void> &done) {
        if (done) {
            m_people->remove(username);
            return addNext();
        }
        m_isAdding = false;
        update();
        m_error->setText(tr("%1: %2", "a username, and why that person cannot be added")
                             .arg(u'@' + username, errorText(done.error())));
        m_error->show();
    });
}

void AddMembersDialog::update()
{
    m_people->setEnabled(!m_isAdding);
    m_add->setEnabled(!m_isAdding && !m_people->chosen().isEmpty());
}

} // namespace confab
