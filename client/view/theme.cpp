// SPDX-License-Identifier: Apache-2.0
#include "client/view/theme.h"

#include "client/view/metrics.h"
#include "client/view/stylesheet.h"
#include "shared/protocol/names.h"

#include <QApplication>
#include <QEvent>
#include <QFontInfo>
#include <QPalette>
#include <QStyleFactory>
#include <QStyleHints>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

constexpr Names<Theme::Scheme, 3> names{{{Theme::Scheme::System, "system"_L1},
                                         {Theme::Scheme::Light, "light"_L1},
                                         {Theme::Scheme::Dark, "dark"_L1}}};

QPalette paletteOf(const Colors &colors)
{
    QPalette palette;
    const std::pair<QPalette::ColorRole, QColor> roles[] = {
        {QPalette::Window, colors.window},
        {QPalette::WindowText, colors.text},
        {QPalette::Base, colors.raised},
        {QPalette::AlternateBase, colors.sidebar},
        {QPalette::Text, colors.text},
        {QPalette::PlaceholderText, colors.secondary},
        {QPalette::Button, colors.bubble},
        {QPalette::ButtonText, colors.text},
        {QPalette::BrightText, colors.danger},
        {QPalette::ToolTipBase, colors.raised},
        {QPalette::ToolTipText, colors.text},
        {QPalette::Highlight, colors.accent},
        {QPalette::HighlightedText, colors.onAccent},
        {QPalette::Link, colors.accent},
        {QPalette::LinkVisited, colors.accent},
        {QPalette::Light, colors.raised},
        {QPalette::Midlight, colors.separator},
        {QPalette::Mid, colors.separator},
        {QPalette::Dark, colors.disabled},
        {QPalette::Shadow, colors.separator},
    };
    for (const auto &[role, color] : roles)
        palette.setColor(role, color);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, colors.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colors.separator);
    return palette;
}

} // namespace

Theme::Theme(QApplication &application)
    : m_application(application)
    , m_systemPalette(QApplication::palette())
{
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    // Where the text's font has no emoji, a colour one is asked before any symbol font.
    QFont font = QApplication::font();
    font.setFamilies(QStringList(QFontInfo(font).family()) + Metrics::emojiFamilies());
    QApplication::setFont(font);
    m_isDark = systemIsDark();
    apply();
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &Theme::followSystem);
#else
    application.installEventFilter(this);
#endif
}

Theme::~Theme() = default;

void Theme::setScheme(Scheme scheme)
{
    m_scheme = scheme;
    followSystem();
}

const Colors &Theme::colors() const
{
    return m_isDark ? darkColors() : lightColors();
}

std::optional<Theme::Scheme> Theme::schemeFromName(QStringView name)
{
    return names.find(name);
}

QLatin1StringView Theme::nameOf(Scheme scheme)
{
    return names.name(scheme);
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // Before Qt 6.5 the only word of a change of the desktop's colours.
    if (event->type() == QEvent::ThemeChange && watched->isWindowType()) {
        QApplication::setPalette(QPalette());
        m_systemPalette = QApplication::palette();
        QApplication::setPalette(paletteOf(colors()));
        followSystem();
    }
    return QObject::eventFilter(watched, event);
}

void Theme::followSystem()
{
    const bool dark = m_scheme == Scheme::System ? systemIsDark() : m_scheme == Scheme::Dark;
    if (dark == m_isDark)
        return;
    m_isDark = dark;
    apply();
    Q_EMIT changed();
}

void Theme::apply()
{
    QApplication::setPalette(paletteOf(colors()));
    m_application.setStyleSheet(styleSheet(colors()));
}

bool Theme::systemIsDark() const
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    return m_systemPalette.color(QPalette::Window).lightness() < 128;
#endif
}

} // namespace confab
