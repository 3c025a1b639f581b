// SPDX-License-Identifier: Apache-2.0
#include "client/view/memberspanel.h"

#include "client/store/account.h"
#include "client/store/groups.h"
#include "client/store/memberlistmodel.h"
#include "client/view/accessiblerows.h"
#include "client/view/avatarpictures.h"
#include "client/view/groupactions.h"
#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/searchfield.h"
#include "client/view/sidebarlist.h"
#include "client/view/tooltiptext.h"

#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr int searchedFrom = 8; ///< members, from which on it is worth looking for one
constexpr int smallestList = 172;

} // namespace

MembersPanel::MembersPanel(Account &account, const Theme &theme, GroupActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_theme(theme)
    , m_actions(actions)
    , m_pictures(new AvatarPictures(account, this))
    , m_rows(new AccessibleRows(
          [](const QModelIndex &index) { return spokenText(SidebarRow::ofMember(index)); }, this,
          [](const QModelIndex &index) { return toolTipText(index.data().toString()); }))
    , m_title(new Label({}, Label::Size::Strong, Label::Tone::Normal, Label::Wrap::No, this))
    , m_add(new QPushButton(tr("Add…"), this))
    , m_search(new SearchField(theme, this))
{
    setObjectName(u"membersPanel"_s);
    build();
    connect(m_add, &QPushButton::clicked, this, [this] { m_actions.addMembers(); });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (m_members)
            m_members->setQuery(text);
        Q_EMIT shownPeopleChanged();
    });
    connect(m_search, &SearchField::steppedBy, m_list, &SidebarList::step);
    connect(m_search, &SearchField::cancelled, m_search, &QLineEdit::clear);
    connect(m_list, &SidebarList::menuRequested, this, &MembersPanel::openMenu);
    connect(m_list, &SidebarList::chosen, this, [this](const QModelIndex &index) {
        openMenu(index, m_list->viewport()->mapToGlobal(m_list->visualRect(index).center()));
    });
    connect(m_list, &SidebarList::shownChanged, this, &MembersPanel::shownPeopleChanged);
    connect(m_pictures, &AvatarPictures::changed, m_list->viewport(), qOverload<>(&QWidget::update));
}

MembersPanel::~MembersPanel()
{
    m_list->setModel(nullptr);
}

void MembersPanel::build()
{
    m_add->setObjectName(u"addMembersButton"_s);
    m_add->setProperty("link", true);
    m_add->setAccessibleName(tr("Add people to the group"));
    m_search->setObjectName(u"memberSearch"_s);
    m_search->setPlaceholderText(tr("Find a member"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_list = new SidebarList(
        m_theme, tr("Members"), [this](const QModelIndex &index) { return rowOf(index); }, this);
    m_list->setObjectName(u"memberList"_s);
    m_list->setUniformItemSizes(true);
    m_list->setModel(m_rows);
    m_list->setMinimumHeight(smallestList);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_add);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::small);
    layout->addLayout(top);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
}

void MembersPanel::show(const Chat &chat)
{
    const bool isOther = chat.id != m_chat.id;
    m_chat = chat;
    if (isOther)
        openModel();
    m_title->setText(tr("%n member(s)", nullptr, chat.memberCount));
    m_add->setVisible(chat.isOwned);
    m_search->setVisible(chat.memberCount >= searchedFrom || !m_search->text().isEmpty());
}

void MembersPanel::openModel()
{
    auto members = m_account.groups().openMembers(m_chat.id);
    m_rows->setSourceModel(members.get());
    m_members = std::move(members);
    m_search->clear();
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_members.get(), signal, this, &MembersPanel::shownPeopleChanged);
    Q_EMIT shownPeopleChanged();
}

QStringList MembersPanel::shownPeople() const
{
    return isVisible() && m_members ? m_list->shown(MemberListModel::UsernameRole) : QStringList();
}

SidebarRow MembersPanel::rowOf(const QModelIndex &index) const
{
    SidebarRow row = SidebarRow::ofMember(index);
    row.picture = m_pictures->of(row.username, Metrics::rowAvatar, devicePixelRatioF());
    return row;
}

void MembersPanel::openMenu(const QModelIndex &index, QPoint place)
{
    const bool isSelf = index.data(MemberListModel::SelfRole).toBool();
    const QString username = index.data(MemberListModel::UsernameRole).toString();
    auto *menu = new QMenu(this);
    menu->setObjectName(u"memberMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!isSelf)
        menu->addAction(tr("Write a message"), this, [this, username] { Q_EMIT writeRequested(username); });
    if (m_chat.isOwned)
        addOwnersWays(*menu, index);
    if (menu->isEmpty())
        delete menu;
    else
        menu->popup(place);
}

void MembersPanel::addOwnersWays(QMenu &menu, const QModelIndex &index)
{
    const QString username = index.data(MemberListModel::UsernameRole).toString();
    const QString name = index.data(MemberListModel::DisplayNameRole).toString();
    if (index.data(MemberListModel::OwnerRole).toBool())
        menu.addAction(tr("Not an owner any more"), &m_actions,
                       [this, username] { m_actions.setRole(username, MemberRole::Member); });
    else
        menu.addAction(tr("Make an owner"), &m_actions,
                       [this, username] { m_actions.setRole(username, MemberRole::Owner); });
    if (!index.data(MemberListModel::SelfRole).toBool())
        menu.addAction(tr("Remove from the group…"), &m_actions,
                       [this, username, name] { m_actions.removeMember(username, name); });
}

} // namespace confab
