// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"
#include "shared/protocol/conversationrequests.h"
#include "shared/protocol/page.h"

namespace confab {

class AuthorizedClient;

/// The calls about groups and who is in them. GUI thread; the client outlives it.
class GroupApi final {
public:
    explicit GroupApi(AuthorizedClient &client)
        : m_client(client)
    { }

    void create(const CreateGroupRequest &request, Answer<Conversation> done);
    void update(ConversationId group, const UpdateConversationRequest &request, Answer<Conversation> done);
    void setAvatar(ConversationId group, const QByteArray &picture, const QByteArray &mediaType,
                   Answer<Conversation> done);
    void removeAvatar(ConversationId group, Answer<Conversation> done);
    void add(ConversationId group, const QString &username, Answer<void> done);
    void setRole(ConversationId group, const QString &username, MemberRole role, Answer<void> done);
    void remove(ConversationId group, const QString &username, Answer<void> done);
    /// A page of those who have read that message; `after` is the cursor that the page before ends with.
    void seen(ConversationId group, Seq seq, const QString &after, Answer<Page<User>> done);

private:
    AuthorizedClient &m_client;
};

} // namespace confab
