// SPDX-License-Identifier: Apache-2.0
#include "server/app/configurationkey.h"

#include "server/bus/redisurl.h"
#include "server/net/trustedproxies.h"
#include "server/storage/databaseurl.h"

#include <QDir>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

QString defaultDataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/confabd"_L1;
}

constexpr qint64 hourInSeconds = 3600;
constexpr qint64 dayInSeconds = 24 * hourInSeconds;

QList<ConfigurationKey> makeKeys()
{
    using enum ConfigurationKey::Type;
    return {
        {"listen"_L1, Endpoint, u"127.0.0.1:7280"_s,
         "address and port to listen on; port 0 is any free one"_L1},
        {"data"_L1, File, defaultDataFolder(), "directory for the database and the keys of the tokens"_L1},
        {"database"_L1, Database, u"sqlite"_s,
         "sqlite (in the data directory), sqlite:///FILE, or a server's: postgresql:// or mysql://USER:PASSWORD@HOST:PORT/NAME"_L1},
        {"bus"_L1, Bus, u"local"_s,
         "what several nodes tell each other by: redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]"_L1},
        {"server_name"_L1, Text, u"Confab"_s, "what the server calls itself"_L1, 1, 200},
        {"tls_certificate"_L1, File, u""_s, "PEM file with the certificate and the chain behind it"_L1},
        {"tls_key"_L1, File, u""_s, "PEM file with its private key"_L1},
        {"insecure"_L1, Boolean, u"false"_s,
         "listen beyond this machine without TLS, behind a proxy that has it"_L1},
        {"trusted_proxies"_L1, Addresses, u""_s,
         "proxies in front, by address or network, whose X-Forwarded-For is believed"_L1},
        {"cluster_secret"_L1, Secret, u""_s,
         "what nodes that share a database seal their keys with, or the path of its file"_L1},
        {"registration"_L1,
         Choice,
         u"open"_s,
         "who may create an account"_L1,
         0,
         0,
         {u"open"_s, u"invite"_s, u"closed"_s}},
        {"conversation_policy"_L1,
         Choice,
         u"open"_s,
         "how many active direct conversations a person may have; exclusive is one at a time"_L1,
         0,
         0,
         {u"open"_s, u"exclusive"_s}},
        {"messages_to_load"_L1, Integer, u"15"_s, "messages on a page where none is asked for"_L1, 1, 200},
        {"rate_limits"_L1, Boolean, u"on"_s, "limit how often one may try; off only for tests"_L1},
        {"io_threads"_L1, Integer, u"0"_s, "threads for connections; 0 is one for two cores"_L1, 0, 256},
        {"storage_threads"_L1, Integer, u"0"_s, "threads that read the database; 0 is one a core"_L1, 0, 256},
        {"writers"_L1, Integer, u"0"_s, "connections that write to a shared database; 0 is 4"_L1, 0, 64},
        {"password_threads"_L1, Integer, u"0"_s, "passwords hashed at once; 0 is half of the cores"_L1, 0,
         256},
        {"password_memory_kib"_L1, Integer, u"65536"_s, "memory for hashing one password (Argon2id)"_L1, 8,
         4194304},
        {"password_operations"_L1, Integer, u"2"_s, "passes over that memory"_L1, 1, 1000},
        {"access_token_lifetime"_L1, Duration, u"15m"_s, "until a client must renew its token"_L1, 1,
         dayInSeconds},
        {"session_lifetime"_L1, Duration, u"90d"_s, "until a login that is not used ends"_L1, 1,
         3650 * dayInSeconds},
        {"key_rotation"_L1, Duration, u"30d"_s, "until a new key signs the tokens"_L1, 1,
         3650 * dayInSeconds},
        {"file_max_mib"_L1, Integer, u"100"_s, "size of one file"_L1, 1, 65536},
        {"account_files_mib"_L1, Integer, u"5120"_s, "size of all files of an account"_L1, 1, 1073741824},
        {"all_files_mib"_L1, Integer, u"0"_s, "size of all files; 0 is as many as the disk takes"_L1, 0,
         1073741824},
        {"unsent_files_kept"_L1, Duration, u"1d"_s, "until a file that no message holds is removed"_L1, 60,
         365 * dayInSeconds},
        {"uploads_kept"_L1, Duration, u"1d"_s, "until an upload that does not go on is removed"_L1, 60,
         365 * dayInSeconds},
        {"log_level"_L1,
         Choice,
         u"info"_s,
         "what is logged at least"_L1,
         0,
         0,
         {u"error"_s, u"warning"_s, u"info"_s, u"debug"_s}},
    };
}

QString rangeObjection(std::optional<qint64> number, const ConfigurationKey &key)
{
    if (!number || *number < key.min || *number > key.max)
        return u"must be "_s + key.form();
    return {};
}

QString databaseObjection(const QString &value)
{
    if (value == "sqlite"_L1)
        return {};
    // The value may hold a password; it is not repeated.
    const auto url = DatabaseUrl::parse(value);
    return url ? QString() : url.error().detail;
}

QString busObjection(const QString &value)
{
    if (value == "local"_L1)
        return {};
    const auto url = RedisUrl::parse(value);
    return url ? QString() : url.error().detail;
}

