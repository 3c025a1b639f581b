// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <random>

namespace confab::tests {

/// Makes texts as people write them to one another, the same again from the same seed: mostly short, common
/// words often and rare ones seldom, here and there another script or a picture.
class Phrases final {
public:
    explicit Phrases(quint32 seed)
        : m_random(seed)
    { }

    /// One message: on the average about 60 characters, at most 400.
    [[nodiscard]] QString message();
    /// "Given Family".
    [[nodiscard]] QString personName();

    /// Of the words that hardly ever occur, the one of that number: what somebody searches for. There are
    /// 20,000 of them.
    [[nodiscard]] static QString rareWord(int number);

private:
    [[nodiscard]] QString word();
    /// From 0 to below `end`, the low ones far more often.
    [[nodiscard]] int skewed(int end);

    std::mt19937 m_random;
};

} // namespace confab::tests
