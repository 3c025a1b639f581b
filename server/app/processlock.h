// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/core/result.h"

#include <memory>

class QLockFile;

namespace confab {

/// Holds a file for one process at a time. Whoever dies lets go, however it dies.
///
/// On Unix it is the kernel's own lock (flock), since a lock that only names a process is wrong where numbers
/// of processes are given anew, as in containers; elsewhere it is QLockFile.
class ProcessLock {
public:
    explicit ProcessLock(QString path);
    ~ProcessLock();
    Q_DISABLE_COPY_MOVE(ProcessLock)

    /// Unavailable, and says who, when another process holds it.
    [[nodiscard]] Result<void> acquire();

private:
    const QString m_path;
#ifdef Q_OS_UNIX
    int m_descriptor = -1;
#else
    std::unique_ptr<QLockFile> m_file;
#endif
};

} // namespace confab
