// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/instancemessage.h"

#include "client/store/confablink.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr auto linkField = "link"_L1;
constexpr auto tokenField = "activationToken"_L1;

bool isPrintable(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c > u' ' && c < QChar(0x7f); });
}

} // namespace

QByteArray InstanceMessage::toLine() const
{
    QByteArray line;
    {
        JsonWriter json(line);
        json.beginObject();
        json.field(linkField, link);
        json.field(tokenField, activationToken);
        json.endObject();
    }
    line += '\n';
    return line.size() <= longest ? line : QByteArray();
}

Result<InstanceMessage> InstanceMessage::fromLine(const QByteArray &line)
{
    if (line.size() >= longest)
        return Error::invalid({}, u"is too long"_s);
    const auto json = parseJsonObject(line);
    if (!json)
        return json.error();
    JsonReader read{*json};
    InstanceMessage message{.link = read.text(linkField, int(ConfabLink::longest)),
                            .activationToken = read.text(tokenField, longestToken)};
    auto result = read.finish(std::move(message));
    if (result && !result->link.isEmpty() && !ConfabLink::isMeant(result->link))
        return Error::invalid(linkField, u"is no link of Confab"_s);
    if (result && !isPrintable(result->activationToken))
        return Error::invalid(tokenField, u"holds what no token holds"_s);
    return result;
}

} // namespace confab
