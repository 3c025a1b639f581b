// SPDX-License-Identifier: Apache-2.0
#include "server/app/settings.h"

#include "server/app/configuration.h"
#include "shared/core/units.h"

#include <QDir>

#include <algorithm>
#include <thread>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultWriters = 4;

int cores()
{
    return std::max(1, int(std::thread::hardware_concurrency()));
}

int orElse(int configured, int automatic)
{
    return configured == 0 ? std::max(1, automatic) : configured;
}

/// `name` is one of the three: checked when it was loaded.
RegistrationPolicy registrationPolicy(const QString &name)
{
    using enum RegistrationPolicy;
    return name == toName(Open) ? Open : name == toName(Invite) ? Invite : Closed;
}

DatabaseUrl databaseUrl(const QString &database, const QString &dataFolder)
{
    const auto url = DatabaseUrl::parse(database); // checked when it was loaded
    return url ? *url : DatabaseUrl::sqlite(dataFolder + "/confab.db"_L1);
}

std::optional<RedisUrl> busUrl(const QString &bus)
{
    const auto url = RedisUrl::parse(bus); // checked when it was loaded
    return url ? std::optional(*url) : std::nullopt;
}

Result<void> checkTogether(const Settings &settings, const Configuration &configuration)
{
    if (settings.tlsCertificate.isEmpty() != settings.tlsKey.isEmpty()) {
        const QString missing = settings.tlsKey.isEmpty() ? u"tls_key"_s : u"tls_certificate"_s;
        return Error::invalid(missing,
                              u"%1 is missing: TLS needs tls_certificate and tls_key"_s.arg(missing));
    }
    const bool reachable = !settings.listen.address.isLoopback();
    if (reachable && !settings.usesTls() && !configuration.boolean("insecure"_L1)) {
        return Error::invalid(
            u"listen"_s,
            u"%1: listen %2 can be reached from other machines, and passwords would travel in the clear. Set "
            "tls_certificate and tls_key, or insecure=true if a proxy in front of it speaks TLS"_s.arg(
                configuration.origin("listen"_L1), settings.listen.toString()));
    }
    return {};
}

} // namespace

Result<Settings> Settings::from(const Configuration &configuration)
{
    const auto listen = endpointFromText(configuration.text("listen"_L1));
    const auto trustedProxies = TrustedProxies::fromText(configuration.text("trusted_proxies"_L1));
    Q_ASSERT(listen && trustedProxies); // checked when they were loaded
    const QString dataFolder = QDir(configuration.text("data"_L1)).absolutePath();
    const Settings settings{
        .listen = *listen,
        .dataFolder = dataFolder,
        .database = databaseUrl(configuration.text("database"_L1), dataFolder),
        .bus = busUrl(configuration.text("bus"_L1)),
        .serverName = configuration.text("server_name"_L1),
        .tlsCertificate = configuration.text("tls_certificate"_L1),
        .tlsKey = configuration.text("tls_key"_L1),
        .trustedProxies = *trustedProxies,
        .clusterSecret = configuration.text("cluster_secret"_L1),
        .registration = registrationPolicy(configuration.text("registration"_L1)),
        .conversationPolicy = configuration.text("conversation_policy"_L1) == "exclusive"_L1
            ? ConversationPolicy::Exclusive
            : ConversationPolicy::Open,
        .messagesToLoad = configuration.integer("messages_to_load"_L1),
        .rateLimits
        = configuration.boolean("rate_limits"_L1) ? AccountLimits::State::On : AccountLimits::State::Off,
        .ioThreads = orElse(configuration.integer("io_threads"_L1), (cores() + 1) / 2),
        .storageThreads = orElse(configuration.integer("storage_threads"_L1), cores()),
        .writers = orElse(configuration.integer("writers"_L1), defaultWriters),
        .passwordThreads = orElse(configuration.integer("password_threads"_L1), cores() / 2),
        .passwordCost = {.operations = configuration.integer("password_operations"_L1),
                         .memoryKib = configuration.integer("password_memory_kib"_L1)},
        .accessTokenLifetime = configuration.duration("access_token_lifetime"_L1),
        .sessionLifetime = configuration.duration("session_lifetime"_L1),
        .keyRotation = configuration.duration("key_rotation"_L1),
        .files = {.largest = configuration.integer("file_max_mib"_L1) * mebibyte,
                  .perAccount = configuration.integer("account_files_mib"_L1) * mebibyte,
                  .total = configuration.integer("all_files_mib"_L1) * mebibyte,
                  .unsentKept = configuration.duration("unsent_files_kept"_L1),
                  .uploadKept = configuration.duration("uploads_kept"_L1)},
        .logLevel = configuration.text("log_level"_L1)};
    if (const auto fits = checkTogether(settings, configuration); !fits)
        return fits.error();
    return settings;
}

} // namespace confab
