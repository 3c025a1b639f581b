// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/desktop/instancemessage.h"

#include <QLocalServer>
#include <QLockFile>
#include <QObject>

#include <chrono>

QT_FORWARD_DECLARE_CLASS(QLocalSocket)

namespace confab {

/// One client for each profile: a second start hands what it was started with to the one that runs, and ends.
///
/// Who runs holds a lock file in the profile's folder, which the system knows to be stale when its process is
/// gone (QLockFile), and listens on a local socket that its user alone may open. Nothing is taken from the
/// socket but one InstanceMessage in time. GUI thread.
class SingleInstance final : public QObject {
    Q_OBJECT

public:
    enum class Outcome {
        First, ///< this one runs now, and hears of later ones
        HandedOver, ///< another runs, and has the message
        NoAnswer, ///< another runs, but does not take it
    };
    static constexpr std::chrono::seconds patience{10};
    static constexpr int most = 8; ///< at a time

    /// `directory` is the profile's own.
    explicit SingleInstance(const QString &directory, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// Waits for the other one, at most for `within`.
    [[nodiscard]] Outcome begin(const InstanceMessage &message, std::chrono::milliseconds within = patience);
    /// What the socket is called.
    [[nodiscard]] QString socketName() const { return m_socketName; }

Q_SIGNALS:
    /// Another start of the client, that has ended by itself, was for this.
    void started(const QString &link);

private:
    void listen();
    void accept();
    void read(QLocalSocket &socket);
    [[nodiscard]] bool handOver(const InstanceMessage &message, std::chrono::milliseconds within) const;

    const QString m_socketName;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace confab
