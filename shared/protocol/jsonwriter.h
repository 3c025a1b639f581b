// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/clock.h"
#include "shared/core/id.h"
#include "shared/core/number.h"

#include <QByteArray>
#include <QString>
#include <QUuid>

#include <cstring>
#include <optional>
#include <utility>

namespace confab {

/// Appends JSON in UTF-8 (RFC 8259) to a byte array, straight from values, without a tree in between.
///
/// The caller keeps brackets in pairs; commas are the writer's. A `std::optional` that is empty leaves its
/// field out. Text must be Unicode scalar values (isScalarText). While a bracket is open the array is the
/// writer's alone: it ends in room that is not written yet, so that a value costs no more than its bytes.
class JsonWriter {
public:
    explicit JsonWriter(QByteArray &out)
        : m_out(out)
    { }
    ~JsonWriter() { settle(); }
    JsonWriter(const JsonWriter &) = delete;
    JsonWriter &operator=(const JsonWriter &) = delete;

    void beginObject() { open('{'); }
    void endObject() { close('}'); }
    void beginArray() { open('['); }
    void endArray() { close(']'); }
    void key(QLatin1StringView name)
    {
        char *to = room(name.size() + 4);
        *to = ',';
        to += m_needsComma ? 1 : 0;
        *to++ = '"';
        std::memcpy(to, name.data(), size_t(name.size()));
        std::memcpy(to + name.size(), "\":", 2);
        m_to = to + name.size() + 2;
        m_needsComma = false;
    }
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
    void open(char bracket);
    void close(char bracket);

    /// Where at least `atMost` bytes can be written.
    [[nodiscard]] char *room(qsizetype atMost)
    {
        if (m_end - m_to < atMost)
            grow(atMost);
        return m_to;
    }
    /// The same for a value, behind the comma that is due before it or not.
    [[nodiscard]] char *valueRoom(qsizetype atMost)
    {
        char *const to = room(atMost + 1);
        *to = ',';
        return to + (std::exchange(m_needsComma, true) ? 1 : 0);
    }
    /// A value ends at `end`.
    void written(char *end)
    {
        m_to = end;
        if (m_depth == 0)
            settle();
    }
    void grow(qsizetype atMost);
    void settle(); ///< cuts off the room

    QByteArray &m_out;
    char *m_to = nullptr; ///< where the next byte goes; null while there is no room
    char *m_end = nullptr;
    int m_depth = 0;
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
