// SPDX-License-Identifier: Apache-2.0
#include "client/view/sidebar.h"

#include "client/store/account.h"
#include "client/store/conversationlistmodel.h"
#include "client/store/hitlistmodel.h"
#include "client/store/peoplelistmodel.h"
#include "client/view/avatarpictures.h"
#include "client/view/emptystate.h"
#include "client/view/iconbutton.h"
#include "client/view/mebutton.h"
#include "client/view/metrics.h"
#include "client/view/searchfield.h"
#include "client/view/searchfilters.h"
#include "client/view/searchmodel.h"
#include "client/view/sidebarlist.h"
#include "client/view/theme.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {

Sidebar::Sidebar(Account &account, const Theme &theme, QMenu *menu, QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_theme(theme)
    , m_pictures(new AvatarPictures(account, this))
    , m_found(new SearchModel(*account.conversations(), *account.people(), *account.foundMessages(), this))
{
    setObjectName(u"sidebar"_s);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    build(menu);
    connectSearch();

    connect(m_chats, &ChatLists::chosen, this, &Sidebar::chatChosen);
    connect(m_chats, &ChatLists::findPeopleRequested, this, &Sidebar::startConversation);
    connect(m_chats, &ChatLists::shownPeopleChanged, this, &Sidebar::shownPeopleChanged);
    connect(m_results, &SidebarList::shownChanged, this, &Sidebar::shownPeopleChanged);
    connect(&account, &Account::meChanged, this, &Sidebar::showMe);
    connect(m_pictures, &AvatarPictures::changed, this, [this] {
        m_chats->repaintRows();
        m_results->viewport()->update();
        showMe();
    });
    connect(&account, &Account::statusChanged, this, &Sidebar::showMe);
    setFocusProxy(m_chats);
    showMe();
    showPage();
}

void Sidebar::build(QMenu *menu)
{
    m_me = new MeButton(m_theme, menu, this);
    auto *compose = new IconButton(m_theme, "compose"_L1, tr("New conversation"), this);
    compose->setObjectName(u"composeButton"_s);
    connect(compose, &QToolButton::clicked, this, &Sidebar::startConversation);
    m_field = new SearchField(m_theme, this);
    m_filters = new SearchFilters(this);
    m_filters->hide();
    m_newGroup = new QPushButton(tr("New group…"), this);
    m_newGroup->setObjectName(u"newGroupButton"_s);
    m_newGroup->hide();
    connect(m_newGroup, &QPushButton::clicked, this, &Sidebar::newGroupRequested);

    m_chats = new ChatLists(m_account, m_theme, *m_pictures, this);
    m_results = new SidebarList(
        m_theme, tr("Search results"),
        [this](const QModelIndex &index) { return withPicture(m_found->rowAt(index.row())); }, this);
    m_results->setObjectName(u"searchResults"_s);
    m_results->setModel(m_found);
    m_results->setResizeMode(QListView::Adjust); // Notes take more lines in a narrow one.

    m_nothingFound = new EmptyState(m_theme, "search"_L1, this);

    m_pages = new QStackedWidget(this);
    for (QWidget *page : std::initializer_list<QWidget *>{m_chats, m_results, m_nothingFound})
        m_pages->addWidget(page);

    auto *top = new QHBoxLayout;
    top->setContentsMargins(Metrics::small, Metrics::small, Metrics::medium, 0);
    top->addWidget(m_me, 1);
    top->addWidget(compose);
    auto *search = new QHBoxLayout;
    search->setContentsMargins(Metrics::medium, Metrics::unit, Metrics::medium, Metrics::small);
    search->addWidget(m_field);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::unit);
    layout->addLayout(top);
    layout->addLayout(search);
    layout->addWidget(m_filters);
    auto *group = new QHBoxLayout;
    group->setContentsMargins(Metrics::medium, 0, Metrics::medium, Metrics::unit);
    group->addWidget(m_newGroup);
    layout->addLayout(group);
    layout->addWidget(m_pages, 1);
}

void Sidebar::connectSearch()
{
    connect(m_field, &QLineEdit::textEdited, this, &Sidebar::search);
    connect(m_filters, &SearchFilters::chosen, this, [this](MessageQuery::Filter filter) {
        addFilter(filter, filter == MessageQuery::Filter::Has ? MessageQuery::fileWord() : QString());
    });
    connect(m_field, &SearchField::steppedBy, this, [this](int rows) {
        if (!m_isSearching)
            search(m_field->text());
        m_results->step(rows);
    });
    connect(m_field, &SearchField::confirmed, this, [this] { chooseFound(m_results->currentIndex()); });
    connect(m_field, &SearchField::cancelled, this, &Sidebar::leaveSearch);
    connect(m_results, &SidebarList::chosen, this, &Sidebar::chooseFound);
    const auto update = [this] {
        if (m_isSearching && !m_results->currentIndex().isValid())
            m_results->selectRow(m_found->index(m_found->firstChoice(), 0));
        showPage();
    };
    connect(m_found, &QAbstractItemModel::modelReset, this, update);
    connect(m_found, &QAbstractItemModel::rowsInserted, this, update);
    connect(m_account.people(), &PeopleListModel::searchingChanged, this, update);
    connect(m_account.people(), &PeopleListModel::answered, this, update);
    connect(m_account.foundMessages(), &HitListModel::stateChanged, this, update);
}

