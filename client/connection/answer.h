// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <functional>

namespace confab {

/// Takes the answer to a question that was asked of the server, once, on the thread that asked.
template <typename T>
using Answer = std::function<void(Result<T>)>;

} // namespace confab
