// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/attachment.h"

#include "shared/core/limits.h"
#include "shared/core/text.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"

#include <QJsonDocument>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr int mediaTypeMax = 127;
constexpr int sideMax = 1'000'000;

bool isTokenCharacter(QChar c) // RFC 9110, 5.6.2
{
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9')
        || QStringView(u"!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

/// What turns the direction of text, or separates lines.
bool misleads(QChar c)
{
    return (c >= QChar(0x202A) && c <= QChar(0x202E)) || (c >= QChar(0x2066) && c <= QChar(0x2069))
        || c == QChar(0x2028) || c == QChar(0x2029) || c == QChar(0x200E) || c == QChar(0x200F);
}

} // namespace

void Attachment::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("id"_L1, id);
    json.field("name"_L1, name);
    json.field("size"_L1, size);
    json.field("mediaType"_L1, mediaType);
    json.field("width"_L1, width);
    json.field("height"_L1, height);
    json.endObject();
}

Result<Attachment> Attachment::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    const auto side = [&](QLatin1StringView name) {
        const auto length = read.optionalInteger(name, 1, sideMax);
        return length ? std::optional(int(*length)) : std::nullopt;
    };
    Attachment attachment{.id = read.id<FileId>("id"_L1),
                          .name = read.text("name"_L1, Limits::fileName),
                          .size = read.integer("size"_L1, 0, JsonReader::maxNumber),
                          .mediaType = read.text("mediaType"_L1, mediaTypeMax),
                          .width = side("width"_L1),
                          .height = side("height"_L1)};
    if (const QString why = fileNameObjection(attachment.name); !why.isEmpty())
        read.reject("name"_L1, why);
    return read.finish(std::move(attachment));
}

QList<Attachment> attachmentsFromJson(QByteArrayView json)
{
    QList<Attachment> attachments;
    const QJsonArray entries
        = QJsonDocument::fromJson(QByteArray::fromRawData(json.data(), json.size())).array();
    for (const auto &entry : entries) {
        if (auto attachment = Attachment::fromJson(entry.toObject()))
            attachments.append(*std::move(attachment));
    }
    return attachments;
}

QList<FileId> readAttachmentIds(JsonReader &read)
{
    constexpr auto name = "attachments"_L1;
    QList<FileId> ids;
    if (!read.has(name))
        return ids;
    const QStringList texts = read.texts(name, 32, Limits::attachments);
    for (const QString &text : texts) {
        const auto id = FileId::fromString(text);
        if (!id)
            read.reject(name, u"holds what is no id"_s);
        else if (ids.contains(*id))
            read.reject(name, u"holds a file twice"_s);
        else
            ids.append(*id);
    }
    return ids;
}

QString fileNameObjection(QStringView name)
{
    if (name.isEmpty() || name == u"." || name == u"..")
        return u"is no name"_s;
    if (codePointLength(name) > Limits::fileName)
        return u"is longer than %1 characters"_s.arg(Limits::fileName);
    if (!isScalarText(name))
        return u"is not Unicode text"_s;
    if (std::any_of(name.begin(), name.end(), [](QChar c) { return c == u'/' || c == u'\\'; }))
        return u"is a path"_s;
    if (std::any_of(name.begin(), name.end(), [](QChar c) { return c.category() == QChar::Other_Control; }))
        return u"has control characters"_s;
    if (std::any_of(name.begin(), name.end(), misleads))
        return u"has characters that turn the direction of text"_s;
    return {};
}

std::optional<QString> mediaTypeFromText(QStringView text)
{
    const qsizetype parameters = text.indexOf(u';');
    const QString type = (parameters < 0 ? text : text.first(parameters)).trimmed().toString().toLower();
    const qsizetype slash = type.indexOf(u'/');
    if (slash < 0 || type.size() > mediaTypeMax || !isToken(QStringView(type).first(slash))
        || !isToken(QStringView(type).sliced(slash + 1)))
        return std::nullopt;
    return type;
}

} // namespace confab
