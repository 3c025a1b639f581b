// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/server/api/contract/contract.h"

#include <QSet>

namespace confab::tests {

/// Holds JSON against the schemas of the contract: as much of JSON Schema (2020-12) as they use. A keyword
/// that this does not know is an objection, so that none is passed over.
class SchemaChecker {
public:
    /// Whether an object may hold a field that its schema does not name.
    enum class Unnamed { Objected, Ignored };

    explicit SchemaChecker(const Contract &contract, Unnamed unnamed = Unnamed::Objected)
        : m_contract(contract)
        , m_unnamed(unnamed)
    { }

    /// What is wrong with `value`; empty when it is as the schema says.
    [[nodiscard]] QStringList objections(const QJsonValue &value, const Contract::Schema &schema) const;
    /// The names that an object of this schema may have.
    [[nodiscard]] QSet<QString> names(const Contract::Schema &schema) const;
    /// The names that it must have.
    [[nodiscard]] QSet<QString> requiredNames(const Contract::Schema &schema) const;

private:
    /// A value, the schema it is held against, and where it stands.
    struct Case {
        QJsonValue value;
        Contract::Schema schema;
        QString at;
    };
    using Objections = QStringList;

    [[nodiscard]] Objections check(const Case &all) const;
    [[nodiscard]] Objections checkKeyword(const Case &all, const QString &keyword,
                                          const QJsonValue &wanted) const;
    [[nodiscard]] Objections checkScalar(const Case &all, const QString &keyword,
                                         const QJsonValue &wanted) const;
    [[nodiscard]] Objections checkObject(const Case &all, const QString &keyword,
                                         const QJsonValue &wanted) const;
    [[nodiscard]] Objections checkArray(const Case &all, const QString &keyword,
                                        const QJsonValue &wanted) const;
    [[nodiscard]] Objections checkUnnamed(const Case &all) const;
    /// The parts that together make the schema: what it refers to and what stands in its allOf.
    [[nodiscard]] QList<Contract::Schema> parts(const Contract::Schema &schema) const;

    const Contract &m_contract;
    const Unnamed m_unnamed;
};

} // namespace confab::tests
