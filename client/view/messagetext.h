// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

namespace confab {

/// The body of a message taken apart for showing: the text as it is read, and which parts of it are links or
/// code. Whatever is no code between backticks and no http(s) address stays exactly as it was written.
struct MessageText {
    struct Span {
        enum class Kind { Link, Code };
        Kind kind;
        qsizetype start;
        qsizetype length;
        QUrl url = {}; ///< of a Link

        bool operator==(const Span &) const = default;
    };

    QString text; ///< without the backticks of code
    QList<Span> spans = {}; ///< in order, none overlapping
    bool isLarge = false; ///< a few emoji and nothing else

    [[nodiscard]] static MessageText fromBody(const QString &body);
    /// The address at `position` of `text`; empty when none is there.
    [[nodiscard]] QUrl linkAt(qsizetype position) const;
};

/// One to six emoji and nothing else but blanks.
[[nodiscard]] bool isEmojiOnly(QStringView text);

} // namespace confab
