// SPDX-License-Identifier: Apache-2.0
#include "server/api/eventencoder.h"

#include "server/api/textframe.h"

namespace confab {

namespace {

/// Turns one event after the other into deliveries.
class Encoder {
public:
    explicit Encoder(qsizetype events) { m_deliveries.reserve(2 * events); }

    void operator()(const MessageChanged &event)
    {
        const Message &message = event.message;
        push(event.audience, MessageFrame{message},
             {.conversation = message.conversation,
              .change = message.change,
              .seq = message.seq,
              .sentAt = message.sentAt,
              .message = event.amended ? std::optional(message) : std::nullopt});
    }

    void operator()(const NumberTaken &event)
    {
        m_deliveries.append(ToAccounts{.accounts = event.members, .frame = m_frames.write(event.number)});
    }

    void operator()(const ReceiptChanged &event)
    {
        push(event.audience, event.receipt,
             {.conversation = event.receipt.conversation, .change = event.receipt.change});
    }

    void operator()(const ConversationChanged &event)
    {
        for (const auto &view : event.views) {
            for (const Origin &origin : view.origins)
                acknowledge(origin,
                            {.conversation = view.conversation.id,
                             .change = view.conversation.change,
                             .present = true});
        }
        m_deliveries.append(ToViewers{event});
    }

    void operator()(const MembershipEnded &event)
    {
        toAccount(event.account, RemovedFrame{event.conversation});
    }
    void operator()(const AccountChanged &event) { toAccount(event.account, AccountFrame{event.state}); }
    void operator()(const MarksDue &event) { toAccount(event.account, event.frame); }

    void operator()(const Acknowledged &event) { acknowledge(event.origin, event.ack); }

    void operator()(const Refused &event)
    {
        if (!event.origin.socket.isNull())
            m_deliveries.append(
                ToSocket{event.origin.socket, m_frames.write(ErrorFrame{event.origin.ref, event.error})});
    }

    void operator()(const Typing &event)
    {
        m_deliveries.append(ToAccounts{.accounts = event.members, .frame = m_frames.write(event.frame)});
    }

    void operator()(const PresenceChanged &event)
    {
        m_deliveries.append(ToWatchers{event.account, m_frames.write(event.frame)});
    }

    void operator()(const WatchChanged &event)
    {
        m_deliveries.append(SetWatch{event.origin.socket, event.accounts, event.hidden});
        acknowledge(event.origin, {});
        for (const UserPresenceFrame &frame : event.present)
            m_deliveries.append(
                ToSocket{.socket = event.origin.socket, .frame = m_frames.write(frame), .isAnswer = false});
    }

    void operator()(const SightChanged &event)
    {
        m_deliveries.append(SetSight{event.viewer, event.about, event.hidden, m_frames.write(event.frame)});
    }

    // The presence that follows from it for others is an event of its own.
    void operator()(const PresenceSharingChanged &event)
    {
        if (!event.shares)
            m_deliveries.append(EndWatches{event.account});
    }
    void operator()(const SessionEnded &event) { m_deliveries.append(EndSession{event.session}); }

    // What nodes tell each other; what follows from it for sockets are events of their own.
    void operator()(const PeopleChanged &) { }
    void operator()(const EverybodyThere &) { }
    void operator()(const PeopleAsked &) { }
    void operator()(const NodeAlive &) { }
    void operator()(const NodeLeft &) { }
    void operator()(const RatesSpent &) { }
    void operator()(const BusRestored &) { }
    void operator()(const BusLost &) { }

    [[nodiscard]] QList<Delivery> take() { return std::move(m_deliveries); }

private:
    /// `frame` to the members, and `ack` in its place to the sockets that asked for the change.
    template <typename Frame>
    void push(const Audience &audience, const Frame &frame, const AckFrame &ack)
    {
        ToAccounts push{.accounts = audience.members, .frame = m_frames.write(frame)};
        for (const Origin &origin : audience.origins) {
            acknowledge(origin, ack);
            if (!origin.socket.isNull())
                push.except.append(origin.socket);
        }
        m_deliveries.append(std::move(push));
    }

    template <typename Frame>
    void toAccount(AccountId account, const Frame &frame)
    {
        m_deliveries.append(ToAccounts{.accounts = {account}, .frame = m_frames.write(frame)});
    }

    void acknowledge(const Origin &origin, AckFrame ack)
    {
        if (origin.socket.isNull())
            return;
        ack.ref = origin.ref;
        m_deliveries.append(ToSocket{origin.socket, m_frames.write(ack)});
    }

    FrameWriter m_frames;
    QList<Delivery> m_deliveries;
};

} // namespace

Deliveries encodeEvents(const Events &events)
{
    Encoder encoder(events.size());
    for (const Event &event : events)
        std::visit(encoder, event);
    return std::make_shared<const QList<Delivery>>(encoder.take());
}

QByteArray encodeView(const ConversationChanged &change, const ConversationChanged::View &view)
{
    return FrameWriter().write(ConversationFrame{view.conversation, change.membersOf(view)});
}

} // namespace confab