QString objectionTo(const QString &value, const ConfigurationKey &key)
{
    using enum ConfigurationKey::Type;
    switch (key.type) {
    case Text:
        return rangeObjection(value.size(), key);
    case File:
        return value.isEmpty() && !key.fallback.isEmpty() ? u"must not be empty"_s : QString();
    case Boolean:
        return booleanFromText(value) ? QString() : u"must be "_s + key.form();
    case Integer:
        return rangeObjection(integerFromText(value), key);
    case Duration: {
        const auto duration = durationFromText(value);
        return rangeObjection(duration ? std::optional<qint64>(duration->count()) : std::nullopt, key);
    }
    case Choice:
        return key.choices.contains(value) ? QString() : u"must be "_s + key.form();
    case Endpoint:
        return endpointFromText(value) ? QString() : u"must be "_s + key.form();
    case Database:
        return databaseObjection(value);
    case Bus:
        return busObjection(value);
    case Addresses:
        return TrustedProxies::fromText(value) ? QString() : u"must be "_s + key.form();
    case Secret:
        return {}; // asked for only where it is needed (readClusterSecret)
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<QString> ConfigurationKey::objection(const QString &value) const
{
    const QString why = objectionTo(value, *this);
    return why.isEmpty() ? std::nullopt : std::optional(why);
}

QString ConfigurationKey::shown(const QString &value) const
{
    if (type == Type::Database && value.contains("://"_L1)) {
        const auto url = DatabaseUrl::parse(value);
        return url && url->isShared() ? url->toString() : value;
    }
    if (type == Type::Bus) {
        const auto url = RedisUrl::parse(value);
        return url ? "redis://"_L1 + url->place() : value;
    }
    const bool hidden = type == Type::Secret && !value.isEmpty() && !QDir::isAbsolutePath(value);
    return hidden ? u"(not shown)"_s : value;
}

QString ConfigurationKey::form() const
{
    switch (type) {
    case Type::Text:
        return u"a text of %1 to %2 characters"_s.arg(min).arg(max);
    case Type::File:
        return u"a path"_s;
    case Type::Boolean:
        return u"true or false"_s;
    case Type::Integer:
        return u"a number from %1 to %2"_s.arg(min).arg(max);
    case Type::Duration:
        return u"a time from %1 to %2 seconds, such as 90s, 15m, 12h or 30d"_s.arg(min).arg(max);
    case Type::Choice:
        return choices.join(u", "_s);
    case Type::Endpoint:
        return u"an IP address and a port, such as 127.0.0.1:7280 or [::1]:7280"_s;
    case Type::Database:
        return u"sqlite, sqlite:///FILE, postgresql://… or mysql://…"_s;
    case Type::Bus:
        return u"local or redis://HOST"_s;
    case Type::Addresses:
        return u"addresses and networks with commas between, such as 10.0.0.5,192.168.1.0/24"_s;
    case Type::Secret:
        return u"at least 32 random bytes as text, or the path of a file that holds them"_s;
    }
    Q_UNREACHABLE();
}

const QList<ConfigurationKey> &configurationKeys()
{
    static const QList<ConfigurationKey> keys = makeKeys();
    return keys;
}

const ConfigurationKey *findConfigurationKey(QStringView name)
{
    const auto &keys = configurationKeys();
    const auto found
        = std::find_if(keys.begin(), keys.end(), [&](const auto &key) { return key.name == name; });
    return found == keys.end() ? nullptr : &*found;
}

QString Endpoint::toString() const
{
    const bool isIpv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    return (isIpv6 ? u"[%1]:%2"_s : u"%1:%2"_s).arg(address.toString()).arg(port);
}

std::optional<Endpoint> endpointFromText(const QString &text)
{
    static const QRegularExpression form(
        uR"(\A(?:\[([0-9a-fA-F:.]+)\]|([0-9.]+|localhost)):([0-9]{1,5})\z)"_s);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const bool isIpv6 = match.hasCaptured(1) && !match.captured(1).isEmpty();
    const QString host = isIpv6 ? match.captured(1) : match.captured(2);
    const QHostAddress address
        = host == "localhost"_L1 ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(host);
    const auto protocol = isIpv6 ? QAbstractSocket::IPv6Protocol : QAbstractSocket::IPv4Protocol;
    const int port = match.captured(3).toInt();
    // QHostAddress also reads what is short of four numbers.
    const bool complete = isIpv6 || host == "localhost"_L1 || host.count(u'.') == 3;
    if (address.protocol() != protocol || !complete || port > 65535)
        return std::nullopt;
    return Endpoint{address, quint16(port)};
}

std::optional<bool> booleanFromText(const QString &text)
{
    static const QStringList yes{u"true"_s, u"yes"_s, u"on"_s, u"1"_s};
    static const QStringList no{u"false"_s, u"no"_s, u"off"_s, u"0"_s};
    if (yes.contains(text, Qt::CaseInsensitive))
        return true;
    return no.contains(text, Qt::CaseInsensitive) ? std::optional(false) : std::nullopt;
}

std::optional<seconds> durationFromText(const QString &text)
{
    if (text.isEmpty())
        return std::nullopt;
    const QChar unit = text.back();
    const qint64 length = unit == u'm' ? 60 : unit == u'h' ? hourInSeconds : unit == u'd' ? dayInSeconds : 1;
    const auto number = integerFromText(unit.isDigit() ? text : text.chopped(1));
    if (!number || !(unit.isDigit() || u"smhd"_s.contains(unit)))
        return std::nullopt;
    return seconds(*number * length);
}

std::optional<qint64> integerFromText(const QString &text)
{
    const bool digits = !text.isEmpty() && text.size() <= 12
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return digits ? std::optional(text.toLongLong()) : std::nullopt;
}

} // namespace confab
