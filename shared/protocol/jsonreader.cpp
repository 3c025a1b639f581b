// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/jsonreader.h"

#include "shared/core/text.h"

#include <QJsonDocument>

#include <cmath>

namespace confab {

using namespace Qt::StringLiterals;

bool JsonReader::has(QLatin1StringView name) const
{
    if (m_fields) {
        const auto kind = m_fields->value(name).kind;
        return kind != JsonFields::Kind::Absent && kind != JsonFields::Kind::Null;
    }
    const QJsonValue value = m_json.value(name);
    return !value.isUndefined() && !value.isNull();
}

bool JsonReader::isNumber(QLatin1StringView name) const
{
    return m_fields ? m_fields->value(name).kind == JsonFields::Kind::Number : m_json.value(name).isDouble();
}

QJsonValue JsonReader::tree(QLatin1StringView name) const
{
    return m_fields ? toTree(m_fields->value(name)) : m_json.value(name);
}

QString JsonReader::text(QLatin1StringView name, int maxLength)
{
    if (m_fields) {
        if (const auto value = m_fields->value(name); value.kind == JsonFields::Kind::Text) {
            QString text = toText(value);
            // Without escapes it is scalar, as UTF-8 is, and short where its bytes are few.
            if (!value.isPlain || value.json.size() > maxLength)
                checkText(name, text, maxLength);
            return text;
        }
    }
    const QJsonValue value = tree(name);
    if (value.isUndefined())
        reject(name, u"is missing"_s);
    else if (!value.isString())
        reject(name, u"must be a string"_s);
    const QString text = value.toString();
    checkText(name, text, maxLength);
    return text;
}

void JsonReader::checkText(QLatin1StringView name, QStringView text, int maxLength)
{
    if (!isScalarText(text))
        reject(name, u"holds a lone surrogate or NUL"_s);
    else if (codePointLength(text) > maxLength)
        reject(name, u"is longer than %1 characters"_s.arg(maxLength));
}

std::optional<QString> JsonReader::optionalText(QLatin1StringView name, int maxLength)
{
    return has(name) ? std::optional(text(name, maxLength)) : std::nullopt;
}

bool JsonReader::boolean(QLatin1StringView name)
{
    const QJsonValue value = tree(name);
    if (!value.isBool())
        reject(name, u"must be true or false"_s);
    return value.toBool();
}

std::optional<bool> JsonReader::optionalBoolean(QLatin1StringView name)
{
    return has(name) ? std::optional(boolean(name)) : std::nullopt;
}

qint64 JsonReader::integer(QLatin1StringView name, qint64 min, qint64 max)
{
    const QJsonValue value = tree(name);
    const double number = value.toDouble(NAN);
    // Asking toInteger alone would take 1.5 for its default.
    if (std::isnan(number) || number != std::floor(number)) {
        reject(name, value.isUndefined() ? u"is missing"_s : u"must be a whole number"_s);
        return min;
    }
    if (number < double(min) || number > double(max)) {
        reject(name, u"must be from %1 to %2"_s.arg(min).arg(max));
        return min;
    }
    return value.toInteger();
}

std::optional<qint64> JsonReader::optionalInteger(QLatin1StringView name, qint64 min, qint64 max)
{
    return has(name) ? std::optional(integer(name, min, max)) : std::nullopt;
}

QUuid JsonReader::uuid(QLatin1StringView name)
{
    const QString value = text(name, 36);
    const QUuid uuid = QUuid::fromString(value);
    // QUuid also reads braces; RFC 9562 does not.
    if (value.size() != 36 || uuid.isNull())
        reject(name, u"is no UUID"_s);
    return uuid;
}

Timestamp JsonReader::timestamp(QLatin1StringView name)
{
    const auto time = fromRfc3339(text(name, 40));
    if (!time)
        reject(name, u"is no RFC 3339 time"_s);
    return time.value_or(Timestamp());
}

std::optional<Timestamp> JsonReader::optionalTimestamp(QLatin1StringView name)
{
    return has(name) ? std::optional(timestamp(name)) : std::nullopt;
}

QJsonObject JsonReader::object(QLatin1StringView name)
{
    const QJsonValue value = tree(name);
    if (!value.isObject())
        reject(name, u"must be an object"_s);
    return value.toObject();
}

QJsonArray JsonReader::array(QLatin1StringView name)
{
    const QJsonValue value = tree(name);
    if (!value.isArray())
        reject(name, u"must be an array"_s);
    return value.toArray();
}

QStringList JsonReader::texts(QLatin1StringView name, int maxLength, int maxCount)
{
    const QJsonArray items = array(name);
    if (items.size() > maxCount)
        reject(name, u"has more than %1 entries"_s.arg(maxCount));
    QStringList texts;
    for (const auto &item : items) {
        const QString text = item.toString();
        if (!item.isString() || !isScalarText(text) || codePointLength(text) > maxLength) {
            reject(name, u"holds something that is no text of at most %1 characters"_s.arg(maxLength));
            break;
        }
        texts.append(text);
    }
    return texts;
}

void JsonReader::reject(QLatin1StringView name, const QString &why)
{
    if (!m_error)
        m_error = Error::invalid(name, why);
}

namespace {

bool isDigitAt(QByteArrayView json, qsizetype i)
{
    return i >= 0 && i < json.size() && json[i] >= '0' && json[i] <= '9';
}

/// The first byte of what RFC 8259 forbids and QJsonDocument takes: a control character or an unknown escape
/// in a text, a number that begins or ends with its dot, a byte order mark. -1 where there is none.
qsizetype findLaxity(QByteArrayView json)
{
    if (json.startsWith("\xef\xbb\xbf"))
        return 0;
    bool inText = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (c == '"')
            inText = !inText;
        else if (!inText && c == '.' && !(isDigitAt(json, i - 1) && isDigitAt(json, i + 1)))
            return i;
        else if (inText && uchar(c) < 0x20)
            return i;
        else if (inText && c == '\\'
                 && (++i == json.size() || !QByteArrayView("\"\\/bfnrtu").contains(json[i])))
            return i;
    }
    return -1;
}

} // namespace

Result<QJsonObject> parseJsonObject(const QByteArray &utf8)
{
    if (const qsizetype at = findLaxity(utf8); at >= 0)
        return Error{ErrorCode::Malformed, {}, u"JSON, byte %1: not as RFC 8259 has it"_s.arg(at)};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(utf8, &error);
    if (error.error != QJsonParseError::NoError)
        return Error{
            ErrorCode::Malformed, {}, u"JSON, byte %1: %2"_s.arg(error.offset).arg(error.errorString())};
    if (!document.isObject())
        return Error{ErrorCode::Malformed, {}, u"must be a JSON object"_s};
    return document.object();
}

} // namespace confab
