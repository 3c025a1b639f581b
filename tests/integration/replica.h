// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/person.h"

#include <QMap>

namespace confab::tests {

/// The smallest client that follows section 5 of the protocol, written from its text alone: a copy of
/// everything one person may see, kept by pushes, `sync` and `changes`.
class Replica final {
public:
    struct Conversation {
        qint64 change = 0; ///< up to which it has the rows without a hole
        QMap<qint64, QJsonObject> messages = {}; ///< by seq
        QMap<QString, QJsonObject> members = {}; ///< by username
    };

    Replica(const Door &door, Person &person);

    /// Opens the socket (anew), then catches up with all that it missed.
    [[nodiscard]] bool connect();
    /// Applies what comes in that time.
    void listen(int milliseconds);
    /// Cuts the connection without a word; what was on its way is lost.
    void cut();

    [[nodiscard]] const QMap<QString, Conversation> &conversations() const { return m_conversations; }
    [[nodiscard]] int cuts() const { return m_cuts; }

private:
    void applyPushes();
    void applyPush(const QString &id, const QJsonObject &push);
    void applyRow(Conversation &conversation, const QJsonObject &message);
    static void applyMember(Conversation &conversation, const QJsonObject &member);
    void sync();
    void fetchChanges(const QString &id);

    Person &m_person;
    SocketClient m_socket;
    QMap<QString, Conversation> m_conversations; ///< by id
    int m_cuts = 0;
};

} // namespace confab::tests
