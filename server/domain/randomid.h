// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRandomGenerator>

namespace confab {

/// A random id of 63 bits: nothing about other ids can be learnt from it, and nodes need not agree on a
/// sequence.
template <typename IdType>
[[nodiscard]] IdType newRandomId()
{
    const quint64 random = QRandomGenerator::system()->generate64() >> 1;
    return IdType(qint64(random | 1)); // never 0, which is no id
}

} // namespace confab
