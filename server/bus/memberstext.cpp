// SPDX-License-Identifier: Apache-2.0
#include "server/bus/memberstext.h"

#include "shared/protocol/jsonwriter.h"

namespace confab {

MembersText::MembersText(const QList<Member> &members)
{
    if (members.isEmpty())
        return;
    for (const Member &member : members) {
        m_text += m_starts.isEmpty() ? '[' : ',';
        m_starts.append(m_text.size());
        m_text += toJson(member);
    }
    m_starts.append(m_text.size() + 1);
    m_text += ']';
}

QByteArray MembersText::with(qsizetype index, const Member &member) const
{
    const qsizetype start = m_starts.at(index);
    const qsizetype end = m_starts.at(index + 1) - 1;
    const QByteArray entry = toJson(member);
    QByteArray text;
    text.reserve(m_text.size() + entry.size());
    return text.append(m_text.constData(), start)
        .append(entry)
        .append(m_text.constData() + end, m_text.size() - end);
}

} // namespace confab
