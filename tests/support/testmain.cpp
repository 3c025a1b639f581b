// SPDX-License-Identifier: Apache-2.0
#include "tests/support/testcase.h"

#ifdef CONFAB_GUI_TEST
#include <QApplication>
#endif

namespace confab::tests {

QMap<QString, TestCases::Factory> &TestCases::all()
{
    static QMap<QString, Factory> cases;
    return cases;
}

} // namespace confab::tests

/// `test-… [class [QtTest's own arguments]]`; without a class all of them run.
int main(int argc, char *argv[])
{
#ifdef CONFAB_GUI_TEST
    QApplication application(argc, argv);
#else
    QCoreApplication application(argc, argv);
#endif
    QStandardPaths::setTestModeEnabled(true);

    const auto &cases = confab::tests::TestCases::all();
    QStringList arguments = application.arguments();
    const QString only = arguments.size() > 1 ? arguments.takeAt(1) : QString();
    if (!only.isEmpty() && !cases.contains(only)) {
        qCritical("No test class %s here", qPrintable(only));
        return 2;
    }
    int failed = 0;
    for (auto it = cases.begin(); it != cases.end(); ++it) {
        if (only.isEmpty() || it.key() == only)
            failed += QTest::qExec((*it)().get(), arguments) == 0 ? 0 : 1;
    }
    return failed;
}
