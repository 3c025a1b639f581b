// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/gateway.h"
#include "server/domain/messagewriter.h"

namespace confab {

class AmendmentService;
class EventBus;
class PresenceService;
class ReceiptService;
class StoragePool;
class TypingThrottle;
class Writer;

/// The table of frames: which function answers which type. Called on I/O threads, returns at once; what needs
/// storage is answered by an event of the bus. Thread-safe. All it is given must outlive it.
class FrameHandlers {
public:
    struct Parts {
        MessageWriter &messages;
        AmendmentService &amendments;
        ReceiptService &receipts;
        PresenceService &presence;
        TypingThrottle &typing;
        StoragePool &readers;
        Writer &writer;
        EventBus &bus;
    };

    explicit FrameHandlers(const Parts &parts)
        : m_parts(parts)
    { }

    /// One frame of an authenticated socket.
    [[nodiscard]] FrameOutcome handle(const SocketPeer &peer, QByteArrayView text) const;

    /// Every type that a client may send after `authenticate`.
    [[nodiscard]] static QStringList types();

private:
    using Function
        = FrameOutcome (FrameHandlers::*)(const SocketPeer &, const Origin &, const JsonFields &) const;
    struct Entry {
        QLatin1StringView type;
        enum class Answer { Ref, None } answer;
        Function function;
    };
    static const QList<Entry> &table();

    FrameOutcome send(const SocketPeer &peer, const Origin &origin, const JsonFields &json) const;
    FrameOutcome edit(const SocketPeer &peer, const Origin &origin, const JsonFields &json) const;
    FrameOutcome remove(const SocketPeer &peer, const Origin &origin, const JsonFields &json) const;
    FrameOutcome react(const SocketPeer &peer, const Origin &origin, const JsonFields &json) const;
    FrameOutcome read(const SocketPeer &peer, const Origin &origin, const JsonFields &json) const;
    FrameOutcome delivered(const SocketPeer &peer, const Origin &origin, const JsonFields &json) const;
    FrameOutcome typing(const SocketPeer &peer, const Origin &origin, const JsonFields &json) const;
    FrameOutcome presence(const SocketPeer &peer, const Origin &origin, const JsonFields &json) const;
    FrameOutcome watch(const SocketPeer &peer, const Origin &origin, const JsonFields &json) const;
    FrameOutcome ping(const SocketPeer &peer, const Origin &origin, const JsonFields &json) const;

    const Parts m_parts;
};

} // namespace confab
