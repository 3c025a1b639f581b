// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/answer.h"

#include <QPointer>

namespace confab {

/// Calls `done` only while `context` is there.
template <typename T>
Answer<T> guarded(QObject *context, Answer<T> done)
{
    return [context = QPointer(context), done = std::move(done)](Result<T> result) {
        if (context)
            done(std::move(result));
    };
}

} // namespace confab
