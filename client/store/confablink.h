// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/id.h"
#include "shared/core/result.h"
#include "shared/protocol/message.h"

#include <QUrl>

#include <variant>

namespace confab {

/// A `confab://` link: what people pass on of a server, and what a desktop hands to the client.
///
///     confab://host[:port]/u/NAME      a person: the conversation with them
///     confab://host[:port]/c/ID        a conversation
///     confab://host[:port]/c/ID/SEQ    a message in it
///     confab://host[:port]/i/CODE      an invitation to the server
///
/// A link may come from anybody, so one thing has one spelling: printable ASCII without a percent sign,
/// userinfo, query or fragment, at most `longest` characters. Without a port it is
/// ServerAddress::defaultPort. A value; any thread.
struct ConfabLink {
    struct Person {
        QString username;
        bool operator==(const Person &) const = default;
    };
    struct Place {
        ConversationId conversation;
        Seq message = {}; ///< 0: the conversation as such
        bool operator==(const Place &) const = default;
    };
    struct Invitation {
        QString code;
        bool operator==(const Invitation &) const = default;
    };
    using Target = std::variant<Person, Place, Invitation>;

    static constexpr QLatin1StringView scheme{"confab"};
    static constexpr qsizetype longest = 400;

    QString server; ///< `host:port`, as ServerAddress::parse takes it
    Target target;

    /// To something on the server at `root`.
    [[nodiscard]] static ConfabLink to(const QUrl &root, const Target &target);
    /// Whether `text` means to be one: it may still be malformed.
    [[nodiscard]] static bool isMeant(QStringView text);
    /// Blanks around it do not matter. An error names the field `link`, and holds nothing of the text.
    [[nodiscard]] static Result<ConfabLink> parse(const QString &text);
    /// Whether it is about the server at `root`.
    [[nodiscard]] bool leadsTo(const QUrl &root) const;
    [[nodiscard]] QString toString() const;

    bool operator==(const ConfabLink &) const = default;
};

} // namespace confab
