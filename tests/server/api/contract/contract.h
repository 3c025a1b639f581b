// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace confab::tests {

/// The two files of the contract as the server has them compiled in, with YAML read by yaml-cpp.
class Contract {
public:
    enum class File { OpenApi, AsyncApi };
    enum class Side { Client, Server };

    /// A schema, and the file whose references it means.
    struct Schema {
        File file = File::OpenApi;
        QJsonObject json = {};
    };

    Contract();

    [[nodiscard]] const QJsonObject &file(File file) const;
    /// What a `$ref` in `from` points to; empty when there is nothing.
    [[nodiscard]] Schema resolve(File from, const QString &reference) const;
    /// `object`, or what it refers to when it is a reference.
    [[nodiscard]] QJsonObject resolved(File from, const QJsonObject &object) const;

    /// Every operation as "GET /users/{username}".
    [[nodiscard]] QStringList operations() const;
    [[nodiscard]] QJsonObject operation(const QString &methodAndPath) const;
    /// Schema of the JSON body that the operation takes; empty when it takes none.
    [[nodiscard]] Schema requestSchema(const QString &methodAndPath) const;
    /// The schema of that name in the OpenAPI file.
    [[nodiscard]] Schema schema(const QString &name) const;

    /// Every frame type that this side sends.
    [[nodiscard]] QStringList frames(Side side) const;
    /// The schema of a frame; empty when that side sends none of the type.
    [[nodiscard]] Schema frameSchema(Side side, const QString &type) const;

private:
    [[nodiscard]] QJsonObject message(const QJsonValue &reference) const;

    QJsonObject m_openApi;
    QJsonObject m_asyncApi;
};

} // namespace confab::tests
