// SPDX-License-Identifier: Apache-2.0
#include "client/store/slotset.h"

#include <QtEndian>

#include <bit>
#include <utility>

namespace confab {
namespace {

constexpr int stepBits = 7;
constexpr int mostInAByte = 127;
constexpr int bitBytes = SlotSet::capacity / 8;

} // namespace

SlotSet SlotSet::first(int count)
{
    SlotSet set;
    for (int slot = 0; slot < count; ++slot)
        set.insert(slot);
    return set;
}

void SlotSet::insert(int slot)
{
    if (slot >= 0 && slot < capacity)
        m_words[size_t(slot / wordBits)] |= quint64(1) << (slot % wordBits);
}

void SlotSet::intersect(const SlotSet &other)
{
    for (size_t i = 0; i < m_words.size(); ++i)
        m_words[i] &= other.m_words[i];
}

int SlotSet::count() const
{
    int count = 0;
    for (const quint64 word : m_words)
        count += std::popcount(word);
    return count;
}

int SlotSet::next(int from) const
{
    if (from >= capacity)
        return -1;
    auto word = size_t(from / wordBits);
    quint64 rest = m_words[word] & (~quint64(0) << (from % wordBits));
    while (rest == 0) {
        if (++word == m_words.size())
            return -1;
        rest = m_words[word];
    }
    return int(word) * wordBits + std::countr_zero(rest);
}

QByteArray SlotSet::toBytes() const
{
    QByteArray bytes;
    int last = -1;
    for (int slot = next(0); slot >= 0 && bytes.size() < bitBytes; slot = next(slot + 1)) {
        const int step = slot - std::exchange(last, slot);
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

SlotSet SlotSet::fromBytes(const QByteArray &bytes)
{
    SlotSet set;
    if (bytes.size() == bitBytes) {
        qFromLittleEndian<quint64>(bytes.data(), qsizetype(set.m_words.size()), set.m_words.data());
        return set;
    }
    int slot = -1;
    int step = 0;
    for (const char byte : bytes) {
        if (step >= capacity)
            break;
        const auto number = quint8(byte);
        step = step << stepBits | (number & mostInAByte);
        if (number <= mostInAByte)
            set.insert(slot += std::exchange(step, 0));
    }
    return set;
}

} // namespace confab
