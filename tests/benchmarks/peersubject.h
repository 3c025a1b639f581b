// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/benchmarks/subject.h"

#include <QProcess>
#include <QTemporaryDir>

namespace confab::tests {

/// The Node.js peer, a small chat server; started with `command`.
class PeerSubject final : public Subject {
public:
    /// How it stores: with dense numbers and unique client ids, as Confab does; or without, which is the only
    /// way in which it can also answer a history.
    enum class Store { Full, Group };

    PeerSubject(QString command, Store store);
    ~PeerSubject() override;

    [[nodiscard]] QString name() const override { return QStringLiteral("peer"); }
    void start() override;
    void stop() override;
    [[nodiscard]] bool seed(const SeedPlan &) override { return false; }
    void addUsers(int) override { }
    [[nodiscard]] std::unique_ptr<Connection> open(int user) override;
    [[nodiscard]] std::unique_ptr<Connection> openHttp() override;
    void writeSend(std::string &frame, int user, quint64 number) override;
    [[nodiscard]] Received read(std::string_view frame) const override;
    [[nodiscard]] QList<QByteArray> requests(Reading reading) override;

protected:
    [[nodiscard]] QList<qint64> ownProcesses() const override { return {m_process.processId()}; }

private:
    const QString m_command;
    const Store m_store;
    const QTemporaryDir m_directory;
    const quint16 m_port;
    QProcess m_process;
};

} // namespace confab::tests
