// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <memory>

namespace confab::tests {

/// What happens to messages that arrive by chance at a cluster which has been reckoned for their mean rate:
/// waiting, batches, and the times people see.
///
///     arrival ─► sender's node ─► writer of a database ─► bus ─► recipient's node ─► delivered
///                (one of its        (takes all that wait,   (one     (one of its cores)
///                 cores)             commits them at once)   thread)
///
/// Arrivals are a Poisson process; senders and recipients fall on nodes at random, conversations on databases
/// and their writers. A discrete-event simulation: the same seed gives the same figures.
class ClusterSimulation final {
public:
    /// Times are in microseconds.
    struct Setup {
        double rate = 1000; ///< messages a second
        int nodes = 1;
        int nodeCores = 1; ///< of each
        int databases = 1;
        int writers = 1; ///< of each database, which commit beside one another
        int buses = 0; ///< 0: one node, and no bus
        double receive = 5; ///< of a core, where a message comes in
        double deliver = 5; ///< of a core, where it goes out
        double store = 10; ///< of a writer, for each message
        double commit = 200; ///< of a writer, for each batch
        double bus = 5; ///< of the bus, for each message
    };
    struct Outcome {
        quint64 messages = 0;
        double p50 = 0; ///< milliseconds from arrival to delivery
        double p99 = 0;
        double batch = 0; ///< messages in one commit, on the average
        double nodeUse = 0; ///< share of their time in which the stations worked
        double writerUse = 0;
        double busUse = 0;
        quint64 waiting
            = 0; ///< not delivered when the arrivals ended; grows without end where too little is there
    };

    ClusterSimulation(const Setup &setup, quint32 seed);
    ~ClusterSimulation();

    /// Lets `messages` arrive; what the first tenth sees does not count.
    [[nodiscard]] Outcome run(quint64 messages);

    static constexpr int batchLimit = 1000;

private:
    class State;
    std::unique_ptr<State> m_state;
};

} // namespace confab::tests
