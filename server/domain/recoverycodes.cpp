// SPDX-License-Identifier: Apache-2.0
#include "server/domain/recoverycodes.h"

#include "server/domain/crypto.h"
#include "shared/core/limits.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr auto alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"_L1;
constexpr qsizetype codeLength = 16;
constexpr qsizetype groupLength = 4;

/// The character as the alphabet has it; a null one when it has none like it.
QChar canonical(QChar typed)
{
    const QChar upper = typed.toUpper();
    if (upper == u'O')
        return u'0';
    if (upper == u'I' || upper == u'L')
        return u'1';
    return alphabet.contains(upper) ? upper : QChar();
}

bool isSeparator(QChar c)
{
    // Also the dashes that text programs make of a hyphen.
    return c.isSpace() || c.category() == QChar::Punctuation_Dash;
}

} // namespace

QString RecoveryCode::make()
{
    QString code;
    const QByteArray random = crypto::randomBytes(codeLength);
    for (qsizetype i = 0; i < codeLength; ++i) {
        if (i > 0 && i % groupLength == 0)
            code += u'-';
        code += alphabet[uchar(random[i]) % alphabet.size()]; // 256 is a multiple of 32: no bias
    }
    return code;
}

QByteArray RecoveryCode::digest(QStringView typed)
{
    QString code;
    for (const QChar c : typed) {
        if (isSeparator(c))
            continue;
        const QChar read = canonical(c);
        if (read.isNull() || code.size() == codeLength)
            return {};
        code += read;
    }
    return code.size() == codeLength ? crypto::digest(code.toLatin1()) : QByteArray();
}

RecoveryCodeSet RecoveryCodeSet::make()
{
    RecoveryCodeSet set;
    for (int i = 0; i < Limits::recoveryCodes; ++i) {
        set.codes.append(RecoveryCode::make());
        set.digests.append(RecoveryCode::digest(set.codes.last()));
    }
    return set;
}

} // namespace confab
