// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/benchmarks/connection.h"
#include "tests/support/person.h"

#include <QProcess>

#include <chrono>

namespace confab::tests {

/// A chat server that is measured: a process of its own, with users 0, 1, 2 … of whom each two neighbours
/// (0 and 1, 2 and 3 …) talk. What its protocol says is translated here, so that every workload is the same
/// for all.
class Subject {
public:
    struct Received {
        enum class Kind { Ack, Message, Other };
        Kind kind = Kind::Other;
        quint64 number = 0; ///< of the message
    };

    virtual ~Subject() = default;

    [[nodiscard]] virtual QString name() const = 0;
    /// Starts it on the data it has; until it has answered its first request.
    virtual void start() = 0;
    virtual void stop() = 0;
    [[nodiscard]] virtual qint64 pid() const = 0;

    /// Makes so many users, and their conversations.
    virtual void addUsers(int count) = 0;
    /// A socket of that user, logged in.
    [[nodiscard]] virtual std::unique_ptr<Connection> open(int user) = 0;
    [[nodiscard]] virtual std::unique_ptr<Connection> openHttp() = 0;
    /// The frame in which `user` sends the message `number` to the neighbour, into `frame`.
    virtual void writeSend(std::string &frame, int user, quint64 number) = 0;
    [[nodiscard]] virtual Received read(std::string_view frame) const = 0;
    /// A request for the last 50 messages of users 0 and 1.
    [[nodiscard]] virtual QByteArray historyRequest() const = 0;

    /// User and system time of its process so far.
    [[nodiscard]] std::chrono::microseconds cpuTime() const;
    [[nodiscard]] double residentMebibytes() const;

    [[nodiscard]] static int neighbour(int user) { return user ^ 1; }

protected:
    /// 100 bytes, of which the first twelve are `number`.
    static void appendBody(std::string &out, quint64 number);
    /// The number that stands after `before`; 0 when it does not.
    [[nodiscard]] static quint64 numberAfter(std::string_view text, std::string_view before);
};

/// confabd.
class ConfabSubject final : public Subject {
public:
    ConfabSubject();

    [[nodiscard]] QString name() const override { return QStringLiteral("confab"); }
    void start() override;
    void stop() override;
    [[nodiscard]] qint64 pid() const override { return m_server.pid(); }
    void addUsers(int count) override;
    [[nodiscard]] std::unique_ptr<Connection> open(int user) override;
    [[nodiscard]] std::unique_ptr<Connection> openHttp() override;
    void writeSend(std::string &frame, int user, quint64 number) override;
    [[nodiscard]] Received read(std::string_view frame) const override;
    [[nodiscard]] QByteArray historyRequest() const override;

private:
    TestServer m_server;
    std::vector<std::unique_ptr<Person>> m_people;
    std::vector<std::string> m_conversations; ///< by user
};

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
    [[nodiscard]] qint64 pid() const override { return m_process.processId(); }
    void addUsers(int) override { }
    [[nodiscard]] std::unique_ptr<Connection> open(int user) override;
    [[nodiscard]] std::unique_ptr<Connection> openHttp() override;
    void writeSend(std::string &frame, int user, quint64 number) override;
    [[nodiscard]] Received read(std::string_view frame) const override;
    [[nodiscard]] QByteArray historyRequest() const override;

private:
    const QString m_command;
    const Store m_store;
    const QTemporaryDir m_directory;
    const quint16 m_port;
    QProcess m_process;
};

} // namespace confab::tests
