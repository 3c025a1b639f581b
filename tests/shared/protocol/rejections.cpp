// SPDX-License-Identifier: Apache-2.0
#include "tests/shared/protocol/rejections.h"

namespace confab::tests {

namespace {

using Wrong = Field::Wrong;

/// The object in which `field` has the value `json`, or is missing where that is empty.
QByteArray withField(const QList<Field> &fields, const Field &changed, const QByteArray &json)
{
    QByteArrayList members;
    for (const Field &field : fields) {
        const QByteArray &value = field.name == changed.name ? json : field.valid;
        if (!value.isEmpty())
            members.append('"' + field.name + "\":" + value);
    }
    return '{' + members.join(',') + '}';
}

QByteArray quoted(const QByteArray &text)
{
    return '"' + text + '"';
}

QList<Wrong> wrongTypes(Field::Kind kind)
{
    QList<Wrong> wrong{{"an object within an array", "[{}]"}};
    const bool isText = kind == Field::Kind::Text || kind == Field::Kind::Uuid || kind == Field::Kind::Id
        || kind == Field::Kind::Time;
    if (!isText)
        wrong.append(Wrong{"a text", R"("5")"});
    if (kind != Field::Kind::Number)
        wrong += QList<Wrong>{{"a number", "7"}, {"zero", "0"}, {"a fraction", "0.5"}};
    if (kind != Field::Kind::Boolean)
        wrong += QList<Wrong>{{"true", "true"}, {"false", "false"}};
    if (kind != Field::Kind::Object)
        wrong.append(Wrong{"an object", "{}"});
    if (kind != Field::Kind::TextList)
        wrong.append(Wrong{"an array", "[]"});
    return wrong;
}

const QList<Wrong> noScalarText{{"NUL", R"("a\u0000b")"},
                                {"NUL alone", R"("\u0000")"},
                                {"a lone high surrogate", R"("ab\ud800cd")"},
                                {"a high surrogate at its end", R"("abcdefgh\udbff")"},
                                {"a lone low surrogate", R"("abcdefgh\udc00")"},
                                {"surrogates the wrong way round", R"("abcd\ude00\ud83d")"}};

QList<Wrong> wrongTexts(int maxLength)
{
    return noScalarText
        + QList<Wrong>{
            {"one letter too long", quoted(QByteArray(maxLength + 1, 'x'))},
            {"one emoji too long", quoted(QByteArray("\xf0\x9f\x98\x80").repeated(maxLength + 1))}};
}

const QList<Wrong> wrongNumbers{{"a fraction", "1.5"},
                                {"negative", "-1"},
                                {"one more than JSON carries", "9007199254740992"},
                                {"huge", "1e300"},
                                {"beyond 64 bits", "18446744073709551617"}};

const QList<Wrong> wrongIds{{"no id: empty", R"("")"},
                            {"no id: zero", R"("0")"},
                            {"no id: negative", R"("-7")"},
                            {"no id: spelled with a leading zero", R"("07")"},
                            {"no id: spelled with a sign", R"("+7")"},
                            {"no id: surrounded by blanks", R"(" 7 ")"},
                            {"no id: a word", R"("seven")"},
                            {"no id: beyond 64 bits", R"("9223372036854775808")"},
                            {"no id: a thousand digits", quoted(QByteArray(1000, '9'))}};

const QList<Wrong> wrongUuids{{"no UUID: empty", R"("")"},
                              {"no UUID: a word", R"("seven")"},
                              {"no UUID: the nil UUID", R"("00000000-0000-0000-0000-000000000000")"},
                              {"no UUID: in braces", R"("{019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5f}")"},
                              {"no UUID: without hyphens", R"("019340a05f2e7c1b9d3e0a1b2c3d4e5f")"},
                              {"no UUID: a digit short", R"("019340a0-5f2e-7c1b-9d3e-0a1b2c3d4e5")"}};

const QList<Wrong> wrongTimes{{"no time: empty", R"("")"},
                              {"no time: a word", R"("tomorrow")"},
                              {"no time: a date alone", R"("2026-11-21")"},
                              {"no time: without an offset", R"("2026-11-21T06:00:00")"},
                              {"no time: of month 13", R"("2026-13-21T06:00:00Z")"},
                              {"no time: a thousand digits", quoted(QByteArray(1000, '9'))}};

QList<Wrong> wrongLists(int maxLength)
{
    return {{"holding a number", "[7]"},
            {"holding null", "[null]"},
            {"holding a list", "[[]]"},
            {"holding NUL", R"(["a\u0000b"])"},
            {"holding a lone surrogate", R"(["ab\ud800"])"},
            {"holding a text too long", '[' + quoted(QByteArray(maxLength + 1, 'x')) + ']'}};
}

QList<Wrong> wrongValues(const Field &field)
{
    using enum Field::Kind;
    switch (field.kind) {
    case Text:
        return wrongTexts(field.maxLength);
    case Number:
        return wrongNumbers;
    case Uuid:
        return wrongUuids + noScalarText;
    case Id:
        return wrongIds + noScalarText;
    case Time:
        return wrongTimes + noScalarText;
    case TextList:
        return wrongLists(field.maxLength);
    case Boolean:
    case Object:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

QByteArray validJson(const QList<Field> &fields)
{
    return withField(fields, {}, {});
}

QList<Row> rejections(const QList<Field> &fields)
{
    QList<Row> rows;
    for (const Field &field : fields) {
        QList<Wrong> wrong = wrongTypes(field.kind) + wrongValues(field) + field.more;
        if (field.presence == Field::Presence::Required)
            wrong += QList<Wrong>{{"missing", {}}, {"null", "null"}};
        for (const auto &[why, json] : wrong)
            rows.append(
                {field.name + " is " + why, withField(fields, field, json), QString::fromLatin1(field.name)});
    }
    return rows;
}

QList<Row> acceptances(const QList<Field> &fields)
{
    const QByteArray all = validJson(fields);
    QList<Row> rows{{"every field", all, {}},
                    {"an unknown field", R"({"fromTheFuture":[{}],)" + all.sliced(1), {}}};
    for (const Field &field : fields) {
        if (field.presence == Field::Presence::Optional || field.presence == Field::Presence::NullHasMeaning)
            rows.append({field.name + " is missing", withField(fields, field, {}), {}});
        if (field.presence == Field::Presence::Optional)
            rows.append({field.name + " is null", withField(fields, field, "null"), {}});
        if (field.kind == Field::Kind::Number)
            rows.append({field.name + " is as large as may be",
                         withField(fields, field, QByteArray::number(field.max)),
                         {}});
    }
    return rows;
}

} // namespace confab::tests
