// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/storage/databaseurl.h"
#include "server/storage/value.h"

#include <QByteArrayView>

#include <functional>
#include <initializer_list>
#include <memory>
#include <vector>

namespace confab {

/// A value for a named placeholder of an SQL text.
struct Binding {
    const char *name; ///< with its colon, ":seq"
    Value value;
};

/// The bindings of one statement, written in braces where it is run, or of a list that outlives it.
class Bindings {
public:
    Bindings() = default;
    Bindings(std::initializer_list<Binding> list)
    {
        m_first = list.begin();
        m_size = list.size();
    }
    Bindings(const std::vector<Binding> &list)
        : m_first(list.data())
        , m_size(list.size())
    { }

    [[nodiscard]] const Binding *begin() const { return m_first; }
    [[nodiscard]] const Binding *end() const { return m_first + m_size; }
    [[nodiscard]] size_t size() const { return m_size; }

private:
    const Binding *m_first = nullptr;
    size_t m_size = 0;
};

/// Whether a connection may write.
enum class Access { Read, Write };

/// What a connection has met that concerns more than the statement that met it, the graver the later.
enum class Fault {
    None,
    Conflict, ///< a row of the same key was there; whoever asks again sees it
    Deadlock, ///< the transaction is undone; the same one may succeed
    Lost ///< the connection is good for nothing any more
};

/// A prepared statement of one connection: bound and run again and again, read forward. Used on the
/// connection's thread only, and destroyed before it.
class Statement {
public:
    virtual ~Statement() = default;

    /// Binds every placeholder and runs it up to its first row.
    [[nodiscard]] virtual Result<void> execute(Bindings bindings) = 0;
    /// Steps to the next row, the first at first; false at the end.
    [[nodiscard]] virtual Result<bool> next() = 0;
    /// Rows that the last execution inserted, updated or deleted.
    [[nodiscard]] virtual qint64 changed() const = 0;
    /// Lets go of the rows, and of the snapshot they hold.
    virtual void reset() = 0;

    /// Of the present row; columns are counted from 0.
    [[nodiscard]] virtual bool isNull(int column) const = 0;
    [[nodiscard]] virtual qint64 integer(int column) const = 0;
    [[nodiscard]] virtual QByteArray bytes(int column) const = 0;
    /// The text as UTF-8; valid until the next step.
    [[nodiscard]] virtual QByteArrayView utf8(int column) const = 0;
    /// The bytes, valid until the next step.
    [[nodiscard]] virtual QByteArrayView blob(int column) const = 0;
};

/// A connection to a database, as its engine gives it. Belongs to the thread that opened it.
class Connection {
public:
    virtual ~Connection() = default;

    /// An error says which database and why, without its password.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const DatabaseUrl &url, Access access);

    [[nodiscard]] virtual Result<std::unique_ptr<Statement>> prepare(const QString &sql) = 0;
    /// A text that is run once: PRAGMA, DDL, BEGIN. Its rows are not read.
    [[nodiscard]] virtual Result<void> execute(const QString &sql) = 0;

    /// From now on it leaves its write-ahead log to others, and tells `grown` after each commit how many
    /// pages that has. Only SQLite has one.
    virtual void leaveLog(std::function<void(int pages)>) { }

    /// The gravest since it was asked last. SQLite knows none of them.
    [[nodiscard]] virtual Fault takeFault() { return Fault::None; }
    /// Finds out whether the server is still there.
    [[nodiscard]] virtual Result<void> ping() { return {}; }
};

} // namespace confab
