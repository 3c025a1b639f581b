// SPDX-License-Identifier: Apache-2.0
#include "server/storage/documentset.h"

#include <QtEndian>

#include <algorithm>

namespace confab {

namespace {

constexpr qsizetype bitmapBytes = DocumentSet::capacity / 8;
constexpr qsizetype numberBytes = sizeof(quint16);

} // namespace

bool DocumentSet::isEmpty() const
{
    return std::all_of(m_words.begin(), m_words.end(), [](quint64 word) { return word == 0; });
}

int DocumentSet::count() const
{
    int count = 0;
    for (const quint64 word : m_words)
        count += int(qPopulationCount(word));
    return count;
}

void DocumentSet::intersect(const DocumentSet &other)
{
    for (size_t i = 0; i < m_words.size(); ++i)
        m_words[i] &= other.m_words[i];
}

QByteArray DocumentSet::encoded() const
{
    const qsizetype listBytes = count() * numberBytes;
    if (listBytes >= bitmapBytes) {
        QByteArray bytes(bitmapBytes, Qt::Uninitialized);
        qToLittleEndian<quint64>(m_words.data(), qsizetype(m_words.size()), bytes.data());
        return bytes;
    }
    QByteArray bytes(listBytes, Qt::Uninitialized);
    char *out = bytes.data();
    visit([&](int number) {
        qToLittleEndian(quint16(number), out);
        out += numberBytes;
    });
    return bytes;
}

std::optional<DocumentSet> DocumentSet::decode(const QByteArray &bytes)
{
    DocumentSet set;
    if (bytes.size() == bitmapBytes) {
        qFromLittleEndian<quint64>(bytes.constData(), qsizetype(set.m_words.size()), set.m_words.data());
        return set;
    }
    if (bytes.size() > bitmapBytes || bytes.size() % numberBytes != 0)
        return std::nullopt;
    for (qsizetype i = 0; i < bytes.size(); i += numberBytes) {
        const auto number = qFromLittleEndian<quint16>(bytes.constData() + i);
        if (number >= capacity)
            return std::nullopt;
        set.insert(number);
    }
    return set;
}

} // namespace confab
