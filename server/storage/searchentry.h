// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"
#include "shared/core/id.h"
#include "shared/core/number.h"
#include "shared/core/result.h"

#include <QList>

namespace confab {

/// Where a message stands among all that a search can find; the later is the greater.
struct SearchPlace {
    Timestamp sentAt;
    ConversationId conversation;
    Seq seq;

    auto operator<=>(const SearchPlace &) const = default;
};

/// What stands for a bigram in the index, or for a conversation or a sender: a hash, so two may share one;
/// each hit is compared with what was asked for.
using SearchToken = quint32;
[[nodiscard]] SearchToken searchToken(ConversationId conversation);
[[nodiscard]] SearchToken searchToken(AccountId sender);

/// The tokens of a folded text (foldedText), each once, ascending.
[[nodiscard]] QList<SearchToken> searchTokens(QStringView folded);

/// One message on its way into the index.
struct SearchEntry {
    SearchPlace place;
    AccountId sender;
    QList<SearchToken> tokens = {};
};

/// A few entries as one value of the table `search_fresh`. Little-endian: for each its time, conversation,
/// seq and sender (8 bytes each), the number of its tokens (2) and these (4 each).
[[nodiscard]] QByteArray encodeEntries(const QList<SearchEntry> &entries);
/// Internal where `bytes` are none.
[[nodiscard]] Result<QList<SearchEntry>> decodeEntries(const QByteArray &bytes);

/// What is said of an index that cannot be read; it is made anew then.
[[nodiscard]] Error damagedIndex();
[[nodiscard]] bool isDamage(const Error &error);

} // namespace confab
