// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

/// Makes the rejection table of a request from the kinds of its fields: each field in turn missing, null, of
/// every other type, out of its limits.
namespace confab::tests {

/// A field of a request: a valid value as JSON, and what can be wrong with it.
struct Field {
    enum class Kind { Text, Number, Boolean, Uuid, Id, Time, Object, TextList };
    enum class Presence {
        Required,
        Optional,
        NullHasMeaning,
        InPlaceOfAnother, ///< may be missing when the other is there, which this table does not try
    };

    /// A value that this field alone does not take, beside those that its kind does not take.
    struct Wrong {
        QByteArray why;
        QByteArray json;
    };

    QByteArray name;
    Kind kind;
    QByteArray valid;
    int maxLength = 0; ///< of Text and of the entries of TextList
    qint64 max = (qint64(1) << 53) - 1; ///< of Number
    Presence presence = Presence::Required;
    QList<Wrong> more = {};
};

struct Row {
    QByteArray name; ///< as a sentence
    QByteArray json; ///< the request
    QString field; ///< which must be named by the error
};

/// The request with every field valid.
[[nodiscard]] QByteArray validJson(const QList<Field> &fields);
[[nodiscard]] QList<Row> rejections(const QList<Field> &fields);
/// What must be taken all the same: optional fields absent or null, text of exactly the longest length,
/// unknown fields.
[[nodiscard]] QList<Row> acceptances(const QList<Field> &fields);

} // namespace confab::tests
