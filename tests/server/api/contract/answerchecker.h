// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/server/api/contract/schemachecker.h"
#include "tests/support/httpclient.h"

namespace confab::tests {

/// Holds what a server sent against what the contract says it sends.
class AnswerChecker {
public:
    explicit AnswerChecker(const Contract &contract)
        : m_contract(contract)
    { }

    /// Of an answer over HTTP to `operation` ("GET /users/{username}"): its status, header fields and body.
    [[nodiscard]] QStringList objections(const QString &operation, const HttpAnswer &answer) const;
    /// Of a frame.
    [[nodiscard]] QStringList objections(const QJsonObject &frame) const;

private:
    [[nodiscard]] QJsonObject response(const QString &operation, int status) const;
    [[nodiscard]] QStringList missingHeaders(const QJsonObject &response, const HttpAnswer &answer) const;

    const Contract &m_contract;
};

} // namespace confab::tests
