// SPDX-License-Identifier: Apache-2.0
#include "server/api/eventencoder.h"

#include "shared/protocol/jsonwriter.h"

namespace confab {

namespace {

template <typename Frame>
QString encode(const Frame &frame)
{
    return QString::fromUtf8(toJson(frame));
}

/// Turns one event after the other into deliveries.
class Encoder {
public:
    void operator()(const MessageChanged &event)
    {
        const Message &message = event.message;
        push(event.audience, MessageFrame{message},
             {.conversation = message.conversation,
              .change = message.change,
              .seq = message.seq,
              .sentAt = message.sentAt});
    }

    void operator()(const ReceiptChanged &event)
    {
        push(event.audience, event.receipt,
             {.conversation = event.receipt.conversation, .change = event.receipt.change});
    }

    void operator()(const ConversationChanged &event)
    {
        for (const auto &view : event.views) {
            push({{view.account}, event.origins}, ConversationFrame{view.conversation},
                 {.conversation = view.conversation.id, .change = view.conversation.change});
        }
    }

    void operator()(const AccountChanged &event) { toAccount(event.account, AccountFrame{event.state}); }
    void operator()(const MarksDue &event) { toAccount(event.account, event.frame); }

    void operator()(const Acknowledged &event) { acknowledge(event.origin, event.ack); }

    void operator()(const Refused &event)
    {
        if (!event.origin.socket.isNull())
            m_deliveries.append(
                ToSocket{event.origin.socket, encode(ErrorFrame{event.origin.ref, event.error})});
    }

    void operator()(const Typing &event)
    {
        m_deliveries.append(ToAccounts{.accounts = event.members, .frame = encode(event.frame)});
    }

    void operator()(const PresenceChanged &event)
    {
        m_deliveries.append(ToWatchers{event.account, encode(event.frame)});
    }

    void operator()(const WatchChanged &event)
    {
        m_deliveries.append(SetWatch{event.origin.socket, event.accounts});
        acknowledge(event.origin, {});
        for (const UserPresenceFrame &frame : event.present)
            m_deliveries.append(
                ToSocket{.socket = event.origin.socket, .frame = encode(frame), .isAnswer = false});
    }

    void operator()(const PresenceSharingChanged &) {
    } // the presence that follows from it is an event of its own
    void operator()(const SessionEnded &event) { m_deliveries.append(EndSession{event.session}); }

    [[nodiscard]] QList<Delivery> take() { return std::move(m_deliveries); }

private:
    /// `frame` to the members, and `ack` in its place to the sockets that asked for the change.
    template <typename Frame>
    void push(const Audience &audience, const Frame &frame, const AckFrame &ack)
    {
        QList<SocketId> origins;
        for (const Origin &origin : audience.origins) {
            acknowledge(origin, ack);
            if (!origin.socket.isNull())
                origins.append(origin.socket);
        }
        m_deliveries.append(
            ToAccounts{.accounts = audience.members, .except = origins, .frame = encode(frame)});
    }

    template <typename Frame>
    void toAccount(AccountId account, const Frame &frame)
    {
        m_deliveries.append(ToAccounts{.accounts = {account}, .frame = encode(frame)});
    }

    void acknowledge(const Origin &origin, AckFrame ack)
    {
        if (origin.socket.isNull())
            return;
        ack.ref = origin.ref;
        m_deliveries.append(ToSocket{origin.socket, encode(ack)});
    }

    QList<Delivery> m_deliveries;
};

} // namespace

Deliveries encodeEvents(const Events &events)
{
    Encoder encoder;
    for (const Event &event : events)
        std::visit(encoder, event);
    return std::make_shared<const QList<Delivery>>(encoder.take());
}

} // namespace confab
