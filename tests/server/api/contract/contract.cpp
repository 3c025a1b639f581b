// SPDX-License-Identifier: Apache-2.0
#include "tests/server/api/contract/contract.h"

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>

#include <yaml-cpp/yaml.h>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

/// A scalar by the core schema of YAML 1.2.
QJsonValue readScalar(const YAML::Node &node)
{
    static const QRegularExpression number(uR"(\A[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?\z)"_s);
    const QString text = QString::fromStdString(node.Scalar());
    const bool isQuoted = node.Tag() == "!";
    if (isQuoted)
        return text;
    if (text == "true"_L1 || text == "false"_L1)
        return text == "true"_L1;
    if (text.isEmpty() || text == "~"_L1 || text == "null"_L1)
        return {};
    if (number.match(text).hasMatch()) {
        bool isWhole = false;
        const qint64 whole = text.toLongLong(&isWhole);
        return isWhole ? QJsonValue(whole) : QJsonValue(text.toDouble());
    }
    return text;
}

QJsonValue read(const YAML::Node &node)
{
    if (node.IsSequence()) {
        QJsonArray array;
        for (const YAML::Node &item : node)
            array.append(read(item));
        return array;
    }
    if (node.IsMap()) {
        QJsonObject object;
        for (const auto &entry : node)
            object.insert(QString::fromStdString(entry.first.Scalar()), read(entry.second));
        return object;
    }
    return node.IsNull() ? QJsonValue() : readScalar(node);
}

QJsonObject readFile(const QString &name)
{
    QFile file(u":/api/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is not compiled in", qPrintable(name));
    return read(YAML::Load(file.readAll().toStdString())).toObject();
}

} // namespace

Contract::Contract()
    : m_openApi(readFile(u"openapi.yaml"_s))
    , m_asyncApi(readFile(u"asyncapi.yaml"_s))
{ }

const QJsonObject &Contract::file(File file) const
{
    return file == File::OpenApi ? m_openApi : m_asyncApi;
}

Contract::Schema Contract::resolve(File from, const QString &reference) const
{
    const qsizetype hash = reference.indexOf(u'#');
    Schema found{.file = hash > 0 ? File::OpenApi : from};
    found.json = file(found.file);
    for (QString step : reference.sliced(hash + 1).split(u'/', Qt::SkipEmptyParts))
        found.json = found.json.value(step.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1)).toObject();
    return found;
}

QJsonObject Contract::resolved(File from, const QJsonObject &object) const
{
    const QString reference = object.value("$ref"_L1).toString();
    return reference.isEmpty() ? object : resolve(from, reference).json;
}

QStringList Contract::operations() const
{
    static const QStringList methods{u"get"_s, u"post"_s, u"put"_s, u"patch"_s, u"delete"_s, u"options"_s};
    QStringList operations;
    const QJsonObject paths = m_openApi.value("paths"_L1).toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        for (const QString &key : path->toObject().keys()) {
            if (methods.contains(key))
                operations.append(key.toUpper() + u' ' + path.key());
        }
    }
    return operations;
}

QJsonObject Contract::operation(const QString &methodAndPath) const
{
    const QString method = methodAndPath.section(u' ', 0, 0).toLower();
    const QJsonObject paths = m_openApi.value("paths"_L1).toObject();
    return paths.value(methodAndPath.section(u' ', 1)).toObject().value(method).toObject();
}

Contract::Schema Contract::requestSchema(const QString &methodAndPath) const
{
    const QJsonObject body = operation(methodAndPath).value("requestBody"_L1).toObject();
    const QJsonObject json = body.value("content"_L1).toObject().value("application/json"_L1).toObject();
    return {File::OpenApi, json.value("schema"_L1).toObject()};
}

Contract::Schema Contract::schema(const QString &name) const
{
    return resolve(File::OpenApi, u"#/components/schemas/"_s + name);
}

QJsonObject Contract::message(const QJsonValue &reference) const
{
    const QJsonObject ofChannel = resolved(File::AsyncApi, reference.toObject());
    return resolved(File::AsyncApi, ofChannel);
}

QStringList Contract::frames(Side side) const
{
    const auto name = side == Side::Client ? "fromClient"_L1 : "fromServer"_L1;
    const QJsonObject operation = m_asyncApi.value("operations"_L1).toObject().value(name).toObject();
    QStringList types;
    for (const QJsonValue &reference : operation.value("messages"_L1).toArray())
        types.append(message(reference).value("name"_L1).toString());
    return types;
}

Contract::Schema Contract::frameSchema(Side side, const QString &type) const
{
    const auto name = side == Side::Client ? "fromClient"_L1 : "fromServer"_L1;
    const QJsonObject operation = m_asyncApi.value("operations"_L1).toObject().value(name).toObject();
    for (const QJsonValue &reference : operation.value("messages"_L1).toArray()) {
        const QJsonObject found = message(reference);
        if (found.value("name"_L1) == type)
            return {File::AsyncApi, found.value("payload"_L1).toObject()};
    }
    return {File::AsyncApi, {}};
}

} // namespace confab::tests
