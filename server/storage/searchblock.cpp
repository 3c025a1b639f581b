// SPDX-License-Identifier: Apache-2.0
#include "server/storage/searchblock.h"

#include <QtEndian>

#include <algorithm>

namespace confab {

SearchBlock::SearchBlock(const QList<SearchEntry> &entries)
    : m_documents(entries.size() * documentBytes, Qt::Uninitialized)
{
    Q_ASSERT(entries.size() <= PostingSet::capacity);
    char *out = m_documents.data();
    for (const SearchEntry &entry : entries) {
        qToLittleEndian(entry.place.conversation.value(), out);
        qToLittleEndian(entry.sender.value(), out + 8);
        qToLittleEndian(quint32(entry.place.seq.value()), out + 16);
        qToLittleEndian(qint64(entry.place.sentAt.time_since_epoch().count()), out + 20);
        out += documentBytes;
    }
}

Result<SearchBlock> SearchBlock::fromBytes(QByteArray documents, int first)
{
    if (documents.size() % documentBytes != 0
        || documents.size() > qsizetype(PostingSet::capacity - first) * documentBytes)
        return damagedIndex();
    SearchBlock block;
    block.m_documents = std::move(documents);
    block.m_first = first;
    return block;
}

std::optional<SearchBlock::Document> SearchBlock::document(int number) const
{
    const int place = number - m_first;
    if (place < 0 || place >= count())
        return std::nullopt;
    const char *in = m_documents.constData() + qsizetype(place) * documentBytes;
    const auto conversation = qFromLittleEndian<qint64>(in);
    if (conversation == 0)
        return std::nullopt;
    return Document{.place
                    = {.sentAt = Timestamp(std::chrono::milliseconds(qFromLittleEndian<qint64>(in + 20))),
                       .conversation = ConversationId(conversation),
                       .seq = Seq(qFromLittleEndian<quint32>(in + 16))},
                    .sender = AccountId(qFromLittleEndian<qint64>(in + 8))};
}

std::optional<int> SearchBlock::find(const SearchPlace &place) const
{
    for (int number = m_first; number < m_first + count(); ++number) {
        const auto found = document(number);
        if (found && found->place == place)
            return number;
    }
    return std::nullopt;
}

void SearchBlock::remove(int number)
{
    std::fill_n(m_documents.data() + qsizetype(number - m_first) * documentBytes, documentBytes, '\0');
}

QList<SearchBlock::Posting> SearchBlock::postings(const QList<SearchEntry> &entries)
{
    // Sorting token and number as one integer is quicker than a hash of sets.
    QList<quint64> pairs;
    for (qsizetype number = 0; number < entries.size(); ++number) {
        const SearchEntry &entry = entries[number];
        const auto add = [&](SearchToken token) { pairs.append(quint64(token) << 16 | quint64(number)); };
        std::for_each(entry.tokens.begin(), entry.tokens.end(), add);
        add(searchToken(entry.place.conversation));
        add(searchToken(entry.sender));
    }
    std::sort(pairs.begin(), pairs.end());
    QList<Posting> postings;
    for (const quint64 pair : pairs) {
        const auto token = SearchToken(pair >> 16);
        if (postings.isEmpty() || postings.constLast().token != token)
            postings.append(Posting{.token = token, .documents = {}});
        postings.last().documents.insert(int(pair & 0xFFFF));
    }
    return postings;
}

} // namespace confab
