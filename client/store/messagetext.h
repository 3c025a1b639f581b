// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

namespace confab {

/// The body of a message taken apart for showing: the text as it is read, how its parts look, and what its
/// lines are. A small part of Markdown and nothing else: no HTML, no pictures, nothing that is ever fetched.
///
///     message := (fence | quote | item | line)*
///     fence   := "```" language? line break … line break "```"   also within one line; nothing inside counts
///     quote   := "> " inline                                     at the start of a line
///     item    := ("- " | "* " | digits ". ") inline              the same
///     inline  := `code` | **bold** | *italic* | _italic_ | ~~struck~~ | [text](http…) | http… | @name
///                                                              also confab://…
///
/// What opens stands before a letter and not inside a word, what closes the other way round, both on one
/// line; they may hold each other. A backslash takes the meaning from the sign after it. Whatever does not
/// fit stays exactly as it was written. Whether a name is a member's, Mention says.
struct MessageText {
    struct Span {
        enum Style { Link = 1, Code = 2, Bold = 4, Italic = 8, Struck = 16, Mention = 32, OwnMention = 64 };
        Q_DECLARE_FLAGS(Styles, Style)

        Styles styles;
        qsizetype start;
        qsizetype length;
        QUrl url = {}; ///< of a Link; http, https, or a ConfabLink

        [[nodiscard]] qsizetype end() const { return start + length; }
        bool operator==(const Span &) const = default;
    };
    /// Whole lines that are no plain text.
    struct Block {
        enum class Kind { Code, Quote, Item };
        Kind kind;
        qsizetype start;
        qsizetype length;
        qsizetype marker = 0; ///< of an Item, the length of the bullet or number it begins with

        bool operator==(const Block &) const = default;
    };

    QString text; ///< without the signs
    QList<Span> spans = {}; ///< in order, none overlapping
    QList<Block> blocks = {}; ///< in order, none overlapping
    bool isLarge = false; ///< a few emoji and nothing else

    [[nodiscard]] static MessageText fromBody(const QString &body);
    /// The link at `position` of `text`; null when none is there.
    [[nodiscard]] const Span *linkAt(qsizetype position) const;
    /// The block at `position`; null in plain text.
    [[nodiscard]] const Block *blockAt(qsizetype position) const;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(MessageText::Span::Styles)

} // namespace confab
