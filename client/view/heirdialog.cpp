// SPDX-License-Identifier: Apache-2.0
#include "client/view/heirdialog.h"

#include "client/store/account.h"
#include "client/store/groups.h"
#include "client/store/memberlistmodel.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/searchfield.h"
#include "client/view/sidebarlist.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr QSize usualSize{380, 460};

} // namespace

HeirDialog::HeirDialog(Account &account, const Theme &theme, const Chat &chat, QWidget *parent)
    : QDialog(parent)
    , m_members(account.groups().openMembers(chat.id))
    , m_others(std::make_unique<QSortFilterProxyModel>())
    , m_search(new SearchField(theme, this))
{
    setObjectName(u"heirDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Leave the group"));
    resize(usualSize);
    m_others->setFilterRole(MemberListModel::SelfRole);
    m_others->setFilterFixedString(u"false"_s);
    m_others->setSourceModel(m_members.get());
    build(theme, chat.displayName);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_members->setQuery(text);
        m_list->selectRow(m_others->index(0, 0));
    });
    connect(m_search, &SearchField::steppedBy, m_list, &SidebarList::step);
    connect(m_search, &SearchField::cancelled, this, &QDialog::reject);
    m_list->selectRow(m_others->index(0, 0));
}

HeirDialog::~HeirDialog()
{
    m_list->setModel(nullptr);
}

void HeirDialog::build(const Theme &theme, const QString &title)
{
    m_search->setObjectName(u"heirSearch"_s);
    m_search->setPlaceholderText(tr("Find a member"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_list = new SidebarList(
        theme, tr("Members"), [](const QModelIndex &index) { return SidebarRow::ofMember(index); }, this);
    m_list->setObjectName(u"heirList"_s);
    m_list->setModel(m_others.get());
    auto *buttons = new QDialogButtonBox(this);
    auto *leave = new QPushButton(tr("Hand over and leave"), buttons);
    leave->setObjectName(u"leaveToHeir"_s);
    leave->setProperty("danger", true);
    leave->setAutoDefault(false);
    buttons->addButton(leave, QDialogButtonBox::ActionRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(leave, &QPushButton::clicked, this, &HeirDialog::take);
    auto *layout = new QVBoxLayout(this);
    const int margin = Metrics::large + Metrics::small;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(Metrics::medium);
    layout->addWidget(new Label(tr("Who owns “%1” after you?", "a group").arg(title), Label::Size::Title,
                                Label::Tone::Normal, Label::Wrap::Yes));
    layout->addWidget(new Label(tr("You are its only owner. Its messages go from all your devices, and only "
                                   "an owner can let you in again."),
                                Label::Size::Body, Label::Tone::Secondary, Label::Wrap::Yes));
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
}

void HeirDialog::take()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return;
    const QString username = index.data(MemberListModel::UsernameRole).toString();
    accept();
    Q_EMIT chosen(username);
}

} // namespace confab
