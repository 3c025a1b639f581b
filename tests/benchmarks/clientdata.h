// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/profile.h"

namespace confab::tests {

/// How much a benchmark's local database holds.
struct ClientData {
    int messages = 100'000;
    int conversations = 100;
    int largest = 0; ///< messages of the newest conversation; 0: as many as the others have
};

/// What the messages are searched for.
namespace SearchedFor {

inline constexpr QLatin1StringView rare{"xylophone"}; ///< in every 200,000th message
inline constexpr QLatin1StringView none{"quizzical"}; ///< nobody writes it
inline constexpr QLatin1StringView common{"the"}; ///< the most frequent word
inline constexpr QLatin1StringView commonPairs{"restion"}; ///< nobody writes it, but all its pairs of letters

} // namespace SearchedFor

/// Fills the profile's database as syncing with a server does, with words as frequent as those of a language
/// (Zipf's law), the same ones each time.
bool fill(const Profile &profile, const ClientData &data);

} // namespace confab::tests
