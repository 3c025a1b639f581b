// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/groupevent.h"

#include "shared/core/limits.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"
#include "shared/protocol/names.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

using What = GroupEvent::What;

constexpr Names<What, 9> names{{{What::Created, "created"_L1},
                                {What::Added, "added"_L1},
                                {What::Removed, "removed"_L1},
                                {What::Left, "left"_L1},
                                {What::Titled, "title"_L1},
                                {What::Pictured, "avatar"_L1},
                                {What::Promoted, "promoted"_L1},
                                {What::Demoted, "demoted"_L1},
                                {What::Other, "other"_L1}}};

} // namespace

void GroupEvent::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("what"_L1, names.name(what));
    json.field("user"_L1, user);
    json.field("title"_L1, title);
    json.endObject();
}

Result<GroupEvent> GroupEvent::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    GroupEvent event{.what = names.find(read.text("what"_L1, 32)).value_or(What::Other),
                     .user = read.optionalText("user"_L1, Limits::usernameMax),
                     .title = read.optionalText("title"_L1, Limits::title)};
    return read.finish(std::move(event));
}

} // namespace confab
