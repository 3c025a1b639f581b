// SPDX-License-Identifier: Apache-2.0
#include "tests/support/postgresserver.h"

#include <QDir>

#include <algorithm>
#include <csignal>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

/// Debian keeps each version's programs in a folder of its own, outside of PATH.
QStringList programFolders()
{
    const QDir versions(u"/usr/lib/postgresql"_s);
    QStringList names = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    std::sort(names.begin(), names.end(),
              [](const QString &a, const QString &b) { return a.toDouble() > b.toDouble(); });
    for (QString &name : names)
        name = versions.filePath(name + "/bin"_L1);
    return names;
}

} // namespace

QString PostgresServer::program() const
{
    return findProgram(u"postgres"_s, programFolders());
}

QStringList PostgresServer::arguments() const
{
    return {u"-D"_s, dataFolder(),
            u"-p"_s, QString::number(port()),
            u"-c"_s, u"listen_addresses=127.0.0.1"_s,
            u"-c"_s, u"unix_socket_directories="_s};
}

bool PostgresServer::makeData()
{
    // Only the making is not synced: nobody would miss a cluster that a crash leaves half made.
    return writeFile(u"password"_s, QByteArray(password.latin1()) + '\n')
        && run(findProgram(u"initdb"_s, programFolders()),
               {u"-D"_s, dataFolder(), u"-U"_s, u"confab"_s, u"--pwfile"_s, folder() + "/password"_L1,
                u"-A"_s, u"scram-sha-256"_s, u"-E"_s, u"UTF8"_s, u"--locale=C.UTF-8"_s, u"--no-sync"_s});
}

QString PostgresServer::createDatabase(const QString &name) const
{
    return u"CREATE DATABASE "_s + name;
}

int PostgresServer::stopSignal() const
{
    return SIGINT; // its fast shutdown: does not wait for clients
}

} // namespace confab::tests
