// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/router.h"
#include "server/domain/filerules.h"
#include "shared/protocol/serverinfo.h"

namespace confab {

class HealthService;

/// `/server`, and the contract itself: `/openapi.yaml` and `/asyncapi.yaml`.
void addServerRoutes(Router &router, const ServerInfo &info);
/// `/health`. The service must outlive the router's use.
void addHealthRoute(Router &router, const HealthService &service);

/// Every limit that a client may meet, by its name. `messagesToLoad` is the page of messages where none is
/// asked for.
[[nodiscard]] QMap<QString, qint64> limitsInForce(int messagesToLoad, const FileRules &files = {});
/// What this server can do beyond the minimum of the protocol.
[[nodiscard]] QStringList featuresOffered();

} // namespace confab
