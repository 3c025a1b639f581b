// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/chat.h"
#include "shared/protocol/message.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <map>

namespace confab {

class Account;
class Clock;
class NotificationService;
class Preferences;

/// Tells a person of messages that come while they are not looked at: one notification a conversation, which
/// changes as more come and goes when they are read, here or elsewhere. Whoever is flooded sees one a second
/// change, and no more than `mostAtOnce` come together; of more there is one for all. What is deleted or
/// edited is not to be read here any longer.
///
/// What is muted or archived Account::messageArrived leaves out; nor is anything told of blocked people, and
/// while the person wants quiet. Belongs to the Shell; GUI thread; all that it is given outlives it.
class Notifier final : public QObject {
    Q_OBJECT

public:
    struct Parts {
        Account &account;
        const Preferences &preferences;
        NotificationService &service;
        const Clock &clock;
        std::function<bool(ChatId)> isLookedAt;
    };
    static constexpr std::chrono::milliseconds pause{1000};
    static constexpr int mostAtOnce = 5;
    static constexpr qint64 allKey = 0; ///< of the notification for all
    static constexpr int longestText = 300;
    static constexpr int mostTexts = 50; ///< of one conversation that are kept, the newest

    explicit Notifier(Parts parts, QObject *parent = nullptr);
    ~Notifier() override;

Q_SIGNALS:
    /// A null one is about several: the window is enough.
    void openRequested(confab::ChatId chat);

private:
    struct News {
        int count = 0; ///< since the last look
        std::map<Seq, QString> texts = {}; ///< the newest of them; the last one is shown
        bool wasQuiet = false; ///< muted or archived when it came, and told of all the same
    };

    void connectParts();
    void note(ChatId chat, const Message &message);
    [[nodiscard]] bool isWanted(ChatId chat, const Message &message) const;
    [[nodiscard]] bool isQuiet(const Chat &chat) const;
    void noteAmended(ChatId chat, const Message &message);
    void flushSoon(ChatId chat);
    void flush();
    void show(ChatId chat, const News &news);
    void showAll();
    void forgetIfRead(ChatId chat);
    void forget(ChatId chat);
    void forgetAll();
    void reply(ChatId chat, const QString &text);
    [[nodiscard]] QString textOf(const Chat &chat, const Message &message) const;

    const Parts m_parts;
    std::map<ChatId, News> m_news; ///< shown, or about to be
    QSet<ChatId> m_changed; ///< of these, what is not shown as it is
    QTimer m_timer;
    QElapsedTimer m_sinceFlush;
};

} // namespace confab
