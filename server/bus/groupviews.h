// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/conversationchanged.h"
#include "shared/core/result.h"

#include <QJsonObject>

/// What all the members of a group see of it, as one JSON object for the nodes: what is the same for all of
/// them stands in it once. Stateless; thread-safe.
///
///     {"type":"views","members":[…],"lastMessage":{…},
///      "views":[{"account":"3","index":0,"readSeq":5,"seesLast":true,"conversation":{…,"members":[],…}},…]}
namespace confab {

inline constexpr QLatin1StringView groupViewsType{"views"};

/// Of one whose members are written; the origins are this node's alone.
[[nodiscard]] QByteArray writeGroupViews(const ConversationChanged &event);
[[nodiscard]] Result<ConversationChanged> readGroupViews(const QJsonObject &json);

} // namespace confab
