// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/gateway.h"

#include <QThread>

#include <atomic>
#include <mutex>
#include <vector>

namespace confab::tests {

/// A Gateway without anything behind it. Thread-safe, as the real one.
///
/// Requests: `/echo` is answered at once with the method, the target and the body, `/thread` the same from
/// another thread, `/source` with 8 MiB from a BodySource (`/broken` with one that fails half way), `/held`
/// when releaseAnswers() is called, `/large` with 8 MiB, anything else with 404. The body of `/sink` is
/// counted in pieces (`/sink/refuse` answers 413 after the first). Tokens: `<account>.<session>` in decimal.
/// Frames: `"follow"` is answered by a delivery, `"crowded"` too and says that it is crowded, `"close"`
/// closes, anything else comes back as it is.
class FakeGateway final : public Gateway {
public:
    enum class Authenticate { AtOnce, Held, Refuse, Unavailable };
    static constexpr int large = 8 * 1024 * 1024;

    ~FakeGateway() override;

    void setAuthenticate(Authenticate authenticate) { m_authenticate = authenticate; }
    void releaseAnswers();
    void releaseWelcomes();
    void deliver(const QList<Delivery> &deliveries) const;
    [[nodiscard]] static QString tokenOf(AccountId account, SessionId session);

    [[nodiscard]] QList<Request> requests() const;
    [[nodiscard]] QList<qsizetype> pieces() const; ///< bytes of each that went to `/sink`
    [[nodiscard]] int sinksLeft() const { return m_sinksLeft; } ///< ended before their body
    [[nodiscard]] size_t heldAnswers() const;
    [[nodiscard]] size_t heldWelcomes() const;
    [[nodiscard]] QList<SocketPeer> framesFrom() const; ///< the peer of each frame
    [[nodiscard]] QList<SocketId> openedSockets() const;
    [[nodiscard]] QList<SocketId> closedSockets() const;

    void handle(Request request, Answer answer) override;
    std::unique_ptr<BodyConsumer> receive(const Request &request, const Answer &answer) override;
    Result<Caller> verify(const QString &token) const override;
    void authenticate(const Caller &verified, Authenticated done) override;
    void opened(const SocketPeer &peer) override;
    void closed(const SocketPeer &peer) override;
    FrameOutcome frame(const SocketPeer &peer, QByteArrayView text) override;
    void setDeliver(Deliver deliver) override;

private:
    [[nodiscard]] static Welcome welcomeOf(const Caller &caller);
    class Sink;

    void answerFromAnotherThread(Answer answer, Response response);

    std::atomic<int> m_sinksLeft = 0;
    std::atomic<Authenticate> m_authenticate = Authenticate::AtOnce;
    Deliver m_deliver;

    mutable std::mutex m_mutex; // guards what follows
    QList<Request> m_requests;
    QList<qsizetype> m_pieces;
    std::vector<Answer> m_heldAnswers;
    std::vector<std::pair<Caller, Authenticated>> m_heldWelcomes;
    QList<SocketPeer> m_framesFrom;
    QList<SocketId> m_opened;
    QList<SocketId> m_closed;
    std::vector<std::unique_ptr<QThread>> m_threads;
};

} // namespace confab::tests
