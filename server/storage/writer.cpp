// SPDX-License-Identifier: Apache-2.0
#include "server/storage/writer.h"

#include "server/storage/checkpointer.h"
#include "server/storage/writerlane.h"

#include <algorithm>

namespace confab {

Writer::Writer(const DatabaseUrl &url, EventBus &bus, int lanes)
{
    if (!url.isShared())
        m_checkpointer = std::make_unique<Checkpointer>(url);
    const int count = url.isShared() ? std::max(1, lanes) : 1;
    for (int i = 0; i < count; ++i)
        m_lanes.push_back(std::make_unique<WriterLane>(url, bus, m_checkpointer.get()));
}

Writer::~Writer()
{
    stop();
}

Result<void> Writer::start()
{
    for (const auto &lane : m_lanes) {
        if (auto started = lane->start(); !started)
            return started;
    }
    return m_checkpointer ? m_checkpointer->start() : Result<void>();
}

void Writer::stop()
{
    for (const auto &lane : m_lanes)
        lane->stop();
    if (m_checkpointer)
        m_checkpointer->stop();
}

size_t Writer::laneOf(ConversationId conversation) const
{
    return size_t(conversation.value()) % m_lanes.size(); // ids are random
}

void Writer::submit(Job job, Done done, size_t lane)
{
    m_lanes[lane]->submit(std::move(job), std::move(done));
}

} // namespace confab
