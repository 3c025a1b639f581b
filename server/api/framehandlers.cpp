// SPDX-License-Identifier: Apache-2.0
#include "server/api/framehandlers.h"

#include "server/api/textframe.h"
#include "server/bus/eventbus.h"
#include "server/domain/amendmentservice.h"
#include "server/domain/presenceservice.h"
#include "server/domain/receiptservice.h"
#include "server/domain/shownuser.h"
#include "server/domain/typingthrottle.h"
#include "server/storage/storagepool.h"
#include "shared/core/limits.h"
#include "shared/protocol/clientframes.h"
#include "shared/protocol/jsonreader.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

FrameOutcome refuse(const Origin &origin, Error error)
{
    return {.reply = FrameWriter().write(ErrorFrame{origin.ref, std::move(error)})};
}

FrameOutcome acknowledge(const Origin &origin)
{
    return {.reply = FrameWriter().write(AckFrame{.ref = origin.ref})};
}

Error busy()
{
    return {ErrorCode::Unavailable, {}, u"the server is busy"_s, std::chrono::seconds(1)};
}

/// The accounts of these names, and how present each of them is to who asks. Unknown names are passed over;
/// who shares no presence watches nobody.
Result<WatchChanged> readWatch(Database &database, const PresenceSource &presence, const Sight &sight,
                               const QStringList &names)
{
    WatchChanged watch{.hidden = sight.hidden()};
    if (!sight.shares())
        return watch;
    AccountRepository accounts(database);
    for (const QString &name : names) {
        const auto account = accounts.findByName(name);
        if (!account)
            return account.error();
        if (!*account)
            continue;
        const User user = shownUser(**account, presence, sight);
        watch.accounts.append(user.id);
        if (user.presence)
            watch.present.append({user.username, *user.presence, user.lastSeenAt});
        else if (sight.hidden().contains(user.id)) // What the watcher read before the block is seen no more.
            watch.present.append({.user = user.username, .state = Presence::Offline});
    }
    return watch;
}

} // namespace

const QList<FrameHandlers::Entry> &FrameHandlers::table()
{
    using H = FrameHandlers;
    static const QList<Entry> entries{
        {SendFrame::type, Entry::Answer::Ref, &H::send},
        {EditFrame::type, Entry::Answer::Ref, &H::edit},
        {DeleteFrame::type, Entry::Answer::Ref, &H::remove},
        {ReactFrame::type, Entry::Answer::Ref, &H::react},
        {MarkFrame::typeOf(MarkFrame::Kind::Read), Entry::Answer::Ref, &H::read},
        {MarkFrame::typeOf(MarkFrame::Kind::Delivered), Entry::Answer::Ref, &H::delivered},
        {TypingFrame::type, Entry::Answer::None, &H::typing},
        {PresenceFrame::type, Entry::Answer::Ref, &H::presence},
        {WatchFrame::type, Entry::Answer::Ref, &H::watch},
        {PingFrame::type, Entry::Answer::Ref, &H::ping}};
    return entries;
}

QStringList FrameHandlers::types()
{
    QStringList types;
    for (const Entry &entry : table())
        types.append(entry.type);
    return types;
}

FrameOutcome FrameHandlers::handle(const SocketPeer &peer, QByteArrayView text) const
{
    JsonFields json;
    if (const auto parsed = json.parse(text); !parsed)
        return {.reply = refuse({}, parsed.error()).reply, .close = CloseCode::Malformed};
    Origin origin{.socket = peer.socket};
    const auto ref = clientFrameRef(json);
    if (ref)
        origin.ref = *ref;
    const auto type = frameType(json);
    if (!type)
        return refuse(origin, type.error());
    const auto entry = std::find_if(table().begin(), table().end(),
                                    [&](const Entry &known) { return known.type == *type; });
    if (entry == table().end())
        return refuse(origin, {ErrorCode::UnknownFrame, u"type"_s, u"no frame of this type is known"_s});
    if (entry->answer == Entry::Answer::Ref && !ref)
        return refuse(origin, ref.error());
    if (entry->answer == Entry::Answer::Ref && peer.unanswered >= Limits::unanswered) {
        return refuse(origin,
                      {ErrorCode::TooManyRequests,
                       {},
                       u"more than %1 frames wait for their answer"_s.arg(Limits::unanswered),
                       std::chrono::seconds(1)});
    }
    return (this->*entry->function)(peer, origin, json);
}

FrameOutcome FrameHandlers::send(const SocketPeer &peer, const Origin &origin, const JsonFields &json) const
{
    auto frame = SendFrame::fromJson(json);
    if (!frame)
        return refuse(origin, frame.error());
    if (frame->conversation)
        m_parts.typing.end(peer.caller.account, *frame->conversation);
    m_parts.messages.post({.caller = peer.caller,
                           .conversation = frame->conversation,
                           .to = std::move(frame->to),
                           .clientId = frame->clientId,
                           .body = std::move(frame->body),
                           .replyTo = frame->replyTo,
                           .attachments = std::move(frame->attachments),
                           .origin = origin});
    return {.answerFollows = true, .isCrowded = m_parts.messages.isCrowded()};
}

