// SPDX-License-Identifier: Apache-2.0
#include "tests/server/api/contract/schemachecker.h"

#include "shared/core/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <cmath>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

bool isWhole(const QJsonValue &value)
{
    return value.isDouble() && value.toDouble() == std::floor(value.toDouble());
}

bool isOfType(const QJsonValue &value, const QString &type)
{
    return (type == "string"_L1 && value.isString()) || (type == "object"_L1 && value.isObject())
        || (type == "array"_L1 && value.isArray()) || (type == "boolean"_L1 && value.isBool())
        || (type == "null"_L1 && value.isNull()) || (type == "integer"_L1 && isWhole(value))
        || (type == "number"_L1 && value.isDouble());
}

bool isOfOneType(const QJsonValue &value, const QJsonValue &types)
{
    if (types.isString())
        return isOfType(value, types.toString());
    for (const QJsonValue &type : types.toArray()) {
        if (isOfType(value, type.toString()))
            return true;
    }
    return false;
}

bool isAnnotation(const QString &keyword)
{
    static const QSet<QString> annotations{u"description"_s, u"examples"_s, u"example"_s, u"default"_s,
                                           u"format"_s};
    return annotations.contains(keyword);
}

QString shown(const QJsonValue &value)
{
    const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.sliced(1, json.size() - 2).left(80));
}

} // namespace

QStringList SchemaChecker::objections(const QJsonValue &value, const Contract::Schema &schema) const
{
    if (schema.json.isEmpty())
        return {u"there is no schema"_s};
    return check({value, schema, u"$"_s});
}

SchemaChecker::Objections SchemaChecker::check(const Case &all) const
{
    Objections objections;
    for (const Contract::Schema &part : parts(all.schema)) {
        for (auto it = part.json.begin(); it != part.json.end(); ++it)
            objections += checkKeyword({all.value, part, all.at}, it.key(), *it);
    }
    if (m_unnamed == Unnamed::Objected && all.value.isObject())
        objections += checkUnnamed(all);
    return objections;
}

SchemaChecker::Objections SchemaChecker::checkKeyword(const Case &all, const QString &keyword,
                                                      const QJsonValue &wanted) const
{
    static const QSet<QString> ofObjects{u"properties"_s, u"required"_s, u"additionalProperties"_s,
                                         u"propertyNames"_s, u"maxProperties"_s};
    static const QSet<QString> ofArrays{u"items"_s, u"prefixItems"_s, u"minItems"_s, u"maxItems"_s};
    if (isAnnotation(keyword) || keyword == "$ref"_L1 || keyword == "allOf"_L1) // parts() has followed these
        return {};
    if (keyword == "oneOf"_L1) {
        int fits = 0;
        for (const QJsonValue &option : wanted.toArray()) {
            const SchemaChecker lenient(m_contract, Unnamed::Ignored); // the whole names the rest
            fits
                += lenient.check({all.value, {all.schema.file, option.toObject()}, all.at}).isEmpty() ? 1 : 0;
        }
        return fits == 1
            ? Objections()
            : Objections{u"%1: %2 fits %3 of the options"_s.arg(all.at, shown(all.value)).arg(fits)};
    }
    if (ofObjects.contains(keyword))
        return all.value.isObject() ? checkObject(all, keyword, wanted) : Objections();
    if (ofArrays.contains(keyword))
        return all.value.isArray() ? checkArray(all, keyword, wanted) : Objections();
    return checkScalar(all, keyword, wanted);
}

SchemaChecker::Objections SchemaChecker::checkScalar(const Case &all, const QString &keyword,
                                                     const QJsonValue &wanted) const
{
    const QJsonValue &value = all.value;
    const double number = value.toDouble();
    const double length = double(codePointLength(value.toString()));
    bool fits = false;
    if (keyword == "type"_L1)
        fits = isOfOneType(value, wanted);
    else if (keyword == "const"_L1)
        fits = value == wanted;
    else if (keyword == "enum"_L1)
        fits = wanted.toArray().contains(value);
    else if (keyword == "minimum"_L1)
        fits = !value.isDouble() || number >= wanted.toDouble();
    else if (keyword == "maximum"_L1)
        fits = !value.isDouble() || number <= wanted.toDouble();
    else if (keyword == "minLength"_L1)
        fits = !value.isString() || length >= wanted.toDouble();
    else if (keyword == "maxLength"_L1)
        fits = !value.isString() || length <= wanted.toDouble();
    else if (keyword == "pattern"_L1)
        fits = !value.isString() || QRegularExpression(wanted.toString()).match(value.toString()).hasMatch();
    else
        return {u"%1: the schema has a keyword that is not checked, %2"_s.arg(all.at, keyword)};
    if (fits)
        return {};
    return {u"%1: %2 is not of %3 %4"_s.arg(all.at, shown(value), keyword, shown(wanted))};
}

