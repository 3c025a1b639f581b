// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/messagebody.h"

#include "shared/core/limits.h"
#include "shared/core/text.h"
#include "shared/protocol/jsonreader.h"

namespace confab {

using namespace Qt::StringLiterals;

QString readMessageBody(JsonReader &read, BodyMay may)
{
    // The limit counts after trimming; what arrives may be as long as a frame may be.
    const QString body = read.text("body"_L1, Limits::frame).trimmed();
    if (body.isEmpty() && may == BodyMay::NotBeEmpty)
        read.reject("body"_L1, u"is empty"_s);
    else if (codePointLength(body) > Limits::body)
        read.reject("body"_L1, u"is longer than %1 characters"_s.arg(Limits::body));
    return body;
}

} // namespace confab