void Sidebar::setCurrentChat(ChatId chat)
{
    m_chats->setCurrentChat(chat);
}

void Sidebar::focusSearch()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void Sidebar::openArchive()
{
    leaveSearch();
    m_chats->openArchive();
}

void Sidebar::searchIn(const Chat &chat)
{
    m_field->clear();
    addFilter(MessageQuery::Filter::In, (chat.username.isEmpty() ? chat.displayName : chat.username));
    m_field->insert(u" "_s);
}

void Sidebar::addFilter(MessageQuery::Filter filter, const QString &value)
{
    m_field->setText(MessageQuery::withFilter(m_field->text(), filter, value));
    m_field->setFocus(Qt::OtherFocusReason);
    m_field->end(false);
    search(m_field->text());
}

void Sidebar::startConversation()
{
    m_field->clear();
    search({});
    focusSearch();
}

bool Sidebar::leave()
{
    return leaveSearch() || m_chats->leaveArchive();
}

bool Sidebar::leaveSearch()
{
    if (!m_isSearching)
        return false;
    m_isSearching = false;
    m_field->clear();
    showPage();
    return true;
}

QStringList Sidebar::shownPeople() const
{
    if (m_pages->currentWidget() == m_results)
        return m_results->shown(SearchModel::UsernameRole);
    if (m_pages->currentWidget() == m_chats)
        return m_chats->shownPeople();
    return {};
}

void Sidebar::search(const QString &text)
{
    m_isSearching = true;
    m_results->selectRow({});
    m_found->setQuery(text);
    m_results->scrollToTop();
}

void Sidebar::chooseFound(const QModelIndex &index)
{
    if (!m_isSearching || !index.isValid() || !m_found->flags(index).testFlag(Qt::ItemIsSelectable))
        return;
    const auto kind = index.data(SearchModel::KindRole).value<SidebarRow::Kind>();
    if (kind == SidebarRow::Kind::More) {
        m_found->showAllPeople();
        return;
    }
    auto chat = index.data(SearchModel::ChatIdRole).value<ChatId>();
    if (kind == SidebarRow::Kind::Message) {
        // The results stay: the next one may be the one that was meant.
        Q_EMIT messageChosen(chat, Seq(index.data(SearchModel::SeqRole).toLongLong()));
        return;
    }
    if (chat.isNull())
        chat = m_account.chatWith(index.data(SearchModel::UsernameRole).toString());
    leaveSearch();
    Q_EMIT chatChosen(chat);
}

void Sidebar::showPage()
{
    QWidget *page = m_chats;
    if (m_isSearching && m_found->rowCount() > 0)
        page = m_results;
    else if (m_isSearching)
        page = m_nothingFound;
    updateNothingFound();
    m_filters->setVisible(m_isSearching && !m_field->text().isEmpty());
    m_newGroup->setVisible(m_isSearching && m_field->text().isEmpty());
    if (page == m_pages->currentWidget())
        return;
    m_pages->setCurrentWidget(page);
    Q_EMIT shownPeopleChanged();
}

void Sidebar::updateNothingFound()
{
    const auto *people = m_account.people();
    if (MessageQuery::parse(m_field->text()).hasFilters && m_account.foundMessages()->query().isEmpty())
        m_nothingFound->setContent(tr("Search in messages"),
                                   tr("Type at least two letters of what you are looking for."));
    else if (people->isSearching() || m_account.foundMessages()->isSearching())
        m_nothingFound->setContent(tr("Searching…"), {});
    else if (people->isLocal() || m_account.foundMessages()->isLocal())
        m_nothingFound->setContent(
            tr("Nothing found on this device"),
            tr("You are offline. With a network, everyone and everything on the server is found."));
    else if (m_field->text().isEmpty())
        m_nothingFound->setContent(tr("Nobody here yet"),
                                   tr("You are the first on this server. Tell others its address."));
    else
        m_nothingFound->setContent(tr("Nothing found"),
                                   tr("No name and no message contains this. Try a part of it."));
}

SidebarRow Sidebar::withPicture(SidebarRow row) const
{
    if (!row.username.isEmpty())
        row.picture = m_pictures->of(row.username, Metrics::rowAvatar, devicePixelRatioF());
    return row;
}

void Sidebar::showMe()
{
    const auto state = m_account.status().state;
    const bool connected
        = state == ConnectionStatus::State::Online || state == ConnectionStatus::State::Syncing;
    const User user = m_account.me().user;
    m_me->setUser(user, connected ? Presence::Online : Presence::Offline);
    m_me->setPicture(m_pictures->of(user.username, MeButton::avatarSize, devicePixelRatioF()));
}

} // namespace confab
