// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"
#include "shared/protocol/page.h"
#include "shared/protocol/relation.h"
#include "shared/protocol/user.h"

namespace confab {

class AuthorizedClient;

/// The calls about other people. GUI thread; the client outlives it.
class PeopleApi final {
public:
    explicit PeopleApi(AuthorizedClient &client)
        : m_client(client)
    { }

    /// One page of those whose name holds `query`; `after` is the cursor of the page before.
    void find(const QString &query, const QString &after, Answer<Page<User>> done);
    void user(const QString &username, Answer<User> done);
    /// The picture of that name.
    void avatar(const QString &name, Answer<QByteArray> done);
    /// What follows from these comes as an `account` frame.
    void add(Relation relation, const QString &username, Answer<void> done);
    void remove(Relation relation, const QString &username, Answer<void> done);

private:
    AuthorizedClient &m_client;
};

} // namespace confab
