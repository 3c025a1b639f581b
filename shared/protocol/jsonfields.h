// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <QByteArray>
#include <QJsonValue>
#include <QVarLengthArray>

namespace confab {

/// The fields of a JSON object (RFC 8259, in UTF-8) as they stand in its text: for small objects that come by
/// the thousand, where a tree of values would cost more than what is done with them.
///
/// parse() checks the whole text in one pass and copies nothing: the text must stay. A name that comes twice
/// means its last value, as QJsonDocument has it.
class JsonFields {
public:
    enum class Kind { Absent, Null, Boolean, Number, Text, Object, Array };
    struct Value {
        Kind kind = Kind::Absent;
        bool isPlain = true; ///< a text without escapes
        QByteArrayView json = {}; ///< with a text's quotes
    };

    /// Malformed unless `text` is one object.
    [[nodiscard]] Result<void> parse(QByteArrayView text);
    [[nodiscard]] Value value(QLatin1StringView name) const;

private:
    struct Field {
        QByteArrayView name;
        Value value;
    };

    QVarLengthArray<Field, 12> m_fields;
    QByteArrayList m_names; ///< those that were written with escapes
};

/// The text as characters, and any value as a tree.
[[nodiscard]] QString toText(const JsonFields::Value &value);
[[nodiscard]] QJsonValue toTree(const JsonFields::Value &value);

} // namespace confab
