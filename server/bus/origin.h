// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/id.h"

#include <QByteArray>

namespace confab {

/// A socket of this node; never given twice in one run.
using SocketId = Id<struct SocketTag>;

/// The frame that asked for something: its socket, and the `ref` to answer with (as JSON). Null for HTTP.
struct Origin {
    SocketId socket = {};
    QByteArray ref = {};
};

} // namespace confab
