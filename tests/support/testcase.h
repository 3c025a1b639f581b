// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTest>

#include <functional>

namespace confab::tests {

/// The test classes of one executable. ctest runs each by its name: `test-shared-core idtest`.
class TestCases {
public:
    using Factory = std::function<std::unique_ptr<QObject>()>;

    [[nodiscard]] static QMap<QString, Factory> &all();

    template <typename T>
    static bool add(const char *name)
    {
        all().insert(QString::fromLatin1(name).toLower(), [] { return std::make_unique<T>(); });
        return true;
    }
};

} // namespace confab::tests

/// Adds the class to the executable it is compiled into; the last line but one of every test file.
#define CONFAB_TEST(Class) static const bool added##Class = confab::tests::TestCases::add<Class>(#Class);
