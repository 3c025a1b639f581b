// SPDX-License-Identifier: Apache-2.0
#include "client/view/metrics.h"

using namespace Qt::StringLiterals;

namespace confab::Metrics {

QFont scaled(QFont font, double factor)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(qRound(font.pixelSize() * factor));
    return font;
}

QFont caption(const QFont &font)
{
    return scaled(font, captionScale);
}

QFont title(const QFont &font)
{
    return strong(scaled(font, titleScale));
}

QFont strong(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

QStringList emojiFamilies()
{
    return {u"Noto Color Emoji"_s, u"Apple Color Emoji"_s, u"Segoe UI Emoji"_s};
}

} // namespace confab::Metrics
