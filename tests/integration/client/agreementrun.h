// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/integration/client/actor.h"

namespace confab::tests {

/// Several people at several devices do whatever comes to mind, while networks are cut and frozen, clients
/// end, and servers are disturbed. When all is well again, every window shows what the server has, and what
/// was written stands there once, or where it was written with the server's no.
///
/// 2,000 things are done, or as many as CONFAB_ACTIONS says; CONFAB_SEED repeats a run's choices. Fails with
/// QtTest's words, so it is for the functions of a test.
class AgreementRun final {
public:
    using Disturb = std::function<void(QRandomGenerator &random)>;

    /// The devices are spread over `doors`. `disturb` does something bad to the server, and all is well again
    /// when it returns.
    AgreementRun(QList<Door> doors, Disturb disturb);

    void run();

private:
    void gather();
    void makeGroup();
    void doAtRandom(int actions);
    void changeGroup();
    void disturb();
    void compareAll();
    void compareWritten();

    const QList<Door> m_doors;
    const Disturb m_disturb;
    QTemporaryDir m_directory;
    QRandomGenerator m_random;
    std::vector<std::unique_ptr<Person>> m_people;
    std::vector<std::unique_ptr<Actor>> m_actors;
    QString m_group;
};

} // namespace confab::tests
