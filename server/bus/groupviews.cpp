// SPDX-License-Identifier: Apache-2.0
#include "server/bus/groupviews.h"

#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

using View = ConversationChanged::View;

/// One of the views, without what they share.
struct OneView {
    View view;
    bool seesLast = false;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<OneView> fromJson(const QJsonObject &json);
};

void OneView::write(JsonWriter &json) const
{
    Conversation conversation = view.conversation;
    conversation.members.clear();
    conversation.lastMessage.reset();
    json.beginObject();
    json.field("account"_L1, view.account);
    json.field("index"_L1, qint64(view.own.index));
    json.field("readSeq"_L1, view.own.readSeq);
    json.field("seesLast"_L1, seesLast);
    json.field("conversation"_L1, conversation);
    json.endObject();
}

Result<OneView> OneView::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    OneView one{.view = {.account = read.id<AccountId>("account"_L1),
                         .conversation = read.nested<Conversation>("conversation"_L1),
                         .own = {.index = qsizetype(read.integer("index"_L1, 0, JsonReader::maxNumber)),
                                 .readSeq = read.number<Seq>("readSeq"_L1)}},
                .seesLast = read.boolean("seesLast"_L1)};
    return read.finish(std::move(one));
}

std::optional<Message> lastMessageOf(const QList<View> &views)
{
    const auto seeing = std::find_if(views.begin(), views.end(), [](const View &view) {
        return view.conversation.lastMessage.has_value();
    });
    return seeing == views.end() ? std::nullopt : seeing->conversation.lastMessage;
}

} // namespace

QByteArray writeGroupViews(const ConversationChanged &event)
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    json.field("type"_L1, groupViewsType);
    json.key("members"_L1);
    json.raw(event.members.text());
    json.field("lastMessage"_L1, lastMessageOf(event.views));
    json.key("views"_L1);
    json.beginArray();
    for (const View &view : event.views)
        json.value(OneView{.view = view, .seesLast = view.conversation.lastMessage.has_value()});
    json.endArray();
    json.endObject();
    return out;
}

Result<ConversationChanged> readGroupViews(const QJsonObject &json)
{
    JsonReader read{json};
    const auto members = read.nestedList<Member>("members"_L1);
    const auto last
        = read.has("lastMessage"_L1) ? std::optional(read.nested<Message>("lastMessage"_L1)) : std::nullopt;
    auto views = read.nestedList<OneView>("views"_L1);
    ConversationChanged event{.views = {}, .members = MembersText(members)};
    for (OneView &one : views) {
        if (one.view.own.index >= members.size())
            read.reject("views"_L1, u"are of somebody who is no member"_s);
        one.view.conversation.members = members;
        if (one.seesLast)
            one.view.conversation.lastMessage = last;
        event.views.append(std::move(one.view));
    }
    return read.finish(std::move(event));
}

} // namespace confab
