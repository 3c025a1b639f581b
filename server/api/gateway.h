// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/delivery.h"
#include "server/api/request.h"
#include "server/api/response.h"
#include "shared/core/result.h"

#include <functional>
#include <optional>

namespace confab {

/// Why a socket is closed (RFC 6455, 7.4, and section 5 of the protocol).
enum class CloseCode {
    Restart = 1001,
    BrokenProtocol = 1002,
    NotUtf8 = 1007,
    TooLarge = 1009,
    Malformed = 4400,
    NotLoggedIn = 4401,
    ReadsTooSlowly = 4408,
    TooManyFrames = 4429
};

/// The socket a frame came over.
struct SocketPeer {
    SocketId socket;
    Caller caller;
    int unanswered = 0; ///< frames of it that still wait for their answer
};

/// What becomes of a frame at once.
struct FrameOutcome {
    QByteArray reply = {}; ///< a frame to be sent now, whole; empty for none
    bool answerFollows = false; ///< a ToSocket delivery will answer it
    /// More waits than is good: the socket is read no further until all its answers have gone out.
    bool isCrowded = false;
    std::optional<CloseCode> close = {};
};

/// A socket that may stay: who it is of, and the first frame it gets.
struct Welcome {
    Caller caller;
    QByteArray frame; ///< whole
};

/// The door between the net layer and everything behind it: requests and frames in, answers and deliveries
/// out.
///
/// Thread-safe. Its functions are called on I/O threads and return at once; callbacks come on any thread.
class Gateway {
public:
    using Answer = std::function<void(Response)>;
    using Authenticated = std::function<void(Result<Welcome>)>;
    using Deliver = std::function<void(Deliveries)>;

    virtual ~Gateway() = default;

    /// Answers a request; `answer` is called exactly once.
    virtual void handle(Request request, Answer answer) = 0;
    /// Takes the body of a request that is not to be collected, and answers it; `request` is without its
    /// body. Null for every other request: nothing has happened then, and handle() gets it whole.
    [[nodiscard]] virtual std::unique_ptr<BodyConsumer> receive(const Request &request, const Answer &answer)
        = 0;

    /// Who the token is of, by its signature and time alone; storage has the last word (authenticate).
    [[nodiscard]] virtual Result<Caller> verify(const QString &token) const = 0;
    /// Asks storage whether the session is still good. The socket must be registered for deliveries before
    /// this is called: then no end of the session is missed.
    virtual void authenticate(const Caller &verified, Authenticated done) = 0;

    /// A socket was welcomed or is gone: for presence.
    virtual void opened(const SocketPeer &peer) = 0;
    virtual void closed(const SocketPeer &peer) = 0;

    /// One frame from a client, after its first: the text, which is UTF-8.
    [[nodiscard]] virtual FrameOutcome frame(const SocketPeer &peer, QByteArrayView text) = 0;

    /// Where deliveries go; set once, before anything else is called.
    virtual void setDeliver(Deliver deliver) = 0;
};

} // namespace confab
