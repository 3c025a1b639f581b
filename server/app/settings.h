// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/app/configurationkey.h"
#include "server/bus/redisurl.h"
#include "server/domain/accountlimits.h"
#include "server/domain/accountservice.h"
#include "server/domain/activeconversations.h"
#include "server/domain/filerules.h"
#include "server/net/trustedproxies.h"
#include "server/storage/databaseurl.h"

namespace confab {

class Configuration;

/// The configuration as the parts of the server take it. A value.
struct Settings {
    Endpoint listen = {};
    QString dataFolder = {};
    DatabaseUrl database = {};
    std::optional<RedisUrl> bus = {}; ///< nothing: this is the only node
    QString serverName = {};
    QString tlsCertificate = {};
    QString tlsKey = {};
    TrustedProxies trustedProxies = {};
    QString clusterSecret = {}; ///< as configured; see readClusterSecret
    RegistrationPolicy registration = RegistrationPolicy::Open;
    ConversationPolicy conversationPolicy = ConversationPolicy::Open;
    int messagesToLoad = 0;
    AccountLimits::State rateLimits = AccountLimits::State::On;
    int ioThreads = 0;
    int storageThreads = 0;
    int writers = 0;
    int passwordThreads = 0;
    PasswordCost passwordCost = {};
    std::chrono::seconds accessTokenLifetime{0};
    std::chrono::seconds sessionLifetime{0};
    std::chrono::seconds keyRotation{0};
    FileRules files = {};
    QString logLevel = {};

    /// An error names the key that does not fit the others.
    [[nodiscard]] static Result<Settings> from(const Configuration &configuration);

    [[nodiscard]] QString keysPath() const { return dataFolder + QStringLiteral("/keys.json"); }
    /// Of the search index, where it is a file.
    [[nodiscard]] QString searchPath() const { return dataFolder + QStringLiteral("/search.db"); }
    [[nodiscard]] bool usesTls() const { return !tlsCertificate.isEmpty(); }
};

} // namespace confab
