// SPDX-License-Identifier: Apache-2.0
#include "shared/core/postingset.h"

#include <QtEndian>

#include <algorithm>
#include <utility>

namespace confab {
namespace {

constexpr int stepBits = 7;
constexpr int mostInAByte = 127;
constexpr int bitBytes = PostingSet::capacity / 8;

} // namespace

PostingSet PostingSet::first(int count)
{
    PostingSet set;
    for (int number = 0; number < count; ++number)
        set.insert(number);
    return set;
}

void PostingSet::intersect(const PostingSet &other)
{
    for (size_t i = 0; i < m_words.size(); ++i)
        m_words[i] &= other.m_words[i];
}

void PostingSet::unite(const PostingSet &other)
{
    for (size_t i = 0; i < m_words.size(); ++i)
        m_words[i] |= other.m_words[i];
}

bool PostingSet::isEmpty() const
{
    return std::all_of(m_words.begin(), m_words.end(), [](quint64 word) { return word == 0; });
}

int PostingSet::count() const
{
    int count = 0;
    for (const quint64 word : m_words)
        count += std::popcount(word);
    return count;
}

int PostingSet::next(int from) const
{
    if (from >= capacity)
        return -1;
    size_t at = word(from);
    quint64 rest = m_words[at] & (~quint64(0) << (from % wordBits));
    while (rest == 0) {
        if (++at == m_words.size())
            return -1;
        rest = m_words[at];
    }
    return int(at) * wordBits + std::countr_zero(rest);
}

QByteArray PostingSet::toBytes() const
{
    QByteArray bytes;
    int last = -1;
    for (int number = next(0); number >= 0 && bytes.size() < bitBytes; number = next(number + 1)) {
        const int step = number - std::exchange(last, number);
        if (step > mostInAByte)
            bytes.append(char((step >> stepBits) | (mostInAByte + 1)));
        bytes.append(char(step & mostInAByte));
    }
    if (bytes.size() < bitBytes)
        return bytes;
    bytes.resize(bitBytes);
    qToLittleEndian<quint64>(m_words.data(), qsizetype(m_words.size()), bytes.data());
    return bytes;
}

std::optional<PostingSet> PostingSet::fromBytes(QByteArrayView bytes)
{
    PostingSet set;
    if (bytes.size() == bitBytes) {
        qFromLittleEndian<quint64>(bytes.data(), qsizetype(set.m_words.size()), set.m_words.data());
        return set;
    }
    int number = -1;
    int step = 0;
    for (const char byte : bytes) {
        const auto part = quint8(byte);
        step = step << stepBits | (part & mostInAByte);
        if (step > capacity)
            return std::nullopt;
        if (part > mostInAByte)
            continue;
        number += step;
        if (step == 0 || number >= capacity)
            return std::nullopt;
        set.insert(number);
        step = 0;
    }
    return bytes.size() < bitBytes && step == 0 ? std::optional(set) : std::nullopt;
}

} // namespace confab
