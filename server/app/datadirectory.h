// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/app/processlock.h"

namespace confab {

/// The directory that holds all that a server keeps: made for its owner alone, and used by one server at a
/// time.
class DataDirectory {
public:
    explicit DataDirectory(const QString &path);

    /// Makes it where it is missing.
    [[nodiscard]] Result<void> create();
    /// Keeps every other server out until this object ends.
    [[nodiscard]] Result<void> lock();

private:
    const QString m_path;
    ProcessLock m_lock;
};

} // namespace confab
