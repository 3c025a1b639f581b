// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/export.h"

#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"
#include "shared/protocol/names.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr Names<ExportState, 3> states{{{ExportState::Running, "running"_L1},
                                        {ExportState::Ready, "ready"_L1},
                                        {ExportState::Failed, "failed"_L1}}};

} // namespace

void Export::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("id"_L1, id);
    json.field("state"_L1, states.name(state));
    json.field("progress"_L1, progress);
    json.field("size"_L1, size);
    json.field("createdAt"_L1, createdAt);
    json.field("expiresAt"_L1, expiresAt);
    json.endObject();
}

Result<Export> Export::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    Export one{.id = read.id<ExportId>("id"_L1)};
    const auto state = states.find(read.text("state"_L1, 16));
    if (!state)
        read.reject("state"_L1, u"is no state of an export"_s);
    one.state = state.value_or(ExportState::Failed);
    one.progress = int(read.integer("progress"_L1, 0, 100));
    one.size = read.integer("size"_L1, 0, JsonReader::maxNumber);
    one.createdAt = read.timestamp("createdAt"_L1);
    one.expiresAt = read.optionalTimestamp("expiresAt"_L1);
    return read.finish(std::move(one));
}

} // namespace confab
