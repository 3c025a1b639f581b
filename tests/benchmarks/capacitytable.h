// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/benchmarks/capacityplan.h"

namespace confab::tests {

/// What server/SCALING.md shows of capacities: Markdown, written from the inputs that stand in the same file.
class CapacityTable final {
public:
    explicit CapacityTable(CapacityInputs inputs)
        : m_inputs(std::move(inputs))
    { }

    /// `text` with its tables redrawn from its inputs; so many `messages` are simulated for each line.
    [[nodiscard]] static Result<QString> redrawn(const QString &text, quint64 messages = 300'000);

    /// A row for each quantity, a column for each number of users.
    [[nodiscard]] QString capacity() const;
    /// The same plans under arrivals by chance: at their peak, and at half of what they are planned for
    /// again.
    [[nodiscard]] QString simulation(quint64 messages) const;
    /// How far one node, one database and one bus go.
    [[nodiscard]] QString limits() const;

private:
    const CapacityInputs m_inputs;
};

} // namespace confab::tests
