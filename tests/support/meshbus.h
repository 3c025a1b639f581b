// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/bus/eventbus.h"
#include "server/bus/eventjson.h"

namespace confab::tests {

/// The bus of one of several nodes within a test: a call to each of the others, which can be cut.
class MeshBus final : public EventBus {
public:
    explicit MeshBus(NodeId self)
        : m_self(self)
    { }

    /// Both ways.
    void connectTo(MeshBus &other)
    {
        m_others.append(&other);
        other.m_others.append(this);
    }
    /// While it is cut it hears nothing and is not heard.
    void cut() { m_isCut = true; }
    void mend() { m_isCut = false; }

    void publish(const Events &events) override
    {
        publishHere(events);
        Events travelling;
        for (const Event &event : events) {
            if (travels(event))
                travelling.append(event);
        }
        for (const MeshBus *other : std::as_const(m_others)) {
            if (!m_isCut && !other->m_isCut)
                other->publishHere(travelling);
        }
    }
    [[nodiscard]] NodeId node() const override { return m_self; }
    void listenFor(AccountId, std::function<void()> then) override { then(); }
    void setWhoIsHere(WhoIsHere) override { }
    [[nodiscard]] Result<void> start(const QString &) override { return {}; }
    void stop() override { }

private:
    const NodeId m_self;
    QList<MeshBus *> m_others;
    bool m_isCut = false;
};

} // namespace confab::tests
