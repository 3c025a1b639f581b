// SPDX-License-Identifier: Apache-2.0
#include "server/bus/nodeevents.h"

#include "shared/core/limits.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestKey = 256; ///< an address or a name
constexpr int mostSpent = 1'000'000;

void begin(JsonWriter &json, QLatin1StringView type, NodeId node)
{
    json.beginObject();
    json.field("type"_L1, type);
    json.field("node"_L1, node);
}

} // namespace

void PersonThere::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("account"_L1, account);
    json.field("user"_L1, username);
    json.field("shares"_L1, shares);
    json.field("state"_L1, toName(state));
    json.field("lastSeenAt"_L1, lastSeenAt);
    json.endObject();
}

Result<PersonThere> PersonThere::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    const auto state = presenceFromName(read.text("state"_L1, 16));
    if (!state)
        read.reject("state"_L1, u"is unknown"_s);
    PersonThere person{.account = read.id<AccountId>("account"_L1),
                       .username = read.text("user"_L1, Limits::usernameMax),
                       .shares = read.boolean("shares"_L1),
                       .state = state.value_or(Presence::Offline),
                       .lastSeenAt = read.optionalTimestamp("lastSeenAt"_L1)};
    return read.finish(std::move(person));
}

template <PeopleNews news>
void PeopleOfNode<news>::write(JsonWriter &json) const
{
    begin(json, type, node);
    json.field("number"_L1, number);
    json.field("people"_L1, people);
    json.endObject();
}

template <PeopleNews news>
Result<PeopleOfNode<news>> PeopleOfNode<news>::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    PeopleOfNode event{.node = read.id<NodeId>("node"_L1),
                       .number = read.integer("number"_L1, 0, JsonReader::maxNumber),
                       .people = read.nestedList<PersonThere>("people"_L1)};
    return read.finish(std::move(event));
}

template struct PeopleOfNode<PeopleNews::Changed>;
template struct PeopleOfNode<PeopleNews::Everybody>;

void PeopleAsked::write(JsonWriter &json) const
{
    begin(json, type, node);
    if (!asked.isNull())
        json.field("asked"_L1, asked);
    json.endObject();
}

Result<PeopleAsked> PeopleAsked::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    PeopleAsked event{.node = read.id<NodeId>("node"_L1),
                      .asked = read.optionalId<NodeId>("asked"_L1).value_or(NodeId())};
    return read.finish(std::move(event));
}

void NodeAlive::write(JsonWriter &json) const
{
    begin(json, type, node);
    json.field("number"_L1, number);
    json.endObject();
}

Result<NodeAlive> NodeAlive::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    NodeAlive event{.node = read.id<NodeId>("node"_L1),
                    .number = read.integer("number"_L1, 0, JsonReader::maxNumber)};
    return read.finish(std::move(event));
}

void NodeLeft::write(JsonWriter &json) const
{
    begin(json, type, node);
    json.endObject();
}

Result<NodeLeft> NodeLeft::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    NodeLeft event{.node = read.id<NodeId>("node"_L1)};
    return read.finish(std::move(event));
}

void RatesSpent::Spent::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("limit"_L1, limit);
    json.field("key"_L1, key);
    json.field("count"_L1, count);
    json.endObject();
}

Result<RatesSpent::Spent> RatesSpent::Spent::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    Spent spent{.limit = read.text("limit"_L1, longestKey),
                .key = read.text("key"_L1, longestKey),
                .count = int(read.integer("count"_L1, -mostSpent, mostSpent))};
    return read.finish(std::move(spent));
}

void RatesSpent::write(JsonWriter &json) const
{
    begin(json, type, node);
    json.field("spent"_L1, spent);
    json.endObject();
}

Result<RatesSpent> RatesSpent::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    RatesSpent event{.node = read.id<NodeId>("node"_L1), .spent = read.nestedList<Spent>("spent"_L1)};
    return read.finish(std::move(event));
}

} // namespace confab
