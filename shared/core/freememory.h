// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace confab {

/// Gives the system back the pages that the heap holds and nobody uses: after a flood, or when thousands of
/// connections have gone, they would stay this process's. Takes some milliseconds a hundred MiB, while
/// allocating threads may wait; to be called now and then. Thread-safe.
void returnFreeMemory();

} // namespace confab
