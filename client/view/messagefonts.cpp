// SPDX-License-Identifier: Apache-2.0
#include "client/view/messagefonts.h"

#include "client/view/metrics.h"

#include <QFontDatabase>
#include <QFontInfo>

namespace confab {
namespace {

constexpr double largeScale = 2.4;
constexpr double codeScale = 0.95;

} // namespace

MessageFonts MessageFonts::from(const QFont &font)
{
    QFont code = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (font.pointSizeF() > 0)
        code.setPointSizeF(font.pointSizeF() * codeScale);
    else
        code.setPixelSize(font.pixelSize());
    const QStringList families = Metrics::emojiFamilies() + QStringList(QFontInfo(font).family());
    QFont large = Metrics::scaled(font, largeScale);
    large.setFamilies(families);
    QFont chip = font;
    chip.setFamilies(families);
    return {.body = font,
            .caption = Metrics::caption(font),
            .name = Metrics::strong(Metrics::caption(font)),
            .code = code,
            .large = large,
            .chip = chip};
}

} // namespace confab
