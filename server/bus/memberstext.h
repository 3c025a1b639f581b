// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/conversation.h"

namespace confab {

/// The members of a group as a JSON array, written once for all who are told: each of them gets it with one
/// entry, the own one, that is different. A value whose copies share the text.
class MembersText {
public:
    MembersText() = default;
    explicit MembersText(const QList<Member> &members);

    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    [[nodiscard]] const QByteArray &text() const { return m_text; } ///< as it was written
    /// The text with `member` in the place of the entry at `index`.
    [[nodiscard]] QByteArray with(qsizetype index, const Member &member) const;

private:
    QByteArray m_text;
    QList<qsizetype> m_starts; // of each entry, and one behind the last
};

} // namespace confab
