// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace confab {

/// Secret codes that reset a forgotten password, each once. Only their digests are stored.
namespace RecoveryCode {

/// The digest of what somebody typed; of what cannot be a code it is empty. A plain one is enough for as
/// many bits as a code has.
[[nodiscard]] QByteArray digest(QStringView typed);

} // namespace RecoveryCode

/// A fresh set, to be shown once, and what is stored of it.
struct RecoveryCodeSet {
    QStringList codes = {};
    QList<QByteArray> digests = {};

    [[nodiscard]] static RecoveryCodeSet make();
};

} // namespace confab
