// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/framehandlers.h"
#include "server/api/router.h"

namespace confab {

class AccessTokens;

/// The Gateway: takes a request to its handler on the thread that the handler asks for, a frame to the frame
/// handlers, and what the bus carries to the sockets. Thread-safe. All it is given must outlive it, and all
/// that works for it must have ended before it does.
class Api final : public Gateway {
public:
    struct Parts {
        const Router &router;
        const FrameHandlers &frames;
        const AccessTokens &tokens;
        PresenceService &presence;
        StoragePool &readers;
        StoragePool &passwords; ///< the pool that hashes
        Writer &writer;
        EventBus &bus;
        QString epoch;
    };

    explicit Api(const Parts &parts);

    void handle(Request request, Answer answer) override;
    [[nodiscard]] std::unique_ptr<BodyConsumer> receive(const Request &request,
                                                        const Answer &answer) override;
    [[nodiscard]] Result<Caller> verify(const QString &token) const override;
    void authenticate(const Caller &verified, Authenticated done) override;
    void opened(const SocketPeer &peer) override;
    void closed(const SocketPeer &peer) override;
    [[nodiscard]] FrameOutcome frame(const SocketPeer &peer, QByteArrayView text) override;
    void setDeliver(Deliver deliver) override;

private:
    /// Finds the route, and completes `request` with what the path and the query say.
    [[nodiscard]] Router::Match match(Request &request) const;
    /// Answers what needs no handler: an unknown path, OPTIONS, a missing login. Otherwise completes
    /// `request`.
    [[nodiscard]] std::optional<Response> prepare(const Router::Match &match, Request &request) const;
    [[nodiscard]] std::optional<Error> checkLogin(Request &request) const;
    /// The first frame for a socket whose session storage knows.
    [[nodiscard]] Result<Welcome> welcome(Database &database, const Caller &verified) const;

    void run(const ReadHandler &handler, Login login, Request request, const Answer &answer);
    void run(const BriefHandler &handler, Login login, Request request, const Answer &answer);
    void run(const WriteHandler &handler, Login login, Request request, const Answer &answer);
    void run(const ConversationHandler &handler, Login login, Request request, const Answer &answer);
    void write(const WriteHandler &handler, Login login, Request request, const Answer &answer, size_t lane);
    void run(const PasswordHandler &handler, Login login, Request request, const Answer &answer);
    void run(const DirectHandler &handler, Login login, const Request &request, const Answer &answer);
    void run(const DeferredHandler &handler, Login login, const Request &request, const Answer &answer);
    void run(const StreamHandler &handler, Login login, const Request &request, const Answer &answer);

    const Parts m_parts;
    Deliver m_deliver; // constant once the listener has begun
};

} // namespace confab
