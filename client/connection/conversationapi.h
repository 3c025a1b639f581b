// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"
#include "shared/protocol/conversationrequests.h"
#include "shared/protocol/page.h"

namespace confab {

class AuthorizedClient;

/// The calls about conversations and their messages. GUI thread; the client outlives it.
class ConversationApi final {
public:
    explicit ConversationApi(AuthorizedClient &client)
        : m_client(client)
    { }

    void sync(const SyncRequest &request, Answer<SyncAnswer> done);
    void changes(ConversationId conversation, Change since, Answer<Changes> done);
    /// The page before `before`, in seq order; the last page where that is 0.
    void messages(ConversationId conversation, Seq before, int limit, Answer<Page<Message>> done);
    /// A page of the messages that contain `text`, the latest first; `before` is the cursor of the page
    /// after.
    void search(const QString &text, const QString &before, Answer<Page<Message>> done);
    void conversation(ConversationId conversation, Answer<Conversation> done);
    void update(ConversationId conversation, const UpdateConversationRequest &request,
                Answer<Conversation> done);

private:
    AuthorizedClient &m_client;
};

} // namespace confab
