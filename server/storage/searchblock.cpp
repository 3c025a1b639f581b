// SPDX-License-Identifier: Apache-2.0
#include "server/storage/searchblock.h"

#include <QtEndian>

#include <algorithm>

namespace confab {

namespace {

constexpr qsizetype documentBytes = 16;
constexpr quint16 gone = 0xFFFF;

/// The ids, each once, ascending.
template <typename Id>
QList<qint64> distinct(const QList<SearchEntry> &entries, Id id)
{
    QList<qint64> ids;
    ids.reserve(entries.size());
    for (const SearchEntry &entry : entries)
        ids.append(id(entry));
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

QByteArray toColumn(const QList<qint64> &ids)
{
    QByteArray bytes(ids.size() * qsizetype(sizeof(qint64)), Qt::Uninitialized);
    if (!ids.isEmpty()) // of nothing there is no address
        qToLittleEndian<qint64>(ids.constData(), ids.size(), bytes.data());
    return bytes;
}

quint16 indexOf(const QList<qint64> &ids, qint64 id)
{
    return quint16(std::lower_bound(ids.begin(), ids.end(), id) - ids.begin());
}

qint64 milliseconds(Timestamp time)
{
    return time.time_since_epoch().count();
}

} // namespace

SearchBlock::SearchBlock(const QList<SearchEntry> &entries)
    : m_conversations(distinct(entries, [](const SearchEntry &e) { return e.place.conversation.value(); }))
    , m_senders(distinct(entries, [](const SearchEntry &e) { return e.sender.value(); }))
{
    Q_ASSERT(entries.size() <= DocumentSet::capacity);
    m_columns = {.conversations = toColumn(m_conversations),
                 .senders = toColumn(m_senders),
                 .documents = QByteArray(entries.size() * documentBytes, Qt::Uninitialized)};
    char *out = m_columns.documents.data();
    for (const SearchEntry &entry : entries) {
        qToLittleEndian(indexOf(m_conversations, entry.place.conversation.value()), out);
        qToLittleEndian(indexOf(m_senders, entry.sender.value()), out + 2);
        qToLittleEndian(quint32(entry.place.seq.value()), out + 4);
        qToLittleEndian(milliseconds(entry.place.sentAt), out + 8);
        out += documentBytes;
    }
}

Result<SearchBlock> SearchBlock::fromColumns(Columns columns)
{
    constexpr qsizetype idBytes = sizeof(qint64);
    if (columns.documents.size() % documentBytes != 0
        || columns.documents.size() > DocumentSet::capacity * documentBytes
        || columns.conversations.size() % idBytes != 0 || columns.senders.size() % idBytes != 0)
        return damagedIndex();
    SearchBlock block;
    block.m_conversations = ids(columns.conversations);
    block.m_senders = ids(columns.senders);
    block.m_columns = std::move(columns);
    return block;
}

qsizetype SearchBlock::count() const
{
    return m_columns.documents.size() / documentBytes;
}

std::optional<SearchBlock::Document> SearchBlock::document(int number) const
{
    if (number >= count())
        return std::nullopt;
    const char *in = m_columns.documents.constData() + number * documentBytes;
    const auto conversation = qFromLittleEndian<quint16>(in);
    const auto sender = qFromLittleEndian<quint16>(in + 2);
    if (conversation >= m_conversations.size() || sender >= m_senders.size())
        return std::nullopt;
    return Document{.place
                    = {.sentAt = Timestamp(std::chrono::milliseconds(qFromLittleEndian<qint64>(in + 8))),
                       .conversation = ConversationId(m_conversations[conversation]),
                       .seq = Seq(qFromLittleEndian<quint32>(in + 4))},
                    .sender = AccountId(m_senders[sender])};
}

std::optional<int> SearchBlock::find(const SearchPlace &place) const
{
    if (!std::binary_search(m_conversations.begin(), m_conversations.end(), place.conversation.value()))
        return std::nullopt;
    for (int number = 0; number < count(); ++number) {
        const auto found = document(number);
        if (found && found->place == place)
            return number;
    }
    return std::nullopt;
}

void SearchBlock::remove(int number)
{
    char *out = m_columns.documents.data() + number * documentBytes;
    std::fill_n(out, documentBytes, '\0');
    qToLittleEndian(gone, out);
}

QList<qint64> SearchBlock::ids(const QByteArray &column)
{
    QList<qint64> ids(column.size() / qsizetype(sizeof(qint64)));
    if (!ids.isEmpty())
        qFromLittleEndian<qint64>(column.constData(), ids.size(), ids.data());
    return ids;
}

QList<SearchBlock::Posting> SearchBlock::postings(const QList<SearchEntry> &entries)
{
    // Sorting token and number as one integer is quicker than a hash of sets.
    QList<quint64> pairs;
    for (qsizetype number = 0; number < entries.size(); ++number) {
        for (const SearchToken token : entries[number].tokens)
            pairs.append(quint64(token) << 16 | quint64(number));
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
