// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/deleteaccountrequest.h"

#include "shared/core/limits.h"
#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"
#include "shared/protocol/names.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

using Messages = DeleteAccountRequest::Messages;
constexpr Names<Messages, 2> choices{{{Messages::Keep, "keep"_L1}, {Messages::Remove, "remove"_L1}}};

} // namespace

void DeleteAccountRequest::write(JsonWriter &json) const
{
    json.beginObject();
    json.field("password"_L1, password);
    json.field("messages"_L1, choices.name(messages));
    json.endObject();
}

Result<DeleteAccountRequest> DeleteAccountRequest::fromJson(const QJsonObject &json)
{
    JsonReader read{json};
    DeleteAccountRequest request{.password = read.text("password"_L1, Limits::passwordMax)};
    const auto messages = choices.find(read.text("messages"_L1, 16));
    if (!messages)
        read.reject("messages"_L1, u"is neither keep nor remove"_s);
    request.messages = messages.value_or(Messages::Keep);
    return read.finish(std::move(request));
}

} // namespace confab
