// SPDX-License-Identifier: Apache-2.0
#include "server/app/configuration.h"

#include "server/app/configurationkey.h"

#include <QFile>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr auto prefix = "CONFAB_"_L1;
constexpr auto portOrigin = "environment PORT"_L1;

Error refusal(const QString &key, const QString &detail)
{
    return Error::invalid(key, detail);
}

} // namespace

Result<Configuration> Configuration::load(const Sources &sources)
{
    Configuration configuration;
    QList<ConfigurationEntry> entries;
    for (const ConfigurationKey &key : configurationKeys())
        entries.append({key.name, key.fallback, u"default"_s});
    if (!sources.file.isEmpty()) {
        const auto file = readFile(sources.file);
        if (!file)
            return file.error();
        entries += *file;
    }
    const auto environment = readEnvironment(sources.environment);
    if (!environment)
        return environment.error();
    entries += *environment;
    entries += sources.commandLine;
    for (const ConfigurationEntry &entry : entries) {
        if (const auto set = configuration.set(entry); !set)
            return set.error();
    }
    configuration.completePort();
    return configuration;
}

Result<void> Configuration::set(const ConfigurationEntry &entry)
{
    const ConfigurationKey *key = findConfigurationKey(entry.key);
    if (!key)
        return refusal(entry.key, u"%1: there is no key %2"_s.arg(entry.origin, entry.key));
    if (const auto objection = key->objection(entry.value))
        return refusal(entry.key, u"%1: %2 %3"_s.arg(entry.origin, entry.key, *objection));
    m_entries.insert(entry.key, entry);
    return {};
}

void Configuration::completePort()
{
    ConfigurationEntry &listen = m_entries[u"listen"_s];
    if (listen.origin != portOrigin)
        return;
    const bool forAll = boolean("insecure"_L1) || !text("tls_certificate"_L1).isEmpty();
    if (forAll)
        listen.value.replace("127.0.0.1"_L1, "0.0.0.0"_L1);
}

Result<QList<ConfigurationEntry>> Configuration::readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refusal(u"config"_s, u"cannot read the file %1: %2"_s.arg(path, file.errorString()));
    QList<ConfigurationEntry> entries;
    QMap<QString, int> seen;
    int number = 0;
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).trimmed();
        ++number;
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const QString origin = u"file %1:%2"_s.arg(path).arg(number);
        const qsizetype equals = line.indexOf(u'=');
        if (equals < 1)
            return refusal(u"config"_s, u"%1: must be KEY=VALUE"_s.arg(origin));
        const QString key = line.first(equals).trimmed();
        if (seen.contains(key))
            return refusal(key, u"%1: %2 stands in line %3 already"_s.arg(origin, key).arg(seen[key]));
        seen.insert(key, number);
        entries.append({key, line.sliced(equals + 1).trimmed(), origin});
    }
    return entries;
}

Result<QList<ConfigurationEntry>> Configuration::readEnvironment(const QMap<QString, QString> &environment)
{
    QList<ConfigurationEntry> entries;
    // Those of the platform first: the server's own names say more.
    if (const QString port = environment.value(u"PORT"_s); !port.isEmpty()) {
        const auto number = integerFromText(port);
        if (!number || *number > 65535)
            return refusal(u"listen"_s, u"environment PORT: must be a number from 0 to 65535"_s);
        entries.append({u"listen"_s, u"127.0.0.1:"_s + port, portOrigin});
    }
    if (const QString url = environment.value(u"DATABASE_URL"_s); !url.isEmpty())
        entries.append({u"database"_s, url, u"environment DATABASE_URL"_s});
    for (auto variable = environment.begin(); variable != environment.end(); ++variable) {
        if (!variable.key().startsWith(prefix))
            continue;
        const QString origin = u"environment "_s + variable.key();
        const QString key = variable.key().sliced(prefix.size());
        if (key != key.toUpper() || !findConfigurationKey(key.toLower()))
            return refusal(variable.key(), u"%1: there is no such key"_s.arg(origin));
        entries.append({key.toLower(), variable.value(), origin});
    }
    return entries;
}

ConfigurationEntry Configuration::entry(QLatin1StringView key) const
{
    Q_ASSERT(m_entries.contains(key));
    return m_entries.value(key);
}

bool Configuration::boolean(QLatin1StringView key) const
{
    return booleanFromText(text(key)).value_or(false);
}

int Configuration::integer(QLatin1StringView key) const
{
    return int(integerFromText(text(key)).value_or(0));
}

std::chrono::seconds Configuration::duration(QLatin1StringView key) const
{
    return durationFromText(text(key)).value_or(std::chrono::seconds(0));
}

QString Configuration::toText() const
{
    QString lines;
    for (const ConfigurationKey &key : configurationKeys())
        lines += u"%1=%2  (%3)\n"_s.arg(key.name, key.shown(text(key.name)), origin(key.name));
    return lines;
}

} // namespace confab
