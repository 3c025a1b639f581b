// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>

namespace confab::tests {

class Connection;

/// Waits for connections that have something to read; one for each workload.
class Poller final {
public:
    Poller();
    ~Poller();
    Poller(const Poller &) = delete;
    Poller &operator=(const Poller &) = delete;

    /// `index` comes back from wait().
    void add(const Connection &connection, int index);
    /// Calls `ready` for each connection that can be read; returns after `longest` at the latest.
    void wait(std::chrono::nanoseconds longest, const std::function<void(int index)> &ready);

private:
    int m_descriptor;
};

} // namespace confab::tests
