// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/upload.h"

#include "shared/core/limits.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"

namespace confab {

using namespace Qt::StringLiterals;

void Upload::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("id"_L1, id);
    json.field("name"_L1, name);
    json.field("length"_L1, length);
    json.field("offset"_L1, offset);
    json.field("expiresAt"_L1, expiresAt);
    json.field("file"_L1, file);
    json.endObject();
}

Result<Upload> Upload::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    Upload upload{.id = read.id<UploadId>("id"_L1),
                  .name = read.text("name"_L1, Limits::fileName),
                  .length = read.integer("length"_L1, 0, JsonReader::maxNumber),
                  .offset = read.integer("offset"_L1, 0, JsonReader::maxNumber),
                  .expiresAt = read.timestamp("expiresAt"_L1)};
    if (read.has("file"_L1))
        upload.file = read.nested<Attachment>("file"_L1);
    return read.finish(std::move(upload));
}

} // namespace confab
