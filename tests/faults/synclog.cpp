// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/synclog.h"

namespace confab::tests {

using namespace Qt::StringLiterals;

SyncLog::SyncLog(const QByteArray &text)
{
    const QList<QByteArray> lines = text.split('\n');
    for (const QByteArray &line : lines) {
        if (!line.isEmpty())
            read(line);
    }
}

void SyncLog::read(const QByteArray &line)
{
    const QList<QByteArray> words = line.split(' ');
    const QList<QByteArray> marks = words.mid(1);
    if (words.first() == "stored") {
        m_stored.unite(QSet<QByteArray>(marks.begin(), marks.end()));
    } else if (words.first() == "syncing") {
        m_syncing = m_stored;
    } else if (words.first() == "synced") {
        ++m_syncs;
        m_durable.unite(m_syncing);
        m_syncing.clear();
    } else if (words.first() == "sent") {
        for (const QByteArray &mark : marks)
            markSent(mark);
    } else {
        m_violations.append(u"a line of an unknown kind: %1"_s.arg(QString::fromUtf8(line)));
    }
}

void SyncLog::markSent(const QByteArray &mark)
{
    m_sent.insert(mark);
    if (!m_durable.contains(mark))
        m_violations.append(u"%1 was sent before it was durable"_s.arg(QString::fromLatin1(mark)));
}

} // namespace confab::tests
