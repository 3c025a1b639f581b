// SPDX-License-Identifier: Apache-2.0
#include "client/view/messageloading.h"

#include <QCoreApplication>

namespace confab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::MessageView)
};

constexpr int screensAhead = 2;

} // namespace

void MessageLoading::setModel(MessageListModel *messages, const QString &peer)
{
    m_messages = messages;
    m_peer = peer;
    m_hasFailed = false;
}

void MessageLoading::later(void (MessageListModel::*load)()) const
{
    QMetaObject::invokeMethod(
        m_messages, [messages = m_messages, load] { (messages->*load)(); }, Qt::QueuedConnection);
}

void MessageLoading::showing(MessagePlacement &placement, int viewportHeight)
{
    if (!m_messages || m_hasFailed)
        return;
    const qint64 ahead = qint64(screensAhead) * viewportHeight;
    if (placement.position() < ahead && !m_messages->atStart() && !m_messages->isLoadingOlder())
        later(&MessageListModel::loadOlder);
    if (placement.maximum() - placement.position() < ahead && !m_messages->atEnd())
        later(&MessageListModel::loadNewer);
    for (int row = placement.firstShown(); placement.isShown(row); ++row) {
        if (placement.rows().at(row).item.isGap())
            m_messages->fillGap(row);
    }
}

QString MessageLoading::headText() const
{
    if (!m_messages)
        return {};
    if (m_messages->atStart())
        return Text::tr("This is where your conversation with %1 begins").arg(m_peer);
    if (m_hasFailed)
        return Text::tr("Earlier messages cannot be reached now");
    return Text::tr("Loading earlier messages…");
}

} // namespace confab
