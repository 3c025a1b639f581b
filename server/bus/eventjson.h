// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/event.h"

/// Events as JSON, for other nodes: for the sockets of an account the very frames that they get, for the
/// nodes themselves objects of the same kind. Stateless; thread-safe.
namespace confab {

/// An event on its way to other nodes: one JSON object, and the accounts whose channels carry it; with none
/// it is for the nodes themselves.
struct WrittenEvent {
    QByteArray json;
    QList<AccountId> accounts = {};
};

/// What other nodes are told of `event`; nothing where it concerns this node alone.
[[nodiscard]] QList<WrittenEvent> writeEvent(const Event &event);

/// Whether other nodes are told of `event`.
[[nodiscard]] bool travels(const Event &event);

/// What the channel of an account carried: an event for that account. Nothing when it is of a kind that this
/// version does not know: a newer node's.
[[nodiscard]] Result<std::optional<Event>> readAccountEvent(const QByteArray &json, AccountId account);

/// What the channel of the nodes carried.
[[nodiscard]] Result<std::optional<Event>> readNodeEvent(const QByteArray &json);

} // namespace confab
