// SPDX-License-Identifier: Apache-2.0
#include "tests/server/api/contract/answerchecker.h"

namespace confab::tests {

using namespace Qt::StringLiterals;

QJsonObject AnswerChecker::response(const QString &operation, int status) const
{
    const QJsonObject responses = m_contract.operation(operation)["responses"_L1].toObject();
    const QString exact = QString::number(status);
    const QString key = responses.contains(exact) ? exact : u"default"_s;
    return m_contract.resolved(Contract::File::OpenApi, responses[key].toObject());
}

QStringList AnswerChecker::missingHeaders(const QJsonObject &response, const HttpAnswer &answer) const
{
    QStringList missing;
    const QJsonObject headers = response["headers"_L1].toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it) {
        const QJsonObject header = m_contract.resolved(Contract::File::OpenApi, it->toObject());
        if (header["required"_L1].toBool() && !answer.headers.contains(it.key().toLower().toLatin1()))
            missing.append(u"the header %1 is missing"_s.arg(it.key()));
    }
    return missing;
}

QStringList AnswerChecker::objections(const QString &operation, const HttpAnswer &answer) const
{
    const QJsonObject described = response(operation, answer.status);
    if (described.isEmpty())
        return {u"the status %1 is not described"_s.arg(answer.status)};
    QStringList objections = missingHeaders(described, answer);
    const QJsonObject content = described["content"_L1].toObject();
    if (content.isEmpty())
        return answer.body.isEmpty() ? objections : objections << u"there is a body"_s;
    const QString type = QString::fromLatin1(answer.headers.value("content-type"));
    if (content.contains("*/*"_L1))
        return objections;
    if (!content.contains(type))
        return objections << u"the content is of type "_s + type;
    if (!type.endsWith("json"_L1))
        return objections;
    const Contract::Schema schema{Contract::File::OpenApi, content[type]["schema"_L1].toObject()};
    objections += SchemaChecker(m_contract).objections(answer.json(), schema);
    // The `default` answer is of every other status, but the body says which.
    if (answer.status >= 400 && answer.json()["status"_L1] != answer.status)
        objections.append(u"the body says another status"_s);
    return objections;
}

QStringList AnswerChecker::objections(const QJsonObject &frame) const
{
    const QString type = frame["type"_L1].toString();
    return SchemaChecker(m_contract).objections(frame, m_contract.frameSchema(Contract::Side::Server, type));
}

} // namespace confab::tests
