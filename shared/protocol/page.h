// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/jsonreader.h"
#include "shared/protocol/jsonwriter.h"

namespace confab {

/// One page of a list: `{"<name>":[…],"next":"cursor or null"}`. `next` is empty at the end.
template <typename T>
struct Page {
    QList<T> items = {};
    QString next = {};
};

template <typename T>
[[nodiscard]] QByteArray toJson(QLatin1StringView name, const Page<T> &page)
{
    QByteArray out;
    JsonWriter json(out);
    json.beginObject();
    json.field(name, page.items);
    json.key(QLatin1StringView("next"));
    if (page.next.isEmpty())
        json.value(nullptr);
    else
        json.value(page.next);
    json.endObject();
    return out;
}

template <typename T>
[[nodiscard]] Result<Page<T>> pageFromJson(QLatin1StringView name, const QJsonObject &json)
{
    JsonReader read{json};
    Page<T> page{.items = read.nestedList<T>(name),
                 .next = read.optionalText(QLatin1StringView("next"), 1000).value_or(QString())};
    return read.finish(std::move(page));
}

} // namespace confab
