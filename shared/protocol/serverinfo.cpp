// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/serverinfo.h"

#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

template <typename Map>
void writeMap(JsonWriter &json, QLatin1StringView name, const Map &map)
{
    json.key(name);
    json.beginObject();
    for (auto it = map.begin(); it != map.end(); ++it) {
        json.key(QStringView(it.key()));
        json.value(it.value());
    }
    json.endObject();
}

bool isWhole(const QJsonValue &value)
{
    // Two defaults that differ: what is no whole number answers both.
    return value.toInteger(0) == value.toInteger(1);
}

} // namespace

void ServerInfo::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("name"_L1, name);
    json.field("version"_L1, version);
    json.field("protocol"_L1, protocol);
    json.field("epoch"_L1, epoch);
    writeMap(json, "limits"_L1, limits);
    writeMap(json, "policies"_L1, policies);
    json.field("features"_L1, features);
    json.endObject();
}

Result<ServerInfo> ServerInfo::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    ServerInfo info{.name = read.text("name"_L1, 200),
                    .version = read.text("version"_L1, 64),
                    .protocol = int(read.integer("protocol"_L1, 1, 1000)),
                    .epoch = read.text("epoch"_L1, 64),
                    .features = read.texts("features"_L1, 64, 200)};
    const QJsonObject limits = read.object("limits"_L1);
    for (auto it = limits.begin(); it != limits.end(); ++it) {
        if (!isWhole(it.value()))
            read.reject("limits"_L1, u"holds something that is no whole number"_s);
        info.limits.insert(it.key(), it.value().toInteger());
    }
    const QJsonObject policies = read.object("policies"_L1);
    for (auto it = policies.begin(); it != policies.end(); ++it) {
        if (!it.value().isString())
            read.reject("policies"_L1, u"holds something that is no text"_s);
        info.policies.insert(it.key(), it.value().toString());
    }
    return read.finish(std::move(info));
}

} // namespace confab
