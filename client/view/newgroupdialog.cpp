// SPDX-License-Identifier: Apache-2.0
#include "client/view/newgroupdialog.h"

#include "client/store/account.h"
#include "client/store/groups.h"
#include "client/view/errortext.h"
#include "client/view/formfield.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/peoplepicker.h"
#include "shared/core/limits.h"
#include "shared/core/uuid7.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr QSize usualSize{400, 560};
constexpr int narrowest = 300;

} // namespace

NewGroupDialog::NewGroupDialog(Account &account, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_account(account)
    , m_clientId(newUuid7(SystemClock().now()))
    , m_title(new FormField(theme, u"groupTitle"_s, tr("Name of the group"), FormField::Kind::Text, this))
    , m_people(new PeoplePicker(
          account, theme, [](const QString &) { return false; }, this))
    , m_history(new QCheckBox(tr("Who joins later sees what was said before"), this))
    , m_error(new Label({}, Label::Size::Caption, Label::Tone::Danger, Label::Wrap::Yes, this))
    , m_create(new QPushButton(tr("Create"), this))
{
    setObjectName(u"newGroupDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("New group"));
    setMinimumWidth(narrowest);
    resize(usualSize);
    build();
    connect(m_title, &FormField::edited, this, [this] { setBusy(false); });
    connect(m_people, &PeoplePicker::changed, m_error, &QWidget::hide);
    connect(m_create, &QPushButton::clicked, this, &NewGroupDialog::create);
    setBusy(false);
    m_title->focusInput();
}

void NewGroupDialog::build()
{
    m_history->setObjectName(u"groupHistory"_s);
    m_error->setObjectName(u"groupError"_s);
    m_error->hide();
    m_create->setObjectName(u"createGroup"_s);
    m_create->setProperty("primary", true);
    m_create->setAutoDefault(false); // Enter takes a person.
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_create, QDialogButtonBox::ActionRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    const int margin = Metrics::large + Metrics::small;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(Metrics::medium);
    layout->addWidget(new Label(tr("New group"), Label::Size::Title));
    layout->addWidget(m_title);
    auto *members = new QVBoxLayout;
    members->setSpacing(Metrics::unit);
    members->addWidget(new Label(tr("Who is in it"), Label::Size::Caption, Label::Tone::Secondary));
    members->addWidget(m_people, 1);
    layout->addLayout(members, 1);
    layout->addWidget(m_history);
    layout->addWidget(m_error);
    layout->addWidget(buttons);
}

void NewGroupDialog::create()
{
    const CreateGroupRequest request{.title = m_title->value().trimmed(),
                                     .members = m_people->chosen(),
                                     .history
                                     = m_history->isChecked() ? GroupHistory::All : GroupHistory::Joined,
                                     .clientId = m_clientId};
    if (request.members.size() >= Limits::groupMembers)
        return showError({ErrorCode::ListFull, u"members"_s, {}});
    m_error->hide();
    setBusy(true);
    m_account.groups().create(request, this, [this](const Result<ChatId> &chat) {
        setBusy(false);
        if (!chat)
            return showError(chat.error());
        const ChatId made = *chat;
        accept();
        Q_EMIT created(made);
    });
}

void NewGroupDialog::showError(const Error &error)
{
    if (error.field == m_title->name() || error.field == "title"_L1) {
        m_title->setError(errorText(error));
        m_title->focusInput();
        return;
    }
    m_error->setText(errorText(error));
    m_error->show();
}

void NewGroupDialog::setBusy(bool busy)
{
    m_create->setEnabled(!busy && !m_title->value().trimmed().isEmpty());
    m_title->setEnabled(!busy);
    m_people->setEnabled(!busy);
    m_history->setEnabled(!busy);
}

} // namespace confab
