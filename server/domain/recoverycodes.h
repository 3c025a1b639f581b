// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace confab {

/// Codes that reset a forgotten password, each once: 80 random bits as `XXXX-XXXX-XXXX-XXXX` in Crockford's
/// base 32 (https://www.crockford.com/base32.html), which has no letters that look alike.
///
/// Only their digests are stored. With that many bits nobody tries them all, so a plain digest is enough.
namespace RecoveryCode {

[[nodiscard]] QString make();
/// The digest of what somebody typed: case, dashes and blanks do not matter, O is 0, I and L are 1. Of what
/// cannot be a code it is empty.
[[nodiscard]] QByteArray digest(QStringView typed);

} // namespace RecoveryCode

/// A fresh set, to be shown once, and what is stored of it.
struct RecoveryCodeSet {
    QStringList codes = {};
    QList<QByteArray> digests = {};

    [[nodiscard]] static RecoveryCodeSet make();
};

} // namespace confab
