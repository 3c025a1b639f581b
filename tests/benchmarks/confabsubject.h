// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/benchmarks/subject.h"
#include "tests/support/testserver.h"

#include <optional>

namespace confab::tests {

/// How confabd is run while it is measured.
struct ConfabOptions {
    QString database = {}; ///< URL; empty for the embedded one
    QString bus = {}; ///< URL; empty for none
    int nodes = 1;
    QStringList settings = {}; ///< KEY=VALUE, more of them
    QList<qint64> processes = {}; ///< of the database, the bus, a balancer: their CPU time counts too
    std::optional<quint16> port = {}; ///< of a server that runs already; `processes` are its own then
    enum class Transport { Plain, Tls };
    Transport transport = Transport::Plain;
};

/// confabd: one node or several, or one that somebody else started.
class ConfabSubject final : public Subject {
public:
    explicit ConfabSubject(ConfabOptions options = {});
    ~ConfabSubject() override;

    [[nodiscard]] QString name() const override { return QStringLiteral("confab"); }
    void start() override;
    void stop() override;
    [[nodiscard]] bool seed(const SeedPlan &plan) override;
    void addUsers(int count) override;
    [[nodiscard]] std::unique_ptr<Connection> open(int user) override;
    [[nodiscard]] std::unique_ptr<Connection> openHttp() override;
    void writeSend(std::string &frame, int user, quint64 number) override;
    [[nodiscard]] bool writeAmend(std::string &frame, int user, Amendment what, quint64 seq) override;
    [[nodiscard]] Received read(std::string_view frame) const override;
    [[nodiscard]] QList<QByteArray> requests(Reading reading) override;
    [[nodiscard]] QList<QByteArray> searches(const QStringList &texts, Where where, int limit) override;
    [[nodiscard]] std::chrono::microseconds reindex() override;

protected:
    [[nodiscard]] QList<qint64> ownProcesses() const override;
    [[nodiscard]] QList<qint64> otherProcesses() const override;

private:
    [[nodiscard]] QStringList settings() const;
    [[nodiscard]] quint16 portOf(int user) const;
    [[nodiscard]] QByteArray logIn(Connection &connection, int user) const;
    [[nodiscard]] std::string conversationOf(Connection &connection, int user) const;
    [[nodiscard]] QByteArray syncRequest();
    [[nodiscard]] QList<QByteArray> userRequests() const;
    /// Of user 0.
    [[nodiscard]] QJsonArray ownConversations() const;

    const ConfabOptions m_options;
    const QTemporaryDir m_directory; ///< of the certificate
    std::unique_ptr<TlsClient> m_tls;
    std::vector<std::unique_ptr<TestServer>> m_nodes;
    bool m_isSeeded = false;
    std::vector<QByteArray> m_tokens; ///< by user
    std::vector<std::string> m_conversations; ///< by user
};

} // namespace confab::tests
