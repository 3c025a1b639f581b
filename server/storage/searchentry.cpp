// SPDX-License-Identifier: Apache-2.0
#include "server/storage/searchentry.h"

#include "shared/core/bigrams.h"

#include <QtEndian>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype headBytes = 4 * sizeof(qint64) + sizeof(quint16);

/// Writes numbers one after the other into bytes that are long enough.
struct Output {
    char *position;

    template <typename T>
    void put(T value)
    {
        qToLittleEndian(value, position);
        position += sizeof(T);
    }
};

struct Input {
    const char *position;

    template <typename T>
    T take()
    {
        const T value = qFromLittleEndian<T>(position);
        position += sizeof(T);
        return value;
    }
};

/// Bigrams have keys below 2^42; these are beyond them, each kind by itself.
constexpr quint64 conversationKind = quint64(1) << 62;
constexpr quint64 senderKind = quint64(1) << 63;

/// Fibonacci hashing: the upper half of the product depends on all bits of the key.
SearchToken hashed(quint64 key)
{
    return SearchToken((key * Q_UINT64_C(0x9E3779B97F4A7C15)) >> 32);
}

} // namespace

SearchToken searchToken(ConversationId conversation)
{
    return hashed(conversationKind | quint64(conversation.value()));
}

SearchToken searchToken(AccountId sender)
{
    return hashed(senderKind | quint64(sender.value()));
}

QList<SearchToken> searchTokens(QStringView folded)
{
    QList<SearchToken> tokens;
    tokens.reserve(folded.size());
    visitBigrams(folded, [&](Bigram bigram) { tokens.append(hashed(bigram.key())); });
    std::sort(tokens.begin(), tokens.end());
    tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
    return tokens;
}

QByteArray encodeEntries(const QList<SearchEntry> &entries)
{
    qsizetype size = 0;
    for (const SearchEntry &entry : entries)
        size += headBytes + entry.tokens.size() * qsizetype(sizeof(SearchToken));
    QByteArray bytes(size, Qt::Uninitialized);
    Output out{bytes.data()};
    for (const SearchEntry &entry : entries) {
        out.put(qint64(entry.place.sentAt.time_since_epoch().count()));
        out.put(entry.place.conversation.value());
        out.put(entry.place.seq.value());
        out.put(entry.sender.value());
        out.put(quint16(entry.tokens.size()));
        for (const SearchToken token : entry.tokens)
            out.put(token);
    }
    return bytes;
}

Result<QList<SearchEntry>> decodeEntries(const QByteArray &bytes)
{
    QList<SearchEntry> entries;
    Input in{bytes.constData()};
    const char *const end = bytes.constData() + bytes.size();
    while (in.position != end) {
        if (end - in.position < headBytes)
            return damagedIndex();
        SearchEntry entry{.place = {.sentAt = Timestamp(std::chrono::milliseconds(in.take<qint64>())),
                                    .conversation = ConversationId(in.take<qint64>()),
                                    .seq = Seq(in.take<qint64>())},
                          .sender = AccountId(in.take<qint64>())};
        const qsizetype count = in.take<quint16>();
        if (end - in.position < count * qsizetype(sizeof(SearchToken)))
            return damagedIndex();
        entry.tokens.resize(count);
        if (count > 0) // of nothing there is no address
            qFromLittleEndian<SearchToken>(in.position, count, entry.tokens.data());
        in.position += count * sizeof(SearchToken);
        entries.append(std::move(entry));
    }
    return entries;
}

Error damagedIndex()
{
    return {ErrorCode::Internal, {}, u"the search index is damaged"_s};
}

bool isDamage(const Error &error)
{
    return error.detail == damagedIndex().detail;
}

} // namespace confab
