// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1StringView>

namespace confab {

class JsonWriter;

/// The answer to `GET /health`: whether this node can serve, and which of the parts it needs are there.
struct Health {
    enum class Part {
        Up,
        Away,
        None ///< this installation has no such part
    };
    Part database = Part::Up;
    Part bus = Part::None; ///< away: what others write arrives late, but it does

    [[nodiscard]] bool isReady() const { return database == Part::Up; }

    void write(JsonWriter &json) const;
};

[[nodiscard]] QLatin1StringView toName(Health::Part part);

} // namespace confab
