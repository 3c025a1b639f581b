// SPDX-License-Identifier: Apache-2.0
#include "client/connection/serverframe.h"

#include "shared/protocol/clientframes.h"

namespace confab {

namespace {

using Read = Result<std::optional<ServerFrame>>;

/// Reads a Frame if that is what `type` names.
template <typename Frame>
bool readAs(const QString &type, const QJsonObject &json, Read &out)
{
    if (type != Frame::type)
        return false;
    auto frame = Frame::fromJson(json);
    out = frame ? Read(std::optional<ServerFrame>(*std::move(frame))) : Read(frame.error());
    return true;
}

template <typename... Frames>
Read readAny(std::variant<Frames...> *, const QString &type, const QJsonObject &json)
{
    Read out{std::optional<ServerFrame>()};
    (readAs<Frames>(type, json, out) || ...);
    return out;
}

} // namespace

Result<std::optional<ServerFrame>> readServerFrame(const QJsonObject &json)
{
    const auto type = frameType(json);
    if (!type)
        return type.error();
    return readAny(static_cast<ServerFrame *>(nullptr), *type, json);
}

} // namespace confab
