// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"
#include "shared/protocol/page.h"
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

private:
    AuthorizedClient &m_client;
};

} // namespace confab
