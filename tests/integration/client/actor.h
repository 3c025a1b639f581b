// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/integration/client/device.h"
#include "tests/support/tcpproxy.h"

#include <QRandomGenerator>

namespace confab::tests {

/// Somebody at a device who does whatever comes to mind, with a network that comes and goes.
///
/// Remembers what was written, so that it can be asked afterwards what became of it. GUI thread.
class Actor final {
public:
    enum class Fate { Waiting, Refused, GivenUp, Gone };
    struct Written {
        ChatId chat;
        QString text;
        bool givenUp = false; ///< and the device said that this was in time
    };

    /// `others` are the usernames of whom it may write to.
    Actor(QString username, const QString &directory, quint16 port, QStringList others,
          QRandomGenerator &random);

    /// Creates the account, or logs in where it exists, and opens it.
    [[nodiscard]] bool signIn();
    /// Does one thing.
    void act();
    /// Everything works again, at once.
    void recover();

    [[nodiscard]] const QString &username() const { return m_username; }
    [[nodiscard]] Device &device() { return m_device; }
    [[nodiscard]] bool isSettled() const;
    /// By clientId.
    [[nodiscard]] const QHash<QUuid, Written> &written() const { return m_written; }
    /// What became of what the server does not have.
    [[nodiscard]] Fate fateOf(const QUuid &clientId) const;

private:
    struct Place {
        ChatId chat;
        Seq seq;
        bool isOwn = false;
        bool isMessage = false;
    };

    void write();
    void writeFile();
    void amend();
    void react();
    void read();
    void arrange();
    void relate();
    void giveUp();
    void disturb();
    [[nodiscard]] ChatId anyChat();
    /// One of the newest messages; none where the chat has none.
    [[nodiscard]] std::optional<Place> anyPlace();
    [[nodiscard]] bool chance(int inHundred) { return m_random.bounded(100) < inHundred; }
    [[nodiscard]] Account &account() { return *m_device.account; }

    const QString m_username;
    const QString m_directory;
    const QStringList m_others;
    QRandomGenerator &m_random;
    TcpProxy m_network;
    Device m_device;
    QHash<QUuid, Written> m_written;
    int m_count = 0; ///< of texts
    int m_untilRecovery = 0; ///< things to do until what was disturbed is well
};

} // namespace confab::tests
