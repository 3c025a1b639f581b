// SPDX-License-Identifier: Apache-2.0
#include "client/store/searchchunk.h"

#include "shared/core/bigrams.h"

#include <algorithm>
#include <numeric>

namespace confab {
namespace {

constexpr int groupBits = 7;
constexpr qint64 apart = qint64(1) << 42; ///< with the key of a pair that has a character in between
constexpr qint64 farApart = qint64(1) << 43; ///< of one that has two

/// Seven bits a byte, the lowest first; the eighth says that more follow.
void appendNumber(QByteArray &out, quint64 number)
{
    for (; number >> groupBits != 0; number >>= groupBits)
        out.append(char(number | 1 << groupBits));
    out.append(char(number));
}

std::optional<quint64> readNumber(const QByteArray &bytes, qsizetype &position)
{
    quint64 number = 0;
    for (int shift = 0; shift < 64 && position < bytes.size(); shift += groupBits) {
        const auto byte = quint8(bytes[position++]);
        number |= quint64(byte & 0x7F) << shift;
        if (byte < 0x80)
            return number;
    }
    return std::nullopt;
}

/// Small numbers of either sign become small numbers.
quint64 zigzag(qint64 number)
{
    return quint64(number) << 1 ^ quint64(number >> 63);
}

qint64 unzigzag(quint64 number)
{
    return qint64(number >> 1) ^ -qint64(number & 1);
}

} // namespace

void visitPairs(QStringView folded, const std::function<void(qint64 pair)> &visit)
{
    Bigram last{U' ', U' '};
    char32_t beforeLast = U' ';
    visitBigrams(folded, [&](Bigram bigram) {
        visit(qint64(bigram.key()));
        const bool goesOn = bigram.first == last.second && last.first != U' ';
        if (goesOn)
            visit(apart | qint64(Bigram{last.first, bigram.second}.key()));
        if (goesOn && beforeLast != U' ')
            visit(farApart | qint64(Bigram{beforeLast, bigram.second}.key()));
        beforeLast = goesOn ? last.first : U' ';
        last = bigram;
    });
}

bool isNewer(const SearchEntry &entry, const SearchEntry &than)
{
    return std::tuple(entry.sentAt, entry.chat, entry.seq) > std::tuple(than.sentAt, than.chat, than.seq);
}

QByteArray toBytes(const QList<SearchEntry> &entries)
{
    QByteArray bytes;
    qint64 last = 0;
    for (const SearchEntry &entry : entries) {
        const qint64 time = entry.sentAt.time_since_epoch().count();
        appendNumber(bytes, quint64(entry.chat.value()));
        appendNumber(bytes, quint64(entry.seq.value()));
        appendNumber(bytes, zigzag(time - last));
        last = time;
    }
    return bytes;
}

QList<SearchEntry> entriesFromBytes(const QByteArray &bytes)
{
    QList<SearchEntry> entries;
    qint64 time = 0;
    for (qsizetype position = 0; position < bytes.size();) {
        const auto chat = readNumber(bytes, position);
        const auto seq = readNumber(bytes, position);
        const auto step = readNumber(bytes, position);
        if (!chat || !seq || !step)
            break;
        time += unzigzag(*step);
        entries.append(
            {ChatId(qint64(*chat)), Seq(qint64(*seq)), Timestamp(std::chrono::milliseconds(time))});
    }
    return entries;
}

void SearchChunk::add(const SearchEntry &entry, QStringView folded)
{
    Q_ASSERT(!isFull());
    const auto number = quint16(m_entries.size());
    m_entries.append(entry);
    visitPairs(folded, [&](qint64 pair) {
        auto &numbers = m_postings[pair];
        if (numbers.empty() || numbers.back() != number)
            numbers.push_back(number);
    });
}

std::vector<int> SearchChunk::order() const
{
    std::vector<int> byAge(size_t(m_entries.size()));
    std::iota(byAge.begin(), byAge.end(), 0);
    std::sort(byAge.begin(), byAge.end(),
              [this](int a, int b) { return isNewer(m_entries.at(a), m_entries.at(b)); });
    std::vector<int> places(byAge.size());
    for (size_t place = 0; place < byAge.size(); ++place)
        places[size_t(byAge[place])] = int(place);
    return places;
}

QList<SearchEntry> SearchChunk::entries() const
{
    QList<SearchEntry> sorted = m_entries;
    std::sort(sorted.begin(), sorted.end(), isNewer);
    return sorted;
}

void SearchChunk::visitPostings(const Visit &visit) const
{
    const std::vector<int> places = order();
    QList<qint64> pairs = m_postings.keys();
    std::sort(pairs.begin(), pairs.end());
    for (const qint64 pair : pairs) {
        PostingSet members;
        for (const quint16 number : *m_postings.constFind(pair))
            members.insert(places[number]);
        visit(pair, members);
    }
}

} // namespace confab
