// SPDX-License-Identifier: Apache-2.0
#include "client/view/avatar.h"

#include "client/view/colors.h"
#include "shared/core/text.h"

#include <QGuiApplication>
#include <QPainter>
#include <QStyle>
#include <QTextBoundaryFinder>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

/// The first letter or digit as a reader sees it: a whole grapheme, in capitals.
QString firstLetter(const QString &word)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    qsizetype start = 0;
    while (finder.toNextBoundary() > 0) {
        const QString grapheme = word.mid(start, finder.position() - start);
        const auto first = grapheme.toUcs4().value(0);
        if (QChar::isLetterOrNumber(first))
            return grapheme.toUpper();
        start = finder.position();
    }
    return {};
}

QString initialsOf(const QString &text)
{
    static const QRegularExpression separators(u"[\\s._-]+"_s);
    QStringList letters;
    const QStringList words = text.split(separators, Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (const QString letter = firstLetter(word); !letter.isEmpty())
            letters.append(letter);
    }
    if (letters.size() < 2)
        return letters.value(0);
    return letters.first() + letters.last();
}

/// Twelve hues that stay apart; darkened until white text can be read on them.
QList<QColor> makeAvatarColors()
{
    QList<QColor> colors;
    for (int hue = 10; hue < 360; hue += 30) {
        int lightness = 120;
        QColor color = QColor::fromHsl(hue, 115, lightness);
        while (contrast(color, Qt::white) < 4.5)
            color = QColor::fromHsl(hue, 115, --lightness);
        colors.append(color);
    }
    return colors;
}

void paintInitials(QPainter &painter, const QRect &rect, const AvatarContent &content)
{
    painter.setBrush(avatarColor(content.username));
    painter.drawEllipse(rect);

    QFont font = painter.font();
    font.setPixelSize(qMax(8, qRound(rect.height() * 0.38)));
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(rect, Qt::AlignCenter, initials(content.displayName, content.username));
}

} // namespace

QString initials(const QString &displayName, const QString &username)
{
    QString result = initialsOf(displayName);
    if (result.isEmpty())
        result = initialsOf(username);
    return result.isEmpty() ? u"?"_s : result;
}

QColor avatarColor(const QString &username)
{
    // FNV-1a: the same on every machine and in every version, which qHash does not promise.
    quint32 hash = 2166136261U;
    const QByteArray key = usernameKey(username).toUtf8();
    for (const char byte : key)
        hash = (hash ^ quint8(byte)) * 16777619U;

    static const QList<QColor> colors = makeAvatarColors();
    return colors.at(hash % quint32(colors.size()));
}

QRect presenceDot(const QRect &rect, Qt::LayoutDirection direction)
{
    const int size = qBound(8, qRound(rect.width() * 0.28), 18);
    // Its middle on the circle, where that is half way between right and below.
    const int edge = qRound(rect.width() * 0.146 - size / 2.0) - 1;
    return QStyle::alignedRect(direction, Qt::AlignRight | Qt::AlignBottom, QSize(size, size),
                               rect.adjusted(edge, edge, -edge, -edge));
}

void paintAvatar(QPainter &painter, const QRect &rect, const AvatarContent &content, const Colors &colors,
                 const QColor &ground)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (content.picture.isNull()) {
        paintInitials(painter, rect, content);
    } else {
        // A brush has smooth edges where a clip has none.
        QBrush brush(content.picture);
        const double scale = double(rect.width()) / content.picture.width();
        brush.setTransform(QTransform::fromTranslate(rect.x(), rect.y()).scale(scale, scale));
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.setBrush(brush);
        painter.drawEllipse(rect);
    }

    if (content.presence && *content.presence != Presence::Offline) {
        painter.setPen(QPen(ground, 2));
        painter.setBrush(*content.presence == Presence::Online ? colors.online : colors.away);
        painter.drawEllipse(presenceDot(rect, painter.layoutDirection()));
    }
    painter.restore();
}

} // namespace confab
