// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/keyset.h"
#include "shared/core/result.h"

#include <QJsonObject>

namespace confab {

/// The JSON file that a server without other nodes keeps its keys in. Only its owner can read it; it is
/// replaced as a whole or not at all. Blocks.
class KeyFile {
public:
    explicit KeyFile(QString path)
        : m_path(std::move(path))
    { }

    [[nodiscard]] bool exists() const;
    /// An error when it cannot be read, or is not what it should be; never says what stands in it.
    [[nodiscard]] Result<KeySet> read() const;
    [[nodiscard]] Result<void> write(const KeySet &keys) const;

private:
    [[nodiscard]] Result<KeySet> readKeys() const;

    const QString m_path;
};

} // namespace confab
