// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/health.h"

#include "shared/protocol/jsonwriter.h"
#include "shared/protocol/names.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr Names<Health::Part, 3> parts{
    {{Health::Part::Up, "up"_L1}, {Health::Part::Away, "away"_L1}, {Health::Part::None, "none"_L1}}};

QLatin1StringView stateOf(const Health &health)
{
    if (!health.isReady())
        return "unavailable"_L1;
    return health.bus == Health::Part::Away ? "degraded"_L1 : "ready"_L1;
}

} // namespace

void Health::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("state"_L1, stateOf(*this));
    json.field("database"_L1, toName(database));
    json.field("bus"_L1, toName(bus));
    json.endObject();
}

QLatin1StringView toName(Health::Part part)
{
    return parts.name(part);
}

} // namespace confab