FrameOutcome FrameHandlers::edit(const SocketPeer &peer, const Origin &origin, const JsonFields &json) const
{
    auto frame = EditFrame::fromJson(json);
    if (!frame)
        return refuse(origin, frame.error());
    m_parts.amendments.amend({.caller = peer.caller,
                              .conversation = frame->conversation,
                              .seq = frame->seq,
                              .what = Amendment::Edit{std::move(frame->body)},
                              .origin = origin});
    return {.answerFollows = true};
}

FrameOutcome FrameHandlers::remove(const SocketPeer &peer, const Origin &origin, const JsonFields &json) const
{
    const auto frame = DeleteFrame::fromJson(json);
    if (!frame)
        return refuse(origin, frame.error());
    m_parts.amendments.amend({.caller = peer.caller,
                              .conversation = frame->conversation,
                              .seq = frame->seq,
                              .what = Amendment::Remove(),
                              .origin = origin});
    return {.answerFollows = true};
}

FrameOutcome FrameHandlers::react(const SocketPeer &peer, const Origin &origin, const JsonFields &json) const
{
    auto frame = ReactFrame::fromJson(json);
    if (!frame)
        return refuse(origin, frame.error());
    m_parts.amendments.amend({.caller = peer.caller,
                              .conversation = frame->conversation,
                              .seq = frame->seq,
                              .what = Amendment::React{.emoji = std::move(frame->emoji), .on = frame->on},
                              .origin = origin});
    return {.answerFollows = true};
}

FrameOutcome FrameHandlers::read(const SocketPeer &peer, const Origin &origin, const JsonFields &json) const
{
    const auto frame = MarkFrame::fromJson(MarkFrame::Kind::Read, json);
    if (!frame)
        return refuse(origin, frame.error());
    m_parts.receipts.mark({.mark = *frame, .caller = peer.caller, .origin = origin});
    return {.answerFollows = true};
}

FrameOutcome FrameHandlers::delivered(const SocketPeer &peer, const Origin &origin,
                                      const JsonFields &json) const
{
    const auto frame = MarkFrame::fromJson(MarkFrame::Kind::Delivered, json);
    if (!frame)
        return refuse(origin, frame.error());
    m_parts.receipts.mark({.mark = *frame, .caller = peer.caller, .origin = origin});
    return {.answerFollows = true};
}

FrameOutcome FrameHandlers::typing(const SocketPeer &peer, const Origin &origin, const JsonFields &json) const
{
    const auto frame = TypingFrame::fromJson(json);
    if (!frame)
        return refuse(origin, frame.error());
    if (!m_parts.typing.passes(peer.caller.account, frame->conversation))
        return {};
    // Never answered: who may not see the conversation learns nothing, and a busy server loses nothing.
    (void)m_parts.readers.submit(
        [parts = m_parts, caller = peer.caller, conversation = frame->conversation](Database &database) {
            const auto access = accessConversation(database, conversation, caller.account);
            if (!access || !access->takesMessages() || !requireSession(database, caller))
                return;
            QList<AccountId> others = access->audience();
            others.removeOne(caller.account);
            others = parts.presence.connectedOf(others);
            if (!others.isEmpty())
                parts.bus.publish({Typing{{conversation, access->caller().username}, others}});
        });
    return {};
}

FrameOutcome FrameHandlers::presence(const SocketPeer &peer, const Origin &origin,
                                     const JsonFields &json) const
{
    const auto frame = PresenceFrame::fromJson(json);
    if (!frame)
        return refuse(origin, frame.error());
    m_parts.presence.setState(peer.socket, peer.caller, frame->state);
    return acknowledge(origin);
}

FrameOutcome FrameHandlers::watch(const SocketPeer &peer, const Origin &origin, const JsonFields &json) const
{
    const auto frame = WatchFrame::fromJson(json);
    if (!frame)
        return refuse(origin, frame.error());
    const bool queued
        = m_parts.readers.submit([&bus = m_parts.bus, &presence = m_parts.presence, origin,
                                  viewer = peer.caller.account, names = frame->users](Database &database) {
              const auto sight = Sight::of(database, viewer);
              auto watch = sight ? readWatch(database, presence, *sight, names)
                                 : Result<WatchChanged>(sight.error());
              if (!watch)
                  return bus.publish({Refused{origin, watch.error()}});
              watch->origin = origin;
              bus.publish({*std::move(watch)});
              // A block that has overtaken this, told before the watch was there, is told once more.
              if (const auto now = Sight::of(database, viewer); now && *now != *sight)
                  bus.publishHere(now->events(database));
          });
    return queued ? FrameOutcome{.answerFollows = true} : refuse(origin, busy());
}

FrameOutcome FrameHandlers::ping(const SocketPeer &, const Origin &origin, const JsonFields &) const
{
    return {.reply = FrameWriter().write(PongFrame{origin.ref})};
}

} // namespace confab
