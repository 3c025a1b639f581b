// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/benchmarks/capacityinputs.h"
#include "tests/benchmarks/clustersimulation.h"

namespace confab::tests {

/// What so many users need, by arithmetic from the inputs.
struct CapacityPlan {
    /// One process with its embedded database; nodes before one database; databases by conversation.
    enum class Kind { Embedded, OneDatabase, Partitioned };

    Kind kind = Kind::Embedded;
    double users = 0;
    double messagesADay = 0;
    double meanRate = 0; ///< messages a second over a day
    double peakRate = 0; ///< messages a second in the busiest minutes
    double sockets = 0; ///< at once
    double terabytesAYear = 0; ///< of messages, one copy
    double nodeCores = 0; ///< busy at the peak, of all nodes together
    double databaseCores = 0;
    double busCores = 0;
    int nodes = 1;
    int databases = 1; ///< without their replicas
    int buses = 0;
    double nodeMemory = 0; ///< GiB, of each node at the peak

    [[nodiscard]] static CapacityPlan forUsers(double users, const CapacityInputs &inputs);
    /// The same as a load and a layout of stations for the simulation.
    [[nodiscard]] ClusterSimulation::Setup setup(const CapacityInputs &inputs) const;
};

} // namespace confab::tests
