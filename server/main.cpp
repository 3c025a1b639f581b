// SPDX-License-Identifier: Apache-2.0
#include "server/app/application.h"

#include <QCoreApplication>

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("confabd"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CONFAB_VERSION));
    return int(confab::Application().run(QCoreApplication::arguments()));
}
