// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/capacitytable.h"

#include <QFile>

#include <cstdio>

using namespace Qt::StringLiterals;

/// `confab-capacity server/SCALING.md` reckons its tables anew from the inputs that stand in it.
int main(int argc, char *argv[])
{
    if (argc != 2) {
        std::fputs("usage: confab-capacity server/SCALING.md\n", stderr);
        return 2;
    }
    QFile file(QString::fromLocal8Bit(argv[1]));
    if (!file.open(QIODevice::ReadWrite)) {
        std::fprintf(stderr, "confab-capacity: %s\n", qPrintable(file.errorString()));
        return 2;
    }
    const auto redrawn = confab::tests::CapacityTable::redrawn(QString::fromUtf8(file.readAll()));
    if (!redrawn) {
        std::fputs(
            qPrintable(u"confab-capacity: %1 %2\n"_s.arg(redrawn.error().field, redrawn.error().detail)),
            stderr);
        return 1;
    }
    const QByteArray text = redrawn->toUtf8();
    return file.seek(0) && file.write(text) == text.size() && file.resize(text.size()) ? 0 : 1;
}
