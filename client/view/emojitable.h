// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace confab {

/// An emoji and its English name in lower case.
struct Emoji {
    QString text;
    QString name;
};

/// Those of resources/emoji/names.txt, in the order they are shown. Read when it is made: some 1,400.
class EmojiTable final {
public:
    EmojiTable();

    [[nodiscard]] const QList<Emoji> &all() const { return m_all; }
    /// Those whose names have words that begin with each word of `query`; those that begin with it first.
    [[nodiscard]] QList<Emoji> find(const QString &query) const;
    /// Of one of them; empty for others.
    [[nodiscard]] QString nameOf(const QString &emoji) const;

private:
    QList<Emoji> m_all;
};

} // namespace confab
