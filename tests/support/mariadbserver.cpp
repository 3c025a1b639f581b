// SPDX-License-Identifier: Apache-2.0
#include "tests/support/mariadbserver.h"

#include <csignal>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

const QStringList programFolders{u"/usr/sbin"_s, u"/usr/local/sbin"_s, u"/usr/libexec"_s};

/// Small, so that a server is made in a second.
const QString redoLog = u"--innodb-log-file-size=16M"_s;

} // namespace

QString MariaDbServer::program() const
{
    return findProgram(u"mariadbd"_s, programFolders);
}

QStringList MariaDbServer::arguments() const
{
    return {u"--no-defaults"_s,
            u"--datadir="_s + dataFolder(),
            u"--tmpdir="_s + folder(),
            u"--port=%1"_s.arg(port()),
            u"--bind-address=127.0.0.1"_s,
            u"--skip-name-resolve"_s,
            u"--socket="_s + folder() + "/socket"_L1,
            u"--pid-file="_s + folder() + "/pid"_L1,
            u"--init-file="_s + folder() + "/begin.sql"_L1,
            u"--innodb-buffer-pool-size=64M"_s,
            redoLog};
}

bool MariaDbServer::makeData()
{
    const QByteArray begin = "CREATE USER IF NOT EXISTS confab@'%' IDENTIFIED BY '"
        + QByteArray(password.latin1()) + "';\nGRANT ALL ON *.* TO confab@'%';\n";
    return writeFile(u"begin.sql"_s, begin)
        && run(findProgram(u"mariadb-install-db"_s, {}),
               {u"--no-defaults"_s, u"--datadir="_s + dataFolder(), u"--tmpdir="_s + folder(),
                u"--skip-test-db"_s, u"--auth-root-authentication-method=normal"_s, redoLog});
}

QString MariaDbServer::createDatabase(const QString &name) const
{
    // What a distribution's default may be; the tables have to say their own character set.
    return u"CREATE DATABASE %1 CHARACTER SET latin1"_s.arg(name);
}

int MariaDbServer::stopSignal() const
{
    return SIGTERM;
}

} // namespace confab::tests
