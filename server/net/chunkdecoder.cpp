// SPDX-License-Identifier: Apache-2.0
#include "server/net/chunkdecoder.h"

#include <algorithm>

namespace confab {

namespace {

constexpr int sizeDigits = 8;

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

ParseProgress ChunkDecoder::feed(QByteArrayView bytes, QByteArray &body, qsizetype &consumed)
{
    consumed = 0;
    while (consumed < bytes.size() && m_part != Part::End && !m_error) {
        if (m_part == Part::Data)
            consumed += takeData(bytes.sliced(consumed), body);
        else
            step(bytes[consumed++]);
    }
    if (m_error)
        return ParseProgress::Failed;
    return m_part == Part::End ? ParseProgress::Complete : ParseProgress::NeedMore;
}

qsizetype ChunkDecoder::takeData(QByteArrayView bytes, QByteArray &body)
{
    const auto taken = qsizetype(std::min<qint64>(m_size, bytes.size()));
    body.append(bytes.first(taken));
    m_size -= taken;
    if (m_size == 0)
        m_part = Part::DataCr;
    return taken;
}

void ChunkDecoder::step(char c)
{
    switch (m_part) {
    case Part::Size:
        return stepSize(c);
    case Part::Extension:
        countOverhead();
        if (c == '\r')
            m_part = Part::SizeLineFeed;
        else if (!isFieldCharacter(c))
            fail(ErrorCode::Malformed, "a chunk extension has a control character");
        return;
    case Part::SizeLineFeed:
        expect(c, '\n', Part::Data);
        return endSizeLine();
    case Part::DataCr:
        return expect(c, '\r', Part::DataLineFeed);
    case Part::DataLineFeed:
        m_digits = 0;
        return expect(c, '\n', Part::Size);
    case Part::TrailerLineFeed:
        return expect(c, '\n', Part::TrailerStart);
    case Part::LastLineFeed:
        return expect(c, '\n', Part::End);
    default:
        return stepTrailer(c);
    }
}

void ChunkDecoder::stepSize(char c)
{
    const int value = hexValue(c);
    if (value >= 0 && m_digits < sizeDigits) {
        m_size = m_size * 16 + value;
        ++m_digits;
    } else if (m_digits > 0 && c == '\r') {
        m_part = Part::SizeLineFeed;
    } else if (m_digits > 0 && c == ';') {
        m_part = Part::Extension;
    } else {
        fail(ErrorCode::Malformed, "a chunk starts with its size, up to eight hexadecimal digits");
    }
}

void ChunkDecoder::endSizeLine()
{
    if (m_error)
        return;
    if (m_size > m_limit - m_total)
        m_error = bodyTooLarge(m_limit);
    else if (m_size == 0)
        m_part = Part::TrailerStart;
    m_total += m_size;
}

void ChunkDecoder::stepTrailer(char c)
{
    if (m_part == Part::TrailerStart && c == '\r') {
        m_part = Part::LastLineFeed;
        return;
    }
    countOverhead();
    if (m_part == Part::TrailerName && c == ':') {
        m_part = Part::TrailerValue;
    } else if (m_part == Part::TrailerStart || m_part == Part::TrailerName) {
        if (!isTokenCharacter(c))
            return fail(ErrorCode::Malformed, "a trailer field starts with its name");
        m_part = Part::TrailerName;
    } else if (c == '\r') {
        m_part = Part::TrailerLineFeed;
    } else if (!isFieldCharacter(c)) {
        fail(ErrorCode::Malformed, "a trailer field has a control character");
    }
}

void ChunkDecoder::expect(char c, char wanted, Part next)
{
    if (c != wanted)
        return fail(ErrorCode::Malformed, "a chunk and its size end with CR LF");
    m_part = next;
}

void ChunkDecoder::countOverhead()
{
    if (++m_overhead > overheadMax)
        fail(ErrorCode::Malformed, "the chunk extensions and trailer fields are too long");
}

Error bodyTooLarge(qint64 limit)
{
    return {.code = ErrorCode::PayloadTooLarge,
            .detail = QStringLiteral("the body may have %1 bytes").arg(limit)};
}

void ChunkDecoder::fail(ErrorCode code, const char *detail)
{
    if (!m_error)
        m_error = Error{.code = code, .detail = QString::fromLatin1(detail)};
}

} // namespace confab
