// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"
#include "client/connection/messagerange.h"
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
    /// In seq order; `next` is empty where there is nothing before them.
    void messages(ConversationId conversation, const MessageRange &range, Answer<Page<Message>> done);
    /// What is searched for; what is not given is anything.
    struct Search {
        QString text;
        std::optional<ConversationId> conversation = {};
        QString from = {}; ///< the sender
        std::optional<Timestamp> before = {};
        std::optional<Timestamp> after = {}; ///< at this time or later
        bool hasFile = false; ///< only messages that hold one
    };
    /// A page of the messages that contain it, the latest first; `next` is the cursor that the page before
    /// ends with.
    void search(const Search &search, const QString &next, Answer<Page<Message>> done);
    void conversation(ConversationId conversation, Answer<Conversation> done);
    /// The direct one with that person, open: a new one, or the one that was there.
    void start(const QString &with, Answer<Conversation> done);
    void close(ConversationId conversation, Answer<Conversation> done);
    void update(ConversationId conversation, const UpdateConversationRequest &request,
                Answer<Conversation> done);

private:
    AuthorizedClient &m_client;
};

} // namespace confab
