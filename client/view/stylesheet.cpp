// SPDX-License-Identifier: Apache-2.0
#include "client/view/stylesheet.h"

#include "client/view/colors.h"

#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

QHash<QString, QString> tokens(const Colors &colors)
{
    const std::pair<QString, QColor> named[] = {{u"window"_s, colors.window},
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
                                                {u"hover"_s, mixed(colors.window, colors.text, 0.07)},
                                                {u"pressed"_s, mixed(colors.window, colors.text, 0.12)},
                                                {u"accentHover"_s, mixed(colors.accent, colors.text, 0.12)},
                                                {u"handle"_s, mixed(colors.window, colors.text, 0.28)}};
    QHash<QString, QString> values;
    for (const auto &[name, color] : named)
        values.insert(name, color.name());
    // A style sheet cannot colour an image, so the tick comes in both.
    const bool lightTick = colors.onAccent.lightness() > 128;
    values.insert(u"tick"_s, lightTick ? u"tick-light"_s : u"tick-dark"_s);
    return values;
}

} // namespace

QString styleSheet(const Colors &colors)
{
    QFile file(u":/themes/confab.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString source = QString::fromUtf8(file.readAll());
    const QHash<QString, QString> values = tokens(colors);

    static const QRegularExpression token(u"@([A-Za-z]+)"_s);
    QString result;
    qsizetype end = 0;
    for (auto matches = token.globalMatch(source); matches.hasNext();) {
        const auto match = matches.next();
        Q_ASSERT_X(values.contains(match.captured(1)), "styleSheet", qPrintable(match.captured(1)));
        result += source.mid(end, match.capturedStart() - end);
        result += values.value(match.captured(1));
        end = match.capturedEnd();
    }
    return result + source.mid(end);
}

} // namespace confab
