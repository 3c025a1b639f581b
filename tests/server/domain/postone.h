// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/messagebatch.h"
#include "tests/support/storagefixture.h"

namespace confab::tests {

/// Writes the posts as one batch in one transaction.
[[nodiscard]] inline Result<std::vector<Result<Posted>>> postAll(StorageFixture &storage,
                                                                 const std::vector<Post> &posts)
{
    const ConversationService conversations(storage.clock());
    std::vector<const Post *> all;
    for (const Post &post : posts)
        all.push_back(&post);
    return storage.write([&](Transaction &transaction) {
        return MessageBatch(conversations, storage.clock().now(), all).run(transaction);
    });
}

/// Writes one post.
[[nodiscard]] inline Result<Posted> postOne(StorageFixture &storage, const Post &post)
{
    const auto outcomes = postAll(storage, {post});
    return outcomes ? outcomes->front() : Result<Posted>(outcomes.error());
}

} // namespace confab::tests
