// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/faults/ledger.h"
#include "tests/support/person.h"

#include <QNetworkAccessManager>
#include <QPointer>
#include <QWebSocket>

namespace confab::tests {

/// Writes messages as fast as a server takes them, and repeats with the same clientId what was not
/// acknowledged when the connection broke. Runs on the event loop of the thread that made it; person and
/// ledger outlive it.
class Sender : public QObject {
    Q_OBJECT

public:
    Sender(const Door &door, const Person &person, QString conversation, Ledger &ledger, int window);

    /// The server is there (again): connects, repeats what was not acknowledged, and goes on.
    virtual void resume() = 0;
    /// From now on it sends no new ones.
    void finish() { m_finishing = true; }
    [[nodiscard]] bool isDone() const { return m_finishing && m_unacknowledged.isEmpty(); }

protected:
    struct Draft {
        QString clientId;
        QString body;
    };

    /// Sends one message, for the first time or again.
    virtual void transmit(const Draft &draft) = 0;
    void repeatAll();
    /// Sends new ones until as many as may are on their way.
    void fillWindow();
    void acknowledged(const QString &clientId, qint64 seq);

    const Door m_door;
    const Person &m_person;
    const QString m_conversation;
    Ledger &m_ledger;

private:
    const int m_window;
    QList<Draft> m_unacknowledged; ///< in the order in which they were written
    bool m_finishing = false;
};

/// Sends over a socket, and notes what the others' pushes promise.
class SocketSender final : public Sender {
    Q_OBJECT

public:
    SocketSender(const Door &door, const Person &person, QString conversation, Ledger &ledger);
    void resume() override;

private:
    void transmit(const Draft &draft) override;
    void receive(const QJsonObject &frame);

    QWebSocket m_socket;
};

/// Sends over HTTP.
class HttpSender final : public Sender {
    Q_OBJECT

public:
    HttpSender(const Door &door, const Person &person, QString conversation, Ledger &ledger);
    void resume() override;

private:
    void transmit(const Draft &draft) override;

    QNetworkAccessManager m_network;
    int m_resumed = 0; ///< how often; answers to what was sent before count no more
};

} // namespace confab::tests
