// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"
#include "client/connection/scheduler.h"
#include "client/store/chat.h"
#include "client/store/confablink.h"
#include "shared/protocol/user.h"

#include <QObject>

namespace confab {

class LocalStore;

/// Where a link leads on this device.
struct LinkedPlace {
    ChatId chat;
    Seq message = {}; ///< 0: the conversation as such

    bool operator==(const LinkedPlace &) const = default;
};

/// Finds what a link to this account's server leads to: at once where this device has it, else when the
/// account is in step with the server, and no later than `patience`.
///
/// Whatever is not there and whatever may not be seen are one answer, NotFound, so that a link tells nobody
/// which of them it is. A link to an invitation leads nowhere here. One question at a time: a newer one makes
/// the one before stale, and it is not heard. Part of an Account; GUI thread; everything given outlives it.
class LinkResolver final : public QObject {
public:
    static constexpr std::chrono::seconds patience{20};
    struct Ways {
        std::function<void(const QString &username, Answer<User> done)> askPerson;
        std::function<ChatId(const QString &username)> chatWith; ///< made when there is none
    };

    LinkResolver(LocalStore &store, Ways ways, Scheduler &scheduler);
    ~LinkResolver() override;

    void resolve(const ConfabLink::Target &target, Answer<LinkedPlace> done);
    /// Whether this device has what the server has.
    void setInStep(bool inStep);

private:
    struct Question;
    [[nodiscard]] std::optional<LinkedPlace> find(const ConfabLink::Target &target) const;
    void decide();
    void ask(const QString &username);
    void answer(const Result<LinkedPlace> &place);

    LocalStore &m_store;
    const Ways m_ways;
    Scheduler &m_scheduler;
    bool m_isInStep = false;
    quint64 m_asked = 0; ///< counts the questions: what is about an older one is stale
    std::unique_ptr<Question> m_question; ///< that waits for its answer
};

} // namespace confab