SchemaChecker::Objections SchemaChecker::checkObject(const Case &all, const QString &keyword,
                                                     const QJsonValue &wanted) const
{
    const QJsonObject object = all.value.toObject();
    const QJsonObject properties = all.schema.json.value("properties"_L1).toObject();
    if (keyword == "maxProperties"_L1 && object.size() > wanted.toInt())
        return {u"%1: has more than %2 fields"_s.arg(all.at).arg(wanted.toInt())};
    Objections objections;
    if (keyword == "required"_L1) {
        for (const QJsonValue &name : wanted.toArray()) {
            if (!object.contains(name.toString()))
                objections.append(u"%1: %2 is missing"_s.arg(all.at, name.toString()));
        }
        return objections;
    }
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString at = all.at + u'.' + it.key();
        const bool isNamed = properties.contains(it.key());
        if (keyword == "properties"_L1 && isNamed)
            objections += check({*it, {all.schema.file, properties.value(it.key()).toObject()}, at});
        else if (keyword == "additionalProperties"_L1 && !isNamed)
            objections += check({*it, {all.schema.file, wanted.toObject()}, at});
        else if (keyword == "propertyNames"_L1)
            objections += check({it.key(), {all.schema.file, wanted.toObject()}, at});
    }
    return objections;
}

SchemaChecker::Objections SchemaChecker::checkArray(const Case &all, const QString &keyword,
                                                    const QJsonValue &wanted) const
{
    const QJsonArray items = all.value.toArray();
    const QJsonArray prefix = all.schema.json.value("prefixItems"_L1).toArray();
    if ((keyword == "minItems"_L1 && items.size() < wanted.toInt())
        || (keyword == "maxItems"_L1 && items.size() > wanted.toInt()))
        return {u"%1: has %2 items, which is not of %3 %4"_s.arg(all.at)
                    .arg(items.size())
                    .arg(keyword, shown(wanted))};
    Objections objections;
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString at = u"%1[%2]"_s.arg(all.at).arg(i);
        if (keyword == "prefixItems"_L1 && i < prefix.size())
            objections += check({items[i], {all.schema.file, prefix[i].toObject()}, at});
        else if (keyword == "items"_L1 && i >= prefix.size() && wanted == QJsonValue(false))
            objections.append(at + u" is one too many"_s);
        else if (keyword == "items"_L1 && i >= prefix.size())
            objections += check({items[i], {all.schema.file, wanted.toObject()}, at});
    }
    return objections;
}

SchemaChecker::Objections SchemaChecker::checkUnnamed(const Case &all) const
{
    for (const Contract::Schema &part : parts(all.schema)) {
        // What stands in an option of oneOf is not looked into.
        if (part.json.contains("additionalProperties"_L1))
            return {};
    }
    Objections objections;
    const QSet<QString> known = names(all.schema);
    for (const QString &name : all.value.toObject().keys()) {
        if (!known.contains(name) && !known.isEmpty())
            objections.append(u"%1: the schema does not name %2"_s.arg(all.at, name));
    }
    return objections;
}

QList<Contract::Schema> SchemaChecker::parts(const Contract::Schema &schema) const
{
    QList<Contract::Schema> all{schema};
    if (const QString reference = schema.json.value("$ref"_L1).toString(); !reference.isEmpty())
        all += parts(m_contract.resolve(schema.file, reference));
    for (const QJsonValue &part : schema.json.value("allOf"_L1).toArray())
        all += parts({schema.file, part.toObject()});
    return all;
}

QSet<QString> SchemaChecker::names(const Contract::Schema &schema) const
{
    QSet<QString> names;
    for (const Contract::Schema &part : parts(schema)) {
        for (const QString &name : part.json.value("properties"_L1).toObject().keys())
            names.insert(name);
    }
    return names;
}

QSet<QString> SchemaChecker::requiredNames(const Contract::Schema &schema) const
{
    QSet<QString> names;
    for (const Contract::Schema &part : parts(schema)) {
        for (const QJsonValue &name : part.json.value("required"_L1).toArray())
            names.insert(name.toString());
    }
    return names;
}

} // namespace confab::tests
