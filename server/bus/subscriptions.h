// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/id.h"

#include <QList>
#include <QSet>

#include <chrono>
#include <functional>
#include <vector>

namespace confab {

/// Whose channels this node listens to: those of everybody who has a socket here, from before the socket is
/// welcomed to some time after the last one went, so that who comes and goes costs nothing.
///
/// Keeps account; what is to be said to Redis it answers. Used by one thread.
class Subscriptions {
public:
    using Moment = std::chrono::steady_clock::time_point;
    using Then = std::function<void()>;

    enum class Step { Subscribe, Wait, Done };
    /// Somebody is coming: what is to be done about it. Wait says that it has been asked for, Done that it is
    /// there.
    [[nodiscard]] Step add(AccountId account, Moment now);
    /// Has `then` called when an account that was added is confirmed.
    void wait(AccountId account, Then then);
    /// Redis has it; what waited for it.
    [[nodiscard]] std::vector<Then> confirm(AccountId account);
    /// What has waited for longer than patience.
    [[nodiscard]] std::vector<Then> takeImpatient(Moment now);
    /// Nothing is subscribed any more; all that waited.
    [[nodiscard]] std::vector<Then> reset();
    /// Those that are not `here` and were not asked for lately; they are forgotten.
    [[nodiscard]] QList<AccountId> dropUnused(const QSet<AccountId> &here, Moment now);

    [[nodiscard]] QList<AccountId> accounts() const { return m_entries.keys(); }
    [[nodiscard]] bool isComplete() const { return m_unconfirmed == 0; }

    static constexpr std::chrono::seconds keepFor{60};
    /// Redis answers in less than a millisecond; who comes does not wait for more than this.
    static constexpr std::chrono::seconds patience{1};

private:
    struct Entry {
        bool isConfirmed = false;
        Moment askedAt;
        std::vector<Then> waiting = {};
    };

    QHash<AccountId, Entry> m_entries;
    qsizetype m_unconfirmed = 0;
    QSet<AccountId> m_waiting; ///< those with something in `waiting`
};

} // namespace confab
