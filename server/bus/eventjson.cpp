// SPDX-License-Identifier: Apache-2.0
#include "server/bus/eventjson.h"

#include "server/bus/groupviews.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr auto sharingType = "sharing"_L1;
constexpr auto sightType = "sight"_L1;
constexpr auto sessionEndedType = "sessionEnded"_L1;

using Written = QList<WrittenEvent>;

/// What is for nobody goes nowhere: without accounts it would be for the nodes.
template <typename Frame>
Written toAccounts(const Frame &frame, const QList<AccountId> &accounts)
{
    if (accounts.isEmpty())
        return {};
    return {{toJson(frame), accounts}};
}

struct WriteEvent {

    Written operator()(const MessageChanged &event) const
    {
        return toAccounts(MessageFrame{event.message}, event.audience.members);
    }
    Written operator()(const NumberTaken &event) const { return toAccounts(event.number, event.members); }
    Written operator()(const ReceiptChanged &event) const
    {
        return toAccounts(event.receipt, event.audience.members);
    }
    Written operator()(const ConversationChanged &event) const
    {
        // For each of many the members would be as long as they are many.
        if (event.views.size() > 1 && !event.members.isEmpty())
            return {{writeGroupViews(event)}};
        Written written;
        for (const auto &view : event.views)
            written
                += toAccounts(ConversationFrame{view.conversation, event.membersOf(view)}, {view.account});
        return written;
    }
    Written operator()(const MembershipEnded &event) const
    {
        return toAccounts(RemovedFrame{event.conversation}, {event.account});
    }
    Written operator()(const AccountChanged &event) const
    {
        return toAccounts(AccountFrame{event.state}, {event.account});
    }
    Written operator()(const Typing &event) const { return toAccounts(event.frame, event.members); }
    Written operator()(const PresenceSharingChanged &event) const
    {
        QByteArray out;
        JsonWriter json(out);
        json.beginObject();
        json.field("type"_L1, sharingType);
        json.field("account"_L1, event.account);
        json.field("shares"_L1, event.shares);
        json.endObject();
        return {{out}};
    }
    Written operator()(const SightChanged &event) const
    {
        QByteArray out;
        JsonWriter json(out);
        json.beginObject();
        json.field("type"_L1, sightType);
        json.field("viewer"_L1, event.viewer);
        json.field("about"_L1, event.about);
        json.field("hidden"_L1, event.hidden);
        json.field("presence"_L1, event.frame);
        json.endObject();
        return {{out, {event.viewer}}};
    }
    Written operator()(const SessionEnded &event) const
    {
        QByteArray out;
        JsonWriter json(out);
        json.beginObject();
        json.field("type"_L1, sessionEndedType);
        json.field("session"_L1, event.session);
        json.endObject();
        return {{out}};
    }
    Written operator()(const PeopleChanged &event) const { return {{toJson(event)}}; }
    Written operator()(const EverybodyThere &event) const { return {{toJson(event)}}; }
    Written operator()(const PeopleAsked &event) const { return {{toJson(event)}}; }
    Written operator()(const NodeAlive &event) const { return {{toJson(event)}}; }
    Written operator()(const NodeLeft &event) const { return {{toJson(event)}}; }
    Written operator()(const RatesSpent &event) const { return {{toJson(event)}}; }

    // Answers to a socket of this node, and what each node finds out for itself.
    Written operator()(const Acknowledged &) const { return {}; }
    Written operator()(const Refused &) const { return {}; }
    Written operator()(const WatchChanged &) const { return {}; }
    Written operator()(const PresenceChanged &) const { return {}; }
    Written operator()(const MarksDue &) const { return {}; }
    Written operator()(const BusRestored &) const { return {}; }
    Written operator()(const BusLost &) const { return {}; }
};

template <typename T>
using Read = Result<std::optional<T>>;

Read<Event> readViews(const QJsonObject &json)
{
    auto event = readGroupViews(json);
    return event ? Read<Event>(std::optional<Event>(*std::move(event))) : Read<Event>(event.error());
}

/// Reads a T and makes an event of it.
template <typename T, typename MakeEvent>
Read<Event> readAs(const QJsonObject &json, MakeEvent makeEvent)
{
    auto frame = T::fromJson(json);
    if (!frame)
        return frame.error();
    return std::optional<Event>(makeEvent(*std::move(frame)));
}

template <typename T>
Read<Event> readAs(const QJsonObject &json)
{
    return readAs<T>(json, [](T event) { return event; });
}

