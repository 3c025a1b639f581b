// SPDX-License-Identifier: Apache-2.0
#include "client/view/conversationview.h"

#include "client/store/account.h"
#include "client/store/activechat.h"
#include "client/store/fileshelf.h"
#include "client/store/groups.h"
#include "client/store/memberlistmodel.h"
#include "client/store/messagelistmodel.h"
#include "client/view/announcement.h"
#include "client/view/avatarpictures.h"
#include "client/view/blockedbar.h"
#include "client/view/chatdetails.h"
#include "client/view/composer.h"
#include "client/view/composeredit.h"
#include "client/view/composerfiles.h"
#include "client/view/composerpurpose.h"
#include "client/view/conversationheader.h"
#include "client/view/emojipicker.h"
#include "client/view/emptystate.h"
#include "client/view/endedbar.h"
#include "client/view/errortext.h"
#include "client/view/jumpbutton.h"
#include "client/view/mentioncompleter.h"
#include "client/view/messageactions.h"
#include "client/view/messageattachments.h"
#include "client/view/messageview.h"
#include "client/view/metrics.h"
#include "client/view/preferences.h"

#include <QEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace confab {
namespace {

constexpr auto draftPause = 400ms; ///< between the last key and the draft on disk
constexpr int narrowestBeside = 380; ///< what is left of a conversation beside its details

} // namespace

ConversationView::ConversationView(Account &account, const Theme &theme, Preferences &preferences,
                                   QWidget *parent)
    : QWidget(parent)
    , m_account(account)
    , m_theme(theme)
    , m_pictures(new AvatarPictures(account, this))
    , m_draftTimer(new QTimer(this))
{
    setObjectName(u"conversationView"_s);
    m_draftTimer->setSingleShot(true);
    build(preferences);
    m_view->attachments().setShelf(account.files());
    connectParts();
    connectAccount();
    open({});
}

ConversationView::~ConversationView()
{
    m_files->discard();
    m_view->showMessages(nullptr, {});
    m_view->attachments().setShelf(nullptr);
}

void ConversationView::build(Preferences &preferences)
{
    m_open = new QWidget(this);
    m_header = new ConversationHeader(m_theme, m_open);
    m_view = new MessageView(m_theme, m_open);
    m_view->setPictures(m_pictures);
    m_noMessages = new EmptyState(m_theme, "wave"_L1, m_open);
    m_composer = new Composer(m_theme, preferences, m_open);
    m_purpose = new ComposerPurpose(m_account, *m_composer, this);
    m_actions = new MessageActions(m_account, m_theme, preferences, *m_view);
    connect(m_actions, &MessageActions::confabLinkActivated, this, &ConversationView::confabLinkActivated);
    m_jump = new JumpButton(m_theme, m_view);
    m_jump->hide();
    m_files = new ComposerFiles(m_account, m_theme, *m_composer, *this);
    m_pages = new QStackedWidget(m_open);
    m_pages->addWidget(m_view);
    m_pages->addWidget(m_noMessages);

    auto *inside = new QVBoxLayout(m_open);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(0);
    inside->addWidget(m_header);
    inside->addSpacing(1); // The line under the header, see paintEvent.
    inside->addWidget(m_pages, 1);
    inside->addWidget(m_composer);
    m_blocked = new BlockedBar(m_account, m_theme, m_open);
    inside->addWidget(m_blocked);
    m_ended = new EndedBar(m_account, m_theme, m_open);
    inside->addWidget(m_ended);
    m_mentions = new MentionCompleter(m_theme, *m_pictures, m_composer->edit(), *m_composer, m_open);
    m_details = new ChatDetails(m_account, m_theme, *m_pictures, this);

    m_noChat = new EmptyState(m_theme, "chat"_L1, this);
    m_noChat->setContent(tr("Choose a conversation"), tr("Or press Ctrl+K and type a name."));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1); // The line before the details, see paintEvent.
    layout->addWidget(m_open, 1);
    layout->addWidget(m_details);
    layout->addWidget(m_noChat, 1);
}

