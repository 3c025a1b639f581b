// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/jsonfields.h"

#include "shared/protocol/jsonreader.h"

#include <QJsonArray>

#include <algorithm>
#include <charconv>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

using Kind = JsonFields::Kind;
using Value = JsonFields::Value;

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Walks over a JSON text. What it takes is at the front; each function says whether it was there.
class Scanner {
public:
    explicit Scanner(QByteArrayView text)
        : m_text(text)
    { }

    [[nodiscard]] qsizetype at() const { return m_at; }
    [[nodiscard]] bool atEnd() const { return m_at == m_text.size(); }
    void skipBlanks()
    {
        while (!atEnd() && isBlank(m_text[m_at]))
            ++m_at;
    }
    [[nodiscard]] bool take(char c)
    {
        if (atEnd() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    [[nodiscard]] bool takeValue(Value &value);

private:
    [[nodiscard]] bool takeKind(Value &value);
    [[nodiscard]] bool takeText(Value &value);
    [[nodiscard]] bool takeEscape();
    [[nodiscard]] bool takeNumber();
    [[nodiscard]] bool takeDigits();
    [[nodiscard]] bool takeWord(QByteArrayView word);
    [[nodiscard]] bool takeNested();

    const QByteArrayView m_text;
    qsizetype m_at = 0;
};

bool Scanner::takeValue(Value &value)
{
    const qsizetype start = m_at;
    if (atEnd() || !takeKind(value))
        return false;
    value.json = m_text.sliced(start, m_at - start);
    // Numbers with a fraction and what stands deeper are seldom, and checked by the reader of trees.
    const bool isTree = value.kind == Kind::Object || value.kind == Kind::Array || value.kind == Kind::Number;
    return !isTree || !toTree(value).isUndefined();
}

bool Scanner::takeKind(Value &value)
{
    switch (m_text[m_at]) {
    case '"':
        value.kind = Kind::Text;
        return takeText(value);
    case '{':
        value.kind = Kind::Object;
        return takeNested();
    case '[':
        value.kind = Kind::Array;
        return takeNested();
    case 't':
        value.kind = Kind::Boolean;
        return takeWord("true");
    case 'f':
        value.kind = Kind::Boolean;
        return takeWord("false");
    case 'n':
        value.kind = Kind::Null;
        return takeWord("null");
    default:
        value.kind = Kind::Number;
        return takeNumber();
    }
}

bool Scanner::takeText(Value &value)
{
    ++m_at;
    while (!atEnd()) {
        const char c = m_text[m_at++];
        if (c == '"')
            return true;
        if (uchar(c) < 0x20)
            return false;
        if (c != '\\')
            continue;
        value.isPlain = false;
        if (!takeEscape())
            return false;
    }
    return false;
}

bool Scanner::takeEscape()
{
    constexpr qsizetype hexDigits = 4;
    if (!take('u'))
        return !atEnd() && QByteArrayView("\"\\/bfnrt").contains(m_text[m_at++]);
    if (m_text.size() - m_at < hexDigits)
        return false;
    const QByteArrayView digits = m_text.sliced(m_at, hexDigits);
    m_at += hexDigits;
    return std::all_of(digits.begin(), digits.end(),
                       [](char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
}

bool Scanner::takeNumber()
{
    (void)take('-');
    if (!take('0') && !takeDigits())
        return false;
    if (take('.') && !takeDigits())
        return false;
    if (!take('e') && !take('E'))
        return true;
    if (!take('+'))
        (void)take('-');
    return takeDigits();
}

bool Scanner::takeDigits()
{
    const qsizetype start = m_at;
    while (!atEnd() && isDigit(m_text[m_at]))
        ++m_at;
    return m_at > start;
}

bool Scanner::takeWord(QByteArrayView word)
{
    if (!m_text.sliced(m_at).startsWith(word))
        return false;
    m_at += word.size();
    return true;
}

/// To the bracket that closes the one here.
bool Scanner::takeNested()
{
    int depth = 0;
    while (!atEnd()) {
        const char c = m_text[m_at];
        Value ignored;
        if (c == '"') {
            if (!takeText(ignored))
                return false;
            continue;
        }
        ++m_at;
        if (c == '{' || c == '[')
            ++depth;
        else if ((c == '}' || c == ']') && --depth == 0)
            return true;
    }
    return false;
}

Error malformed(qsizetype at)
{
    return {ErrorCode::Malformed, {}, u"JSON, byte %1: not an object as RFC 8259 has it"_s.arg(at)};
}

} // namespace

Result<void> JsonFields::parse(QByteArrayView text)
{
    Scanner scan(text);
    m_fields.clear();
    scan.skipBlanks();
    if (!text.isValidUtf8() || !scan.take('{'))
        return malformed(scan.at());
    scan.skipBlanks();
    bool goesOn = !scan.take('}');
    while (goesOn) {
        scan.skipBlanks();
        Value name;
        Field field;
        const bool isNamed = scan.takeValue(name) && name.kind == Kind::Text;
        scan.skipBlanks();
        if (!isNamed || !scan.take(':'))
            return malformed(scan.at());
        scan.skipBlanks();
        if (!scan.takeValue(field.value))
            return malformed(scan.at());
        if (!name.isPlain)
            m_names.append(toText(name).toUtf8());
        field.name
            = name.isPlain ? name.json.sliced(1, name.json.size() - 2) : QByteArrayView(m_names.constLast());
        m_fields.append(field);
        scan.skipBlanks();
        goesOn = scan.take(',');
        if (!goesOn && !scan.take('}'))
            return malformed(scan.at());
    }
    scan.skipBlanks();
    return scan.atEnd() ? Result<void>() : malformed(scan.at());
}

Value JsonFields::value(QLatin1StringView name) const
{
    const QByteArrayView wanted(name.data(), name.size());
    const auto found = std::find_if(m_fields.rbegin(), m_fields.rend(),
                                    [&](const Field &field) { return field.name == wanted; });
    return found == m_fields.rend() ? Value() : found->value;
}

QString toText(const JsonFields::Value &value)
{
    if (value.kind != Kind::Text)
        return {};
    return value.isPlain ? QString::fromUtf8(value.json.sliced(1, value.json.size() - 2))
                         : toTree(value).toString();
}

QJsonValue toTree(const JsonFields::Value &value)
{
    if (value.kind == Kind::Absent)
        return QJsonValue(QJsonValue::Undefined);
    qint64 whole = 0;
    const auto [end, error] = std::from_chars(value.json.begin(), value.json.end(), whole);
    if (value.kind == Kind::Number && error == std::errc() && end == value.json.end())
        return whole;
    const auto object = parseJsonObject(QByteArray("{\"v\":").append(value.json).append('}'));
    return object ? object->value("v"_L1) : QJsonValue(QJsonValue::Undefined);
}

} // namespace confab