Read<Event> readSharing(const QJsonObject &json)
{
    JsonReader read{json};
    const PresenceSharingChanged event{.account = read.id<AccountId>("account"_L1),
                                       .shares = read.boolean("shares"_L1)};
    return read.finish(std::optional<Event>(event));
}

Read<Event> readSight(const QJsonObject &json)
{
    JsonReader read{json};
    const SightChanged event{.viewer = read.id<AccountId>("viewer"_L1),
                             .about = read.id<AccountId>("about"_L1),
                             .hidden = read.boolean("hidden"_L1),
                             .frame = read.nested<UserPresenceFrame>("presence"_L1)};
    return read.finish(std::optional<Event>(event));
}

Read<Event> readSessionEnded(const QJsonObject &json)
{
    JsonReader read{json};
    const SessionEnded event{.session = read.id<SessionId>("session"_L1)};
    return read.finish(std::optional<Event>(event));
}

struct TypedJson {
    QString type;
    QJsonObject json;
};

Result<TypedJson> parse(const QByteArray &text)
{
    const auto json = parseJsonObject(text);
    if (!json)
        return json.error();
    JsonReader read{*json};
    return read.finish(TypedJson{.type = read.text("type"_L1, 64), .json = *json});
}

} // namespace

QList<WrittenEvent> writeEvent(const Event &event)
{
    return std::visit(WriteEvent(), event);
}

bool travels(const Event &event)
{
    return !(std::holds_alternative<Acknowledged>(event) || std::holds_alternative<Refused>(event)
             || std::holds_alternative<WatchChanged>(event) || std::holds_alternative<PresenceChanged>(event)
             || std::holds_alternative<MarksDue>(event) || std::holds_alternative<BusRestored>(event)
             || std::holds_alternative<BusLost>(event));
}

Result<std::optional<Event>> readAccountEvent(const QByteArray &json, AccountId account)
{
    const auto parsed = parse(json);
    if (!parsed)
        return parsed.error();
    const QString &type = parsed->type;
    const QJsonObject &object = parsed->json;
    if (type == MessageFrame::type)
        return readAs<MessageFrame>(object, [&](MessageFrame frame) {
            return MessageChanged{.message = std::move(frame.message), .audience = {.members = {account}}};
        });
    if (type == ChangeFrame::type)
        return readAs<ChangeFrame>(
            object, [&](ChangeFrame frame) { return NumberTaken{.number = frame, .members = {account}}; });
    if (type == ReceiptFrame::type)
        return readAs<ReceiptFrame>(object, [&](ReceiptFrame frame) {
            return ReceiptChanged{.receipt = std::move(frame), .audience = {.members = {account}}};
        });
    if (type == ConversationFrame::type)
        return readAs<ConversationFrame>(object, [&](ConversationFrame frame) {
            return ConversationChanged{.views = {{account, std::move(frame.conversation)}}};
        });
    if (type == RemovedFrame::type)
        return readAs<RemovedFrame>(object, [&](RemovedFrame frame) {
            return MembershipEnded{account, frame.conversation};
        });
    if (type == AccountFrame::type)
        return readAs<AccountFrame>(object, [&](AccountFrame frame) {
            return AccountChanged{account, std::move(frame.state)};
        });
    if (type == UserTypingFrame::type)
        return readAs<UserTypingFrame>(object, [&](UserTypingFrame frame) {
            return Typing{std::move(frame), {account}};
        });
    if (type == sightType)
        return readSight(object);
    return std::optional<Event>();
}

Result<std::optional<Event>> readNodeEvent(const QByteArray &json)
{
    const auto parsed = parse(json);
    if (!parsed)
        return parsed.error();
    const QString &type = parsed->type;
    const QJsonObject &object = parsed->json;
    if (type == PeopleChanged::type)
        return readAs<PeopleChanged>(object);
    if (type == EverybodyThere::type)
        return readAs<EverybodyThere>(object);
    if (type == PeopleAsked::type)
        return readAs<PeopleAsked>(object);
    if (type == NodeAlive::type)
        return readAs<NodeAlive>(object);
    if (type == NodeLeft::type)
        return readAs<NodeLeft>(object);
    if (type == RatesSpent::type)
        return readAs<RatesSpent>(object);
    if (type == groupViewsType)
        return readViews(object);
    if (type == sharingType)
        return readSharing(object);
    if (type == sessionEndedType)
        return readSessionEnded(object);
    return std::optional<Event>();
}

} // namespace confab
