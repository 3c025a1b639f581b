// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/id.h"
#include "shared/core/result.h"

#include <QJsonObject>
#include <QList>

namespace confab {

class JsonReader;
class JsonWriter;

/// A file that a message holds, or that has been uploaded to be sent.
struct Attachment {
    FileId id;
    QString name;
    qint64 size = 0; ///< bytes
    QString mediaType; ///< as its sender said: to be looked at, never to be trusted
    std::optional<int> width = {}; ///< of a picture, in pixels
    std::optional<int> height = {};

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<Attachment> fromJson(const QJsonObject &json);
    bool operator==(const Attachment &) const = default;
};

/// As a list, from the JSON that toJson(attachments) makes; empty when it is something else.
[[nodiscard]] QList<Attachment> attachmentsFromJson(QByteArrayView json);

/// The field `attachments` of a message to be written: ids of files, none twice.
[[nodiscard]] QList<FileId> readAttachmentIds(JsonReader &read);

/// Why `name` cannot be a file's name: 1–255 code points, no path, nothing that is not seen or that turns the
/// direction of what stands behind it (a `gpj.exe` that reads as `exe.jpg`). Empty when it can.
[[nodiscard]] QString fileNameObjection(QStringView name);
/// `type/subtype` (RFC 9110, 8.3.1) without parameters, in lower case; nothing when it is none.
[[nodiscard]] std::optional<QString> mediaTypeFromText(QStringView text);

} // namespace confab
