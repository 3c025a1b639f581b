// SPDX-License-Identifier: Apache-2.0
#include "client/store/removal.h"

#include <QDir>
#include <QFileInfo>

namespace confab {

void removePaths(const QStringList &paths)
{
    for (const QString &path : paths) {
        if (QFileInfo(path).isDir())
            QDir(path).removeRecursively();
        else
            QFile::remove(path);
    }
}

} // namespace confab
