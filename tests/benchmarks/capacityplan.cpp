// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/capacityplan.h"

#include <algorithm>
#include <cmath>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr double secondsADay = 86'400;

/// How many of something carry `load`, when one carries `each` and may be as full as `use`.
int needed(double load, double each, double use)
{
    return std::max(1, int(std::ceil(load / (each * use))));
}

/// Everything one message brings with it, in units of a message: itself and its marks.
double writes(const CapacityInputs &inputs)
{
    return 1 + inputs[u"marks a message"_s];
}

/// Seconds of CPU for the pages that are read, for each message.
double pages(const CapacityInputs &inputs)
{
    return inputs[u"page µs"_s] * 1e-6 * inputs[u"pages a day"_s] / inputs[u"messages a day"_s];
}

void planEmbedded(CapacityPlan &plan, const CapacityInputs &inputs)
{
    plan.kind = CapacityPlan::Kind::Embedded;
    plan.nodes = 1;
    plan.nodeCores
        = plan.peakRate * (writes(inputs) * inputs[u"embedded message µs"_s] * 1e-6 + pages(inputs));
}

void planCluster(CapacityPlan &plan, const CapacityInputs &inputs)
{
    const double use = inputs[u"use"_s];
    plan.nodeCores = plan.peakRate * (writes(inputs) * inputs[u"node message µs"_s] * 1e-6 + pages(inputs));
    plan.databaseCores
        = plan.peakRate * (writes(inputs) * inputs[u"database message µs"_s] * 1e-6 + pages(inputs));
    // Every write reaches the other side's sockets and the writer's other devices.
    plan.busCores = plan.peakRate * writes(inputs) * 2 * inputs[u"bus event µs"_s] * 1e-6;
    plan.nodes = std::max({2, needed(plan.nodeCores, inputs[u"node cores"_s], use),
                           needed(plan.sockets, inputs[u"node sockets"_s], 1)});
    plan.databases
        = std::max(needed(plan.databaseCores, inputs[u"database cores"_s], use),
                   needed(plan.terabytesAYear * inputs[u"years kept"_s], inputs[u"database TB"_s], use));
    plan.buses = needed(plan.busCores, 1, use);
    plan.kind = plan.databases > 1 ? CapacityPlan::Kind::Partitioned : CapacityPlan::Kind::OneDatabase;
}

} // namespace

CapacityPlan CapacityPlan::forUsers(double users, const CapacityInputs &inputs)
{
    CapacityPlan plan{.users = users};
    plan.messagesADay = users * inputs[u"messages a day"_s];
    plan.meanRate = plan.messagesADay / secondsADay;
    plan.peakRate = plan.meanRate * inputs[u"peak factor"_s];
    plan.sockets = users * inputs[u"connected share"_s] * inputs[u"devices"_s];
    plan.terabytesAYear = plan.messagesADay * 365 * inputs[u"message bytes"_s] / 1e12;
    planEmbedded(plan, inputs);
    // The embedded database has one writer: about a core, however many the machine has.
    const bool fits = plan.nodeCores <= inputs[u"use"_s] && plan.sockets <= inputs[u"node sockets"_s]
        && plan.terabytesAYear * inputs[u"years kept"_s] <= inputs[u"database TB"_s] * inputs[u"use"_s];
    if (!fits)
        planCluster(plan, inputs);
    plan.nodeMemory
        = (inputs[u"node MiB"_s] + plan.sockets / plan.nodes * inputs[u"socket KiB"_s] / 1024) / 1024;
    return plan;
}

ClusterSimulation::Setup CapacityPlan::setup(const CapacityInputs &inputs) const
{
    const bool embedded = kind == Kind::Embedded;
    const double cores = inputs[u"database cores"_s];
    const double node = inputs[u"node message µs"_s];
    // The embedded database: everything on one core. A cluster: half of a node's work where a message comes
    // in, half where it goes out.
    return {.rate = peakRate * writes(inputs),
            .nodes = nodes,
            .nodeCores = int(inputs[u"node cores"_s]),
            .databases = databases,
            .writers = embedded ? 1 : int(cores),
            .buses = buses,
            .receive = embedded ? 0 : node / 2,
            .deliver = embedded ? 0 : node / 2,
            .store = inputs[embedded ? u"embedded message µs"_s : u"database message µs"_s],
            .commit = inputs[embedded ? u"embedded commit µs"_s : u"database commit µs"_s],
            .bus = inputs[u"bus event µs"_s]};
}

} // namespace confab::tests
