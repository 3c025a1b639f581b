// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QStringList>

namespace confab::tests {

/// What a server has promised: which messages it acknowledged or pushed, and under which number. Each promise
/// is checked against the earlier ones at once, and all of them against what the server has in the end.
class Ledger final {
public:
    struct Sent {
        QString conversation;
        QString body;
        qint64 seq = 0; ///< as acknowledged or pushed; 0 as long as neither was
        bool acknowledged = false;
    };

    /// A message is about to be sent for the first time.
    void sending(const QString &clientId, const QString &conversation, const QString &body);
    void acknowledged(const QString &clientId, qint64 seq);
    /// Somebody got the message, which holds `seq` and `clientId`.
    void pushed(const QJsonObject &message);

    /// Compares all messages of a conversation, in the order the server gives them, with what it promised.
    void compare(const QString &conversation, const QList<QJsonObject> &messages);

    [[nodiscard]] int acknowledgedCount() const;
    /// How often a message was acknowledged that had been before.
    [[nodiscard]] int repeats() const { return m_repeats; }
    /// One sentence for each broken promise.
    [[nodiscard]] const QStringList &violations() const { return m_violations; }

private:
    void promise(const QString &clientId, qint64 seq);
    void compareMessage(const QJsonObject &message, qint64 seq, qint64 change);

    QHash<QString, Sent> m_sent; ///< by clientId
    QStringList m_violations;
    int m_repeats = 0;
};

} // namespace confab::tests
