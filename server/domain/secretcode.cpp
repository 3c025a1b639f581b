// SPDX-License-Identifier: Apache-2.0
#include "server/domain/secretcode.h"

#include "server/domain/crypto.h"

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

QString inGroups(const QString &characters)
{
    QString code;
    for (qsizetype i = 0; i < characters.size(); ++i) {
        if (i > 0 && i % groupLength == 0)
            code += u'-';
        code += characters[i];
    }
    return code;
}

} // namespace

QString SecretCode::make()
{
    QString code;
    const QByteArray random = crypto::randomBytes(codeLength);
    for (const char byte : random)
        code += alphabet[uchar(byte) % alphabet.size()]; // 256 is a multiple of 32: no bias
    return inGroups(code);
}

QString SecretCode::read(QStringView typed)
{
    QString code;
    for (const QChar c : typed) {
        if (isSeparator(c))
            continue;
        const QChar character = canonical(c);
        if (character.isNull() || code.size() == codeLength)
            return {};
        code += character;
    }
    return code.size() == codeLength ? inGroups(code) : QString();
}

} // namespace confab
