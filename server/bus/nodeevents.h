// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/user.h"

#include <QList>

/// What the nodes of an installation tell each other, beside what is for sockets. `write` writes the whole
/// line with its `type`; `fromJson` reads the fields.
namespace confab {

/// One running server; a new one each time it starts.
using NodeId = Id<struct NodeTag>;

/// One person as one node sees one: by the sockets there.
struct PersonThere {
    AccountId account;
    QString username;
    bool shares = true; ///< lets others see the presence
    Presence state = Presence::Offline; ///< Offline: no socket there any more
    std::optional<Timestamp> lastSeenAt = {}; ///< when the last socket there went

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<PersonThere> fromJson(const QJsonObject &json);
    bool operator==(const PersonThere &) const = default;
};

/// What a node says of its people.
enum class PeopleNews {
    Changed, ///< these came to it, went, or went away
    Everybody ///< these are there, and nobody else
};

/// People at `node`. `number` counts the changes of each node, without a hole: it is that of this one, or of
/// the last before everybody was counted.
template <PeopleNews news>
struct PeopleOfNode {
    static constexpr QLatin1StringView type{news == PeopleNews::Changed ? "people" : "everybody"};
    NodeId node;
    qint64 number = 0;
    QList<PersonThere> people;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<PeopleOfNode> fromJson(const QJsonObject &json);
    bool operator==(const PeopleOfNode &) const = default;
};
using PeopleChanged = PeopleOfNode<PeopleNews::Changed>;
using EverybodyThere = PeopleOfNode<PeopleNews::Everybody>;

/// `node` wants to know who is at `asked`, or at every other node where that is null.
struct PeopleAsked {
    static constexpr QLatin1StringView type{"whoIsThere"};
    NodeId node;
    NodeId asked = {};

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<PeopleAsked> fromJson(const QJsonObject &json);
    bool operator==(const PeopleAsked &) const = default;
};

/// `node` runs, and has told of its people up to and with `number`.
struct NodeAlive {
    static constexpr QLatin1StringView type{"alive"};
    NodeId node;
    qint64 number = 0;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<NodeAlive> fromJson(const QJsonObject &json);
    bool operator==(const NodeAlive &) const = default;
};

/// `node` ends.
struct NodeLeft {
    static constexpr QLatin1StringView type{"left"};
    NodeId node;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<NodeLeft> fromJson(const QJsonObject &json);
    bool operator==(const NodeLeft &) const = default;
};

/// What was taken from rate limits at `node`.
struct RatesSpent {
    static constexpr QLatin1StringView type{"spent"};
    /// So many of one key of one limit; less than 0 were given back.
    struct Spent {
        QString limit;
        QString key;
        int count = 0;

        void write(JsonWriter &json) const;
        [[nodiscard]] static Result<Spent> fromJson(const QJsonObject &json);
        bool operator==(const Spent &) const = default;
    };
    NodeId node;
    QList<Spent> spent;

    void write(JsonWriter &json) const;
    [[nodiscard]] static Result<RatesSpent> fromJson(const QJsonObject &json);
    bool operator==(const RatesSpent &) const = default;
};

} // namespace confab
