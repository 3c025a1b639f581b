// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/jsonwriter.h"

#include <QStringEncoder>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <span>

namespace confab {

namespace {

constexpr QByteArrayView hexDigits = "0123456789abcdef";

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

/// Space for `size` more bytes, which are to be written.
char *grow(QByteArray &out, qsizetype size)
{
    const qsizetype before = out.size();
    out.resize(before + size);
    return out.data() + before;
}

/// The same for a value, behind the comma that is due before it or not.
char *growValue(QByteArray &out, bool needsComma, qsizetype size)
{
    char *to = grow(out, size + (needsComma ? 1 : 0));
    if (needsComma)
        *to++ = ',';
    return to;
}

void append(QByteArray &out, QByteArrayView bytes)
{
    if (!bytes.isEmpty())
        std::memcpy(grow(out, bytes.size()), bytes.data(), size_t(bytes.size()));
}

void appendQuoted(QByteArray &out, bool needsComma, QByteArrayView plain)
{
    char *const to = growValue(out, needsComma, plain.size() + 2);
    to[0] = to[plain.size() + 1] = '"';
    std::copy(plain.begin(), plain.end(), to + 1); // also of nothing, where memcpy wants an address
}

/// As QUuid::toByteArray(QUuid::WithoutBraces) writes it, without an allocation.
std::array<char, 36> toText(const QUuid &uuid)
{
    std::array<uchar, 16> bytes;
    qToBigEndian(uuid.data1, bytes.data());
    qToBigEndian(uuid.data2, bytes.data() + 4);
    qToBigEndian(uuid.data3, bytes.data() + 6);
    std::copy(std::begin(uuid.data4), std::end(uuid.data4), bytes.data() + 8);
    std::array<char, 36> text;
    auto to = text.begin();
    for (size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *to++ = '-';
        *to++ = hexDigits[bytes[i] >> 4];
        *to++ = hexDigits[bytes[i] & 15];
    }
    return text;
}

void appendEscaped(QByteArray &out, char16_t c)
{
    switch (c) {
    case u'"':
        return append(out, "\\\"");
    case u'\\':
        return append(out, "\\\\");
    case u'\n':
        return append(out, "\\n");
    case u'\r':
        return append(out, "\\r");
    case u'\t':
        return append(out, "\\t");
    default: {
        const std::array<char, 6> escaped{'\\', 'u', '0', '0', hexDigits[c >> 4], hexDigits[c & 15]};
        return append(out, escaped);
    }
    }
}

void appendRun(QByteArray &out, QByteArrayView run)
{
    append(out, run);
}

void appendRun(QByteArray &out, QStringView run)
{
    QStringEncoder toUtf8(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    char *const to = grow(out, toUtf8.requiredSpace(run.size()));
    out.truncate(toUtf8.appendToBuffer(to, run) - out.constData());
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
void appendRuns(QByteArray &out, View text)
{
    qsizetype start = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = codeUnit(text[i]);
        if (isPlain(c))
            continue;
        if (i > start)
            appendRun(out, text.sliced(start, i - start));
        appendEscaped(out, c);
        start = i + 1;
    }
    if (text.size() > start)
        appendRun(out, text.sliced(start));
}

} // namespace

void JsonWriter::separate()
{
    if (m_needsComma)
        *grow(m_out, 1) = ',';
    m_needsComma = true;
}

void JsonWriter::open(char bracket)
{
    *growValue(m_out, std::exchange(m_needsComma, false), 1) = bracket;
}

void JsonWriter::close(char bracket)
{
    *grow(m_out, 1) = bracket;
    m_needsComma = true;
}

void JsonWriter::key(QLatin1StringView name)
{
    char *to = grow(m_out, name.size() + (m_needsComma ? 4 : 3));
    if (m_needsComma)
        *to++ = ',';
    *to++ = '"';
    std::memcpy(to, name.data(), size_t(name.size()));
    std::memcpy(to + name.size(), "\":", 2);
    m_needsComma = false;
}

void JsonWriter::key(QStringView name)
{
    value(name);
    *grow(m_out, 1) = ':';
    m_needsComma = false;
}

void JsonWriter::value(QStringView text)
{
    if (isPlainAscii(text)) {
        char *const to = growValue(m_out, std::exchange(m_needsComma, true), text.size() + 2);
        to[0] = to[text.size() + 1] = '"';
        std::transform(text.begin(), text.end(), to + 1, [](QChar c) { return char(c.unicode()); });
        return;
    }
    *growValue(m_out, std::exchange(m_needsComma, true), 1) = '"';
    appendRuns(m_out, text);
    *grow(m_out, 1) = '"';
}

void JsonWriter::value(QUtf8StringView text)
{
    const QByteArrayView utf8(text.data(), text.size());
    bool isAllPlain = true;
    for (const char c : utf8) // without a way out, so that compilers make vectors of it
        isAllPlain &= isPlain(codeUnit(c));
    if (isAllPlain)
        return appendQuoted(m_out, std::exchange(m_needsComma, true), utf8);
    separate();
    *grow(m_out, 1) = '"';
    appendRuns(m_out, utf8);
    *grow(m_out, 1) = '"';
}

void JsonWriter::value(QLatin1StringView text)
{
    const bool isAscii = std::all_of(text.begin(), text.end(), [](char c) { return uchar(c) < 0x80; });
    isAscii ? value(QUtf8StringView(text.data(), text.size())) : value(QStringView(QString(text)));
}

void JsonWriter::number(qint64 number, Quotes quotes)
{
    std::array<char, 24> text; // NOLINT(cppcoreguidelines-pro-type-member-init): written below
    char *end = text.data();
    if (quotes == Quotes::Around)
        *end++ = '"';
    end = std::to_chars(end, text.data() + text.size(), number).ptr;
    if (quotes == Quotes::Around)
        *end++ = '"';
    std::copy(text.data(), end, growValue(m_out, std::exchange(m_needsComma, true), end - text.data()));
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
    appendQuoted(m_out, std::exchange(m_needsComma, true), {text, sizeof text});
}

void JsonWriter::value(const QUuid &uuid)
{
    appendQuoted(m_out, std::exchange(m_needsComma, true), toText(uuid));
}

void JsonWriter::raw(QByteArrayView json)
{
    std::copy(json.begin(), json.end(), growValue(m_out, std::exchange(m_needsComma, true), json.size()));
}

} // namespace confab
