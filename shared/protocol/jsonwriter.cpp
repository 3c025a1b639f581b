// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/jsonwriter.h"

#include <QStringEncoder>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace confab {

namespace {

constexpr QByteArrayView hexDigits = "0123456789abcdef";
constexpr qsizetype firstRoom = 256;
constexpr qsizetype longestNumber = 20;
constexpr qsizetype longestEscape = 6;

constexpr bool isPlain(char16_t c)
{
    return c >= 0x20 && c != u'"' && c != u'\\';
}

/// Whether it is ASCII without anything to escape, as most text is. Without a way out of the loop, so that
/// compilers make vectors of it.
bool isPlainAscii(QStringView text)
{
    char16_t other = 0;
    for (const char16_t c : std::span(text.utf16(), size_t(text.size())))
        other |= char16_t(c < 0x20) | char16_t(c >= 0x80) | char16_t(c == u'"') | char16_t(c == u'\\');
    return other == 0;
}

/// The same of UTF-8, where what is not ASCII needs no escape.
bool isPlainUtf8(QByteArrayView text)
{
    uchar other = 0;
    for (const char c : text)
        other |= uchar(uchar(c) < 0x20) | uchar(c == '"') | uchar(c == '\\');
    return other == 0;
}

char *put(char *to, QByteArrayView bytes)
{
    return std::copy(bytes.begin(), bytes.end(), to); // also of nothing, where memcpy wants an address
}

/// As QUuid::toByteArray(QUuid::WithoutBraces) writes it, without an allocation.
char *put(char *to, const QUuid &uuid)
{
    std::array<uchar, 16> bytes;
    qToBigEndian(uuid.data1, bytes.data());
    qToBigEndian(uuid.data2, bytes.data() + 4);
    qToBigEndian(uuid.data3, bytes.data() + 6);
    std::copy(std::begin(uuid.data4), std::end(uuid.data4), bytes.data() + 8);
    for (size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *to++ = '-';
        *to++ = hexDigits[bytes[i] >> 4];
        *to++ = hexDigits[bytes[i] & 15];
    }
    return to;
}

char *putEscaped(char *to, char16_t c)
{
    switch (c) {
    case u'"':
        return put(to, "\\\"");
    case u'\\':
        return put(to, "\\\\");
    case u'\n':
        return put(to, "\\n");
    case u'\r':
        return put(to, "\\r");
    case u'\t':
        return put(to, "\\t");
    default: {
        const std::array<char, longestEscape> escaped{
            '\\', 'u', '0', '0', hexDigits[c >> 4], hexDigits[c & 15]};
        return put(to, escaped);
    }
    }
}

char *putRun(char *to, QByteArrayView run)
{
    return put(to, run);
}

char *putRun(char *to, QStringView run)
{
    QStringEncoder toUtf8(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    return toUtf8.appendToBuffer(to, run);
}

char16_t codeUnit(char c)
{
    return uchar(c);
}

char16_t codeUnit(QChar c)
{
    return c.unicode();
}

/// Text of either encoding: runs without a character to escape are written as a whole.
template <typename View>
char *putRuns(char *to, View text)
{
    qsizetype start = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = codeUnit(text[i]);
        if (isPlain(c))
            continue;
        if (i > start)
            to = putRun(to, text.sliced(start, i - start));
        to = putEscaped(to, c);
        start = i + 1;
    }
    return text.size() > start ? putRun(to, text.sliced(start)) : to;
}

/// Of `text` in quotes, escaped: what one code unit takes at most is an escape. Qt's encoder asks for
/// three bytes and the room of a mark.
qsizetype longest(qsizetype codeUnits)
{
    return codeUnits * longestEscape + 2 + 3;
}

} // namespace

void JsonWriter::grow(qsizetype atMost)
{
    const qsizetype used = m_to ? m_to - m_out.constData() : m_out.size();
    const qsizetype needed = used + atMost;
    if (m_out.capacity() < needed)
        m_out.reserve(std::max({needed, 2 * used, firstRoom}));
    m_out.resize(std::max(needed, m_out.capacity()));
    m_to = m_out.data() + used;
    m_end = m_out.data() + m_out.size();
}

void JsonWriter::settle()
{
    if (m_to)
        m_out.truncate(m_to - m_out.constData());
    m_to = m_end = nullptr;
}

void JsonWriter::open(char bracket)
{
    char *const to = valueRoom(1);
    *to = bracket;
    m_to = to + 1;
    ++m_depth;
    m_needsComma = false;
}

void JsonWriter::close(char bracket)
{
    char *const to = room(1);
    *to = bracket;
    --m_depth;
    m_needsComma = true;
    written(to + 1);
}

void JsonWriter::key(QStringView name)
{
    value(name);
    char *const to = room(1);
    *to = ':';
    m_to = to + 1;
    m_needsComma = false;
}

void JsonWriter::value(QStringView text)
{
    if (!isPlainAscii(text)) {
        char *const to = valueRoom(longest(text.size()));
        *to = '"';
        char *const end = putRuns(to + 1, text);
        *end = '"';
        return written(end + 1);
    }
    char *const to = valueRoom(text.size() + 2);
    to[0] = to[text.size() + 1] = '"';
    std::transform(text.begin(), text.end(), to + 1, [](QChar c) { return char(c.unicode()); });
    written(to + text.size() + 2);
}

void JsonWriter::value(QUtf8StringView text)
{
    const QByteArrayView utf8(text.data(), text.size());
    const bool isAllPlain = isPlainUtf8(utf8);
    char *const to = valueRoom(isAllPlain ? utf8.size() + 2 : longest(utf8.size()));
    *to = '"';
    char *const end = isAllPlain ? put(to + 1, utf8) : putRuns(to + 1, utf8);
    *end = '"';
    written(end + 1);
}

void JsonWriter::value(QLatin1StringView text)
{
    const bool isAscii = std::all_of(text.begin(), text.end(), [](char c) { return uchar(c) < 0x80; });
    isAscii ? value(QUtf8StringView(text.data(), text.size())) : value(QStringView(QString(text)));
}

void JsonWriter::number(qint64 number, Quotes quotes)
{
    char *to = valueRoom(longestNumber + 2);
    if (quotes == Quotes::Around)
        *to++ = '"';
    to = std::to_chars(to, to + longestNumber, number).ptr;
    if (quotes == Quotes::Around)
        *to++ = '"';
    written(to);
}

void JsonWriter::value(bool yes)
{
    raw(yes ? "true" : "false");
}

void JsonWriter::value(std::nullptr_t)
{
    raw("null");
}

void JsonWriter::value(Timestamp time)
{
    char text[24];
    writeRfc3339(time, text);
    char *const to = valueRoom(sizeof text + 2);
    to[0] = to[sizeof text + 1] = '"';
    std::memcpy(to + 1, text, sizeof text);
    written(to + sizeof text + 2);
}

void JsonWriter::value(const QUuid &uuid)
{
    constexpr qsizetype length = 36;
    char *const to = valueRoom(length + 2);
    to[0] = '"';
    char *const end = put(to + 1, uuid);
    *end = '"';
    written(end + 1);
}

void JsonWriter::raw(QByteArrayView json)
{
    written(put(valueRoom(json.size()), json));
}

} // namespace confab