void ConversationView::connectParts()
{
    connect(m_composer, &Composer::sendRequested, this, &ConversationView::send);
    connect(m_composer, &Composer::textEdited, this, &ConversationView::onTextEdited);
    connect(m_draftTimer, &QTimer::timeout, this, &ConversationView::saveDraft);
    connect(m_jump, &QAbstractButton::clicked, m_view, &MessageView::scrollToNewest);
    connect(m_view, &MessageView::atNewestChanged, this, &ConversationView::placeJumpButton);
    connect(m_view, &MessageView::shownChanged, this, &ConversationView::markRead);
    connect(m_view, &MessageView::replyRequested, m_purpose, &ComposerPurpose::replyTo);
    connect(m_view, &MessageView::editRequested, m_purpose, &ComposerPurpose::edit);
    connect(m_purpose, &ComposerPurpose::chosen, m_view, &MessageView::showMessage);
    connect(m_composer, &Composer::emojiRequested, this, [this](QPoint corner) {
        m_actions->picker().ask(corner, [this](const QString &emoji) { m_composer->insertText(emoji); });
    });
    connect(m_view, &MessageView::tryAgainRequested, this, [this](const QUuid &id) { m_account.retry(id); });
    connect(m_view, &MessageView::deleteRequested, this, [this](const QUuid &id) { m_account.discard(id); });
    connect(m_ended, &EndedBar::chatRequested, this, &ConversationView::chatRequested);
    connect(m_header, &ConversationHeader::detailsRequested, this, &ConversationView::toggleDetails);
    connect(m_details, &ChatDetails::closeRequested, this, &ConversationView::closeDetails);
    connect(m_details, &ChatDetails::messageRequested, this, [this](Seq message) {
        if (!m_open->isVisible()) // The details cover it.
            closeDetails();
        m_view->showMessage(message);
    });
    connect(m_details, &ChatDetails::chatRequested, this, &ConversationView::chatRequested);
    connect(m_details, &ChatDetails::shownPeopleChanged, this, &ConversationView::shownPeopleChanged);
    m_view->installEventFilter(this);
}

void ConversationView::connectAccount()
{
    connect(&m_account, &Account::chatChanged, this, [this](ChatId chat) {
        if (chat == m_chat)
            showChat();
    });
    connect(&m_account.active(), &ActiveChat::changed, this, [this] {
        // Where nothing else is looked at, the one conversation that there can be is.
        const ChatId active = m_account.active().chat();
        if (!m_chat.isNull())
            showChat();
        else if (!active.isNull())
            Q_EMIT chatRequested(active);
    });
    connect(&m_account, &Account::personChanged, this, [this](const QString &username) {
        if (m_account.chat(m_chat).username == username)
            showChat();
    });
    // Queued: the rows follow the store after this.
    connect(&m_account, &Account::messageArrived, this, &ConversationView::announceArrived,
            Qt::QueuedConnection);
    connect(&m_account, &Account::typingChanged, this, [this](ChatId chat) {
        if (chat == m_chat)
            m_header->setTyping(m_account.isTyping(chat));
    });
    connect(m_pictures, &AvatarPictures::changed, this, [this] {
        m_view->viewport()->update();
        if (!m_chat.isNull())
            showChat();
    });
    connect(&m_account, &Account::statusChanged, this, [this] {
        if (m_account.status().state == ConnectionStatus::State::Online)
            m_view->retryLoading();
    });
}

void ConversationView::open(ChatId chat, Seq message)
{
    const QScopedValueRollback opening(m_isOpening, true);
    if (chat != m_chat || chat.isNull())
        openChat(chat);
    if (message != Seq())
        m_view->showMessage(message);
    m_isOpening = false;
    if (const Chat now = m_account.chat(m_chat); now.markedUnread)
        m_account.markRead(m_chat, now.readSeq); // It is looked at: no reminder is needed.
    markRead();
}

void ConversationView::openChat(ChatId chat)
{
    saveDraft();
    m_view->showMessages(nullptr, {});
    m_view->setAccessibleDescription({}); // What was announced here last.
    m_purpose->open({}, nullptr);
    m_mentions->setMembers(nullptr);
    m_messages.reset();
    m_chat = chat;
    m_actions->setChat(chat);
    m_files->open(chat);
    m_noChat->setVisible(chat.isNull());
    placeDetails();
    if (chat.isNull())
        return;
    m_messages = m_account.openMessages(chat);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_messages.get(), signal, this, &ConversationView::showPage);
    connect(m_messages.get(), &QAbstractItemModel::modelReset, this, &ConversationView::showPage);
    connect(m_messages.get(), &MessageListModel::loadingOlderChanged, this, &ConversationView::showPage);
    if (m_account.chat(chat).isGroup())
        m_mentions->setMembers(m_account.groups().openMembers(chat));
    m_purpose->open(chat, m_messages.get());
    m_composer->showError({});
    m_header->setTyping(m_account.isTyping(chat));
    showChat();
    showPage();
    m_view->showMessages(m_messages.get(), m_account.chat(chat).displayName);
    placeJumpButton();
}

QStringList ConversationView::shownPeople() const
{
    return m_details->shownPeople();
}

void ConversationView::focusComposer()
{
    if (!m_chat.isNull())
        m_composer->focusText();
}

void ConversationView::saveDraft()
{
    m_draftTimer->stop();
    if (!m_chat.isNull() && m_account.draft(m_chat) != m_purpose->draft())
        m_account.setDraft(m_chat, m_purpose->draft());
}

