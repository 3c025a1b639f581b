// SPDX-License-Identifier: Apache-2.0
#include "client/view/notifier.h"

#include "client/desktop/notificationservice.h"
#include "client/store/account.h"
#include "client/store/messagetext.h"
#include "client/view/preferences.h"
#include "shared/core/clock.h"

using namespace Qt::StringLiterals;

namespace confab {

Notifier::Notifier(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Notifier::flush);
    connectParts();
}

Notifier::~Notifier()
{
    forgetAll();
}

void Notifier::connectParts()
{
    connect(&m_parts.account, &Account::messageArrived, this, &Notifier::note);
    connect(&m_parts.account, &Account::messageAmended, this, &Notifier::noteAmended);
    connect(&m_parts.account, &Account::cacheDropped, this, &Notifier::forgetAll);
    connect(&m_parts.account, &Account::chatChanged, this, &Notifier::forgetIfRead);
    connect(&m_parts.service, &NotificationService::activated, this, [this](qint64 key) {
        const ChatId chat(key > allKey ? key : allKey);
        Q_EMIT openRequested(m_parts.account.chat(chat).id);
    });
    connect(&m_parts.service, &NotificationService::readMarked, this, [this](qint64 key) {
        const Chat chat = m_parts.account.chat(ChatId(key));
        if (!chat.id.isNull())
            m_parts.account.markRead(chat.id, chat.lastSeq);
    });
    connect(&m_parts.service, &NotificationService::replied, this,
            [this](qint64 key, const QString &text) { reply(ChatId(key), text); });
}

void Notifier::note(ChatId chat, const Message &message)
{
    if (!isWanted(chat, message))
        return;
    News &news = m_news[chat];
    ++news.count;
    const Chat now = m_parts.account.chat(chat);
    news.texts[message.seq] = textOf(now, message);
    if (news.texts.size() > mostTexts)
        news.texts.erase(news.texts.begin());
    news.wasQuiet = isQuiet(now);
    flushSoon(chat);
}

void Notifier::noteAmended(ChatId chat, const Message &message)
{
    const auto found = m_news.find(chat);
    if (found == m_news.end() || !found->second.texts.contains(message.seq))
        return;
    News &news = found->second;
    if (!message.deleted) {
        news.texts[message.seq] = textOf(m_parts.account.chat(chat), message);
    } else {
        --news.count;
        news.texts.erase(message.seq);
        if (news.texts.empty())
            return forget(chat);
    }
    flushSoon(chat);
}

void Notifier::flushSoon(ChatId chat)
{
    m_changed.insert(chat);
    if (m_timer.isActive())
        return;
    // What comes in one go is shown in one go, and then there is a pause.
    const auto since
        = std::chrono::milliseconds(m_sinceFlush.isValid() ? m_sinceFlush.elapsed() : pause.count());
    m_timer.start(std::max(std::chrono::milliseconds(0), pause - since));
}

bool Notifier::isWanted(ChatId chat, const Message &message) const
{
    const auto quietUntil = m_parts.preferences.quietUntil();
    const bool isQuiet = quietUntil && *quietUntil > m_parts.clock.now();
    if (isQuiet || m_parts.preferences.notifications() == Preferences::Notifications::Off)
        return false;
    return message.kind == MessageKind::Text && !message.deleted
        && message.seq > m_parts.account.chat(chat).readSeq && !m_parts.isLookedAt(chat)
        && !m_parts.account.has(Relation::Block, message.sender);
}

bool Notifier::isQuiet(const Chat &chat) const
{
    return chat.archived || chat.isMuted(m_parts.clock.now());
}

void Notifier::flush()
{
    m_sinceFlush.start();
    const auto changed = std::exchange(m_changed, {});
    if (changed.size() > mostAtOnce)
        return showAll();
    for (const ChatId chat : changed)
        show(chat, m_news[chat]);
}

void Notifier::show(ChatId id, const News &news)
{
    const Chat chat = m_parts.account.chat(id);
    const bool showsText = m_parts.preferences.notifications() == Preferences::Notifications::WithText;
    const bool answers = chat.state == ConversationState::Open;
    m_parts.service.show(
        {.key = id.value(),
         .title = news.count > 1 ? tr("%1 (%2)", "a name and how many new messages")
                                       .arg(chat.displayName, QLocale().toString(news.count))
                                 : chat.displayName,
         .text = showsText ? news.texts.rbegin()->second : tr("%n new message(s)", nullptr, news.count),
         .answers = answers ? Notification::Answers::Yes : Notification::Answers::No});
}

void Notifier::showAll()
{
    int count = 0;
    for (const auto &[chat, news] : m_news)
        count += news.count;
    m_parts.service.show({.key = allKey,
                          .title = tr("%n new message(s)", nullptr, count),
                          .text = tr("in %n conversation(s)", nullptr, int(m_news.size()))});
}

void Notifier::forgetIfRead(ChatId id)
{
    const auto found = m_news.find(id);
    if (found == m_news.end())
        return;
    const Chat chat = m_parts.account.chat(id);
    const bool isStillNews = !chat.id.isNull() && !chat.isLeft()
        && chat.readSeq < found->second.texts.rbegin()->first && (!isQuiet(chat) || found->second.wasQuiet);
    if (!isStillNews)
        forget(id);
}

void Notifier::forget(ChatId id)
{
    m_news.erase(id);
    m_changed.remove(id);
    m_parts.service.close(id.value());
    if (m_news.empty())
        m_parts.service.close(allKey);
}

void Notifier::forgetAll()
{
    for (const auto &[chat, news] : m_news)
        m_parts.service.close(chat.value());
    m_news.clear();
    m_changed.clear();
    m_parts.service.close(allKey);
}

void Notifier::reply(ChatId id, const QString &text)
{
    const Chat chat = m_parts.account.chat(id);
    if (chat.id.isNull() || text.trimmed().isEmpty())
        return;
    if (m_parts.account.send(id, text)) {
        m_parts.account.markRead(id, chat.lastSeq);
        return;
    }
    // Too long, most likely. It is not lost: the person finds it where it was to go.
    const QString draft = m_parts.account.draft(id);
    m_parts.account.setDraft(id, draft.isEmpty() ? text : draft + u'\n' + text);
    Q_EMIT openRequested(id);
}

QString Notifier::textOf(const Chat &chat, const Message &message) const
{
    QString text = MessageText::fromBody(message.body).text.simplified();
    if (text.isEmpty() && message.attachments.size() == 1)
        text = message.attachments.first().name;
    else if (text.isEmpty())
        text = tr("%n file(s)", nullptr, int(message.attachments.size()));
    if (text.size() > longestText)
        text = text.left(longestText - 1) + u'…';
    if (!chat.isGroup())
        return text;
    const auto person = m_parts.account.person(message.sender);
    return tr("%1: %2", "who wrote it, and what").arg(person ? person->displayName : message.sender, text);
}

} // namespace confab
