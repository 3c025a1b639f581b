// SPDX-License-Identifier: Apache-2.0
#include "server/net/headscanner.h"

#include "shared/core/limits.h"

namespace confab {

namespace {

constexpr qsizetype methodMax = 32;
constexpr QLatin1StringView version{"HTTP/d.d"}; // d is any digit

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isVisible(char c)
{
    return c > 0x20 && c < 0x7f;
}

} // namespace

bool isTokenCharacter(char c)
{
    const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return isLetter || isDigit(c) || (c != '\0' && QByteArrayView("!#$%&'*+-.^_`|~").contains(c));
}

bool isFieldCharacter(char c)
{
    return c == '\t' || (uchar(c) >= 0x20 && c != 0x7f);
}

ParseProgress HeadScanner::scan(QByteArrayView bytes)
{
    while (m_at < bytes.size() && !m_complete && !m_error) {
        checkLengths();
        if (m_error)
            break;
        step(bytes[m_at]);
        ++m_at;
    }
    if (m_error)
        return ParseProgress::Failed;
    return m_complete ? ParseProgress::Complete : ParseProgress::NeedMore;
}

void HeadScanner::step(char c)
{
    switch (m_part) {
    case Part::LineFeed:
        if (c != '\n')
            return fail(ErrorCode::Malformed, "a line ends with CR LF");
        m_inRequestLine = false;
        m_lineStart = m_at + 1;
        m_part = Part::FieldStart;
        return;
    case Part::LastLineFeed:
        if (c != '\n')
            return fail(ErrorCode::Malformed, "the head ends with CR LF");
        m_complete = true;
        return;
    case Part::FieldStart:
    case Part::FieldName:
    case Part::FieldValue:
        return stepField(c);
    default:
        return stepRequestLine(c);
    }
}

void HeadScanner::stepRequestLine(char c)
{
    const qsizetype inToken = m_tokenLength++;
    if (m_part == Part::Start && c == '\r' && m_at == 0) {
        m_part = Part::SkippedCr;
    } else if (m_part == Part::SkippedCr) {
        if (c != '\n')
            return fail(ErrorCode::Malformed, "a line ends with CR LF");
        m_start = m_lineStart = m_at + 1;
        m_tokenLength = 0;
        m_part = Part::Start;
    } else if (m_part == Part::Start || (m_part == Part::Method && c != ' ')) {
        if (!isTokenCharacter(c) || inToken >= methodMax)
            return fail(ErrorCode::Malformed, "the method is not a token");
        m_part = Part::Method;
    } else if (c == ' ' && (m_part == Part::Method || (m_part == Part::Target && inToken > 0))) {
        m_part = m_part == Part::Method ? Part::Target : Part::Version;
        m_tokenLength = 0;
    } else if (m_part == Part::Target) {
        if (!isVisible(c))
            return fail(ErrorCode::Malformed, "the request target has a character that must be encoded");
    } else if (inToken == version.size() && c == '\r') {
        m_part = Part::LineFeed;
    } else if (inToken >= version.size()
               || (version[inToken] == QLatin1Char('d') ? !isDigit(c) : version[inToken] != QLatin1Char(c))) {
        fail(ErrorCode::Malformed, "the request line ends with HTTP/1.1");
    }
}

void HeadScanner::stepField(char c)
{
    if (m_part == Part::FieldStart && c == '\r') {
        m_part = Part::LastLineFeed;
    } else if (m_part == Part::FieldStart) {
        if (++m_fields > fieldsMax)
            return fail(ErrorCode::HeadersTooLarge, "there are more than 100 header fields");
        if (!isTokenCharacter(c)) // a blank here would fold the line before
            return fail(ErrorCode::Malformed, "a header field starts with its name");
        m_part = Part::FieldName;
    } else if (m_part == Part::FieldName) {
        if (c == ':')
            m_part = Part::FieldValue;
        else if (!isTokenCharacter(c))
            fail(ErrorCode::Malformed, "the name of a header field is a token followed by a colon");
    } else if (c == '\r') {
        m_part = Part::LineFeed;
    } else if (!isFieldCharacter(c)) {
        fail(ErrorCode::Malformed, "a header field has a control character");
    }
}

void HeadScanner::checkLengths()
{
    const bool isHeadTooLong = m_at - m_start >= Limits::requestHead;
    if (!isHeadTooLong && m_at - m_lineStart < lineMax)
        return;
    if (m_inRequestLine)
        fail(ErrorCode::UriTooLong, "the request line may have 8000 bytes");
    else if (isHeadTooLong)
        fail(ErrorCode::HeadersTooLarge, "the request line and header fields may have 16384 bytes");
    else
        fail(ErrorCode::HeadersTooLarge, "a header field may have 8000 bytes");
}

void HeadScanner::fail(ErrorCode code, const char *detail)
{
    m_error = Error{.code = code, .detail = QString::fromLatin1(detail)};
}

} // namespace confab