void ConversationView::showChat()
{
    const Chat chat = m_account.chat(m_chat);
    const auto person = m_account.person(chat.username);
    m_header->show(chat, person, m_pictures->of(chat.username, Metrics::button, devicePixelRatioF()));
    m_details->show(chat);
    m_view->setPeer(chat.displayName);
    m_view->setGroup(chat.isGroup());
    const bool isBlocked = m_blocked->show(chat);
    // Who is blocked has to be unblocked first, whatever else there is.
    const bool isEnded = m_ended->show(chat) && !isBlocked;
    m_ended->setVisible(isEnded);
    const bool isWritten = !isBlocked && !isEnded;
    m_view->setReadOnly(!isWritten || chat.state == ConversationState::Closed);
    m_composer->setVisible(isWritten);
    if (chat.isLeft())
        m_noMessages->setContent(tr("You are not in “%1” any more", "a group").arg(chat.displayName),
                                 tr("You left or were removed. Its messages are no longer on this device; an "
                                    "owner of the group can add you again."));
    else
        m_noMessages->setContent(tr("Say hello to %1").arg(chat.displayName),
                                 chat.isGroup() ? tr("There are no messages yet.")
                                                : tr("There are no messages between you yet."));
    m_composer->setClosed(chat.isLeft() ? tr("You are not in this group any more") : QString());
    m_jump->setUnread(chat.unread);
    placeDetails();
}

void ConversationView::showPage()
{
    const bool empty = !m_messages || (m_messages->rowCount() == 0 && !m_messages->isLoadingOlder());
    m_pages->setCurrentWidget(empty ? static_cast<QWidget *>(m_noMessages) : m_view);
}

void ConversationView::send(const QString &text)
{
    const auto outcome = m_purpose->finish(text);
    if (!outcome) {
        m_composer->showError(errorText(outcome.error()));
        return;
    }
    saveDraft();
    if (*outcome == ComposerPurpose::Outcome::Edited)
        return;
    m_view->scrollToNewest();
    Q_EMIT sent();
}

void ConversationView::onTextEdited()
{
    m_draftTimer->start(draftPause);
    if (!m_composer->text().isEmpty())
        m_account.notifyTyping(m_chat);
}

/// Read is what a person can have seen: on the screen, in a window that is in use.
void ConversationView::markRead()
{
    if (m_isOpening || !m_messages || !isVisible() || !window()->isActiveWindow())
        return;
    const Seq seen = m_view->lastSeenSeq();
    if (seen > m_account.chat(m_chat).readSeq)
        m_account.markRead(m_chat, seen);
}

void ConversationView::announceArrived(ChatId chat, const Message &message)
{
    const int row = chat == m_chat && m_messages && isVisible() ? m_messages->rowOf(message.seq) : -1;
    if (row >= 0)
        announce(*m_view, spokenText(m_view->row(row).item));
}

void ConversationView::placeJumpButton()
{
    m_jump->setVisible(!m_view->isAtNewest());
    m_jump->setUnread(m_account.chat(m_chat).unread);
    const QRect inside
        = m_view->viewport()->rect().adjusted(Metrics::medium, 0, -Metrics::medium, -Metrics::medium);
    m_jump->setGeometry(
        QStyle::alignedRect(layoutDirection(), Qt::AlignRight | Qt::AlignBottom, m_jump->size(), inside));
    m_jump->raise();
}

void ConversationView::toggleDetails()
{
    m_showsDetails = !m_showsDetails;
    placeDetails();
}

bool ConversationView::closeDetails()
{
    const bool wereOpen = std::exchange(m_showsDetails, false) && !m_chat.isNull();
    placeDetails();
    return wereOpen;
}

void ConversationView::placeDetails()
{
    const bool isOpen = !m_chat.isNull();
    const bool isBeside = width() >= narrowestBeside + ChatDetails::widthBeside;
    const bool showsDetails = isOpen && m_showsDetails && !m_account.chat(m_chat).isLeft();
    m_details->setMaximumWidth(isBeside ? ChatDetails::widthBeside : QWIDGETSIZE_MAX);
    m_details->setMinimumWidth(isBeside ? ChatDetails::widthBeside : 0);
    m_open->setVisible(isOpen && (isBeside || !showsDetails));
    m_details->setVisible(showsDetails);
    m_header->setDetails(showsDetails);
    Q_EMIT shownPeopleChanged();
    update();
}

bool ConversationView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::Resize)
        placeJumpButton();
    return QWidget::eventFilter(watched, event);
}

bool ConversationView::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    // A window passes this on to its children; ActivationChange it keeps to itself.
    if (event->type() == QEvent::WindowActivate)
        markRead();
    return done;
}

void ConversationView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        placeJumpButton();
}

void ConversationView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeDetails();
}

void ConversationView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    markRead();
}

void ConversationView::paintEvent(QPaintEvent *)
{
    if (m_open->isHidden())
        return;
    QPainter painter(this);
    const QColor line = m_theme.colors().separator;
    painter.fillRect(QRect(m_open->x(), m_header->geometry().bottom() + 1, m_open->width(), 1), line);
    if (m_details->isVisible()) {
        const int x = isRightToLeft() ? m_details->geometry().right() + 1 : m_details->x() - 1;
        painter.fillRect(QRect(x, 0, 1, height()), line);
    }
}

} // namespace confab
