// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/databaseurl.h"
#include "tests/support/databaseserver.h"

#include <memory>

namespace confab::tests {

/// An empty database of the engine that the environment's CONFAB_TEST_ENGINE names, `sqlite` where it names
/// none: so one suite runs on all of them (ENGINES of confab_tests).
///
/// The first of a process starts a server, which the later ones share and which ends with the application.
/// Where the engine is not installed, the process says so and ends with the status that ctest takes for
/// skipped.
class TestDatabase {
public:
    TestDatabase();

    [[nodiscard]] const DatabaseUrl &url() const { return m_url; }

    static constexpr int skipped = 77;

private:
    const QTemporaryDir m_directory;
    const DatabaseUrl m_url;
};

/// That of CONFAB_TEST_ENGINE.
[[nodiscard]] Engine testEngine();
/// A server of that engine, not started, for a test that stops and kills it; ends the process as skipped
/// where it is not installed.
[[nodiscard]] std::unique_ptr<DatabaseServer> newTestServer();

} // namespace confab::tests
