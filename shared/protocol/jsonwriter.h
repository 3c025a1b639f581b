// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"
#include "shared/core/id.h"
#include "shared/core/number.h"

#include <QByteArray>
#include <QString>
#include <QUuid>

#include <optional>

namespace confab {

/// Appends JSON in UTF-8 (RFC 8259) to a byte array, straight from values, without a tree in between.
///
/// The caller keeps brackets in pairs; commas are the writer's. A `std::optional` that is empty leaves its
/// field out. Text must be Unicode scalar values (isScalarText).
class JsonWriter {
public:
    explicit JsonWriter(QByteArray &out)
        : m_out(out)
    { }

    void beginObject() { open('{'); }
    void endObject() { close('}'); }
    void beginArray() { open('['); }
    void endArray() { close(']'); }
    void key(QLatin1StringView name);
    /// A key that is data, such as an id.
    void key(QStringView name);

    void value(QStringView text);
    void value(const QString &text) { value(QStringView(text)); }
    void value(QLatin1StringView text);
    void value(QUtf8StringView text); ///< valid UTF-8
    void value(qint64 number) { this->number(number, Quotes::None); }
    void value(int number) { value(qint64(number)); }
    void value(bool yes);
    void value(std::nullptr_t);
    void value(Timestamp time);
    void value(const QUuid &uuid);
    template <typename Tag>
    void value(Id<Tag> id)
    {
        number(id.value(), Quotes::Around);
    }
    template <typename Tag>
    void value(Number<Tag> number)
    {
        value(number.value());
    }
    /// An object that writes itself: anything with `void write(JsonWriter &) const`.
    template <typename T>
    requires requires(const T &object, JsonWriter &json) { object.write(json); }
    void value(const T &object) { object.write(*this); }
    template <typename T>
    void value(const QList<T> &items)
    {
        beginArray();
        for (const T &item : items)
            value(item);
        endArray();
    }
    /// JSON that is written already.
    void raw(QByteArrayView json);

    template <typename T>
    void field(QLatin1StringView name, const T &content)
    {
        key(name);
        value(content);
    }
    template <typename T>
    void field(QLatin1StringView name, const std::optional<T> &content)
    {
        if (content)
            field(name, *content);
    }

private:
    enum class Quotes { None, Around };

    void number(qint64 number, Quotes quotes);
    void separate();
    void open(char bracket);
    void close(char bracket);

    QByteArray &m_out;
    bool m_needsComma = false;
};

/// `object` as a JSON text.
template <typename T>
[[nodiscard]] QByteArray toJson(const T &object)
{
    QByteArray out;
    JsonWriter json(out);
    json.value(object);
    return out;
}

} // namespace confab
