// SPDX-License-Identifier: Apache-2.0
#include "client/view/stylesheet.h"

#include "client/view/colors.h"

#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

QHash<QString, QColor> tokens(const Colors &colors)
{
    return {{u"window"_s, colors.window},
            {u"sidebar"_s, colors.sidebar},
            {u"raised"_s, colors.raised},
            {u"text"_s, colors.text},
            {u"secondary"_s, colors.secondary},
            {u"disabled"_s, colors.disabled},
            {u"separator"_s, colors.separator},
            {u"accent"_s, colors.accent},
            {u"onAccent"_s, colors.onAccent},
            {u"accentTint"_s, colors.accentTint},
            {u"bubble"_s, colors.bubble},
            {u"danger"_s, colors.danger},
            {u"warning"_s, colors.warning},
            {u"hover"_s, mixed(colors.window, colors.text, 0.07)},
            {u"pressed"_s, mixed(colors.window, colors.text, 0.12)},
            {u"accentHover"_s, mixed(colors.accent, colors.text, 0.12)},
            {u"handle"_s, mixed(colors.window, colors.text, 0.28)}};
}

} // namespace

QString styleSheet(const Colors &colors)
{
    QFile file(u":/themes/confab.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString source = QString::fromUtf8(file.readAll());
    const QHash<QString, QColor> values = tokens(colors);

    static const QRegularExpression token(u"@([A-Za-z]+)"_s);
    QString result;
    qsizetype end = 0;
    for (auto matches = token.globalMatch(source); matches.hasNext();) {
        const auto match = matches.next();
        Q_ASSERT_X(values.contains(match.captured(1)), "styleSheet", qPrintable(match.captured(1)));
        result += source.mid(end, match.capturedStart() - end);
        result += values.value(match.captured(1)).name();
        end = match.capturedEnd();
    }
    return result + source.mid(end);
}

} // namespace confab
