// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/benchmarks/connection.h"

#include <chrono>
#include <memory>

namespace confab::tests {

struct SeedPlan;

/// A chat server that is measured: a process of its own, with users 0, 1, 2 … of whom each two neighbours
/// (0 and 1, 2 and 3 …) talk. What its protocol says is translated here, so that every workload is the same
/// for all.
class Subject {
public:
    struct Received {
        enum class Kind { Ack, Message, Receipt, Other };
        Kind kind = Kind::Other;
        quint64 number = 0; ///< of the message
    };
    /// What a client reads in one request.
    enum class Reading {
        History, ///< the last 50 messages of users 0 and 1
        Sync, ///< of one who has everything
        FirstSync, ///< of one who has nothing
        Users, ///< a page of 50 from somewhere in the list
        Search, ///< in messages, for something that few of them hold
    };

    virtual ~Subject() = default;

    [[nodiscard]] virtual QString name() const = 0;
    /// Starts it on the data it has; until it has answered its first request.
    virtual void start() = 0;
    virtual void stop() = 0;
    /// Fills it, while it is stopped, as if it had been used for long. False where it cannot.
    [[nodiscard]] virtual bool seed(const SeedPlan &plan) = 0;

    /// Makes so many users, and their conversations.
    virtual void addUsers(int count) = 0;
    /// A socket of that user, logged in.
    [[nodiscard]] virtual std::unique_ptr<Connection> open(int user) = 0;
    [[nodiscard]] virtual std::unique_ptr<Connection> openHttp() = 0;
    /// The frame in which `user` sends the message `number` to the neighbour, into `frame`.
    virtual void writeSend(std::string &frame, int user, quint64 number) = 0;
    [[nodiscard]] virtual Received read(std::string_view frame) const = 0;

    /// What is done to a message that stands.
    enum class Amendment { Edit, React, Read };
    /// The frame in which `user` does that to message `seq` of the conversation with the neighbour; false
    /// where the server has no such thing.
    [[nodiscard]] virtual bool writeAmend(std::string &frame, int user, Amendment what, quint64 seq)
    {
        Q_UNUSED(frame)
        Q_UNUSED(user)
        Q_UNUSED(what)
        Q_UNUSED(seq)
        return false;
    }
    /// Requests that are asked in turn; none where the server has no such thing.
    [[nodiscard]] virtual QList<QByteArray> requests(Reading reading) = 0;

    /// Where user 0 searches.
    enum class Where { Everywhere, SmallestConversation, LargestConversation };
    /// Requests for the latest messages, at most `limit`, that contain one of `texts`; none where the server
    /// has no search.
    [[nodiscard]] virtual QList<QByteArray> searches(const QStringList &texts, Where where, int limit)
    {
        Q_UNUSED(texts)
        Q_UNUSED(where)
        Q_UNUSED(limit)
        return {};
    }
    /// Makes its search index anew while it is stopped; what that took of the processors, its database
    /// included.
    [[nodiscard]] virtual std::chrono::microseconds reindex() { return {}; }
    /// What those of its threads that have this name have taken so far.
    [[nodiscard]] std::chrono::microseconds threadTime(const QByteArray &name) const;

    /// User and system time so far of all that works for it.
    [[nodiscard]] std::chrono::microseconds cpuTime() const;
    /// What of that its database and its bus took; nothing where they are not processes of their own.
    [[nodiscard]] std::chrono::microseconds othersCpuTime() const;
    /// Of its own processes.
    [[nodiscard]] double residentMebibytes() const;

    [[nodiscard]] static int neighbour(int user) { return user ^ 1; }

protected:
    /// Its own, and those of its database and its bus.
    [[nodiscard]] virtual QList<qint64> ownProcesses() const = 0;
    [[nodiscard]] virtual QList<qint64> otherProcesses() const { return {}; }

    static void appendNumber(std::string &out, quint64 number);

public:
    /// The number in a body of appendBody(), in whatever stands around it; 0 where there is none.
    [[nodiscard]] static quint64 numberInBody(std::string_view text);

protected:
    /// 100 bytes, of which the first twelve are `number`.
    static void appendBody(std::string &out, quint64 number);
    /// The number that stands after `before`; 0 when it does not.
    [[nodiscard]] static quint64 numberAfter(std::string_view text, std::string_view before);
};

} // namespace confab::tests
