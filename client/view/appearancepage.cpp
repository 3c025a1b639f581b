// SPDX-License-Identifier: Apache-2.0
#include "client/view/appearancepage.h"

#include "client/view/label.h"
#include "client/view/metrics.h"
#include "client/view/preferences.h"
#include "client/view/theme.h"

#include <QCheckBox>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

QRadioButton *schemeButton(Theme &theme, Preferences &preferences, Theme::Scheme scheme, const QString &name)
{
    auto *button = new QRadioButton(name);
    button->setObjectName(u"scheme-"_s + Theme::nameOf(scheme));
    button->setChecked(theme.scheme() == scheme);
    QObject::connect(button, &QRadioButton::toggled, button, [&theme, &preferences, scheme](bool chosen) {
        if (!chosen)
            return;
        preferences.setScheme(scheme);
        theme.setScheme(scheme);
    });
    return button;
}

} // namespace

AppearancePage::AppearancePage(Theme &theme, Preferences &preferences, QWidget *parent)
    : QWidget(parent)
{
    auto *enter = new QCheckBox(tr("Enter sends the message"), this);
    enter->setObjectName(u"enterSends"_s);
    enter->setChecked(preferences.enterKey() == Preferences::EnterKey::Sends);
    auto *hint = new Label({}, Label::Size::Caption, Label::Tone::Secondary, Label::Wrap::Yes, this);
    const auto explain = [hint](bool sends) {
        hint->setText(sends ? tr("Shift+Enter begins a new line.")
                            : tr("Enter begins a new line, Ctrl+Enter sends."));
    };
    explain(enter->isChecked());
    connect(enter, &QCheckBox::toggled, this, [&preferences, explain](bool sends) {
        preferences.setEnterKey(sends ? Preferences::EnterKey::Sends : Preferences::EnterKey::BreaksLine);
        explain(sends);
    });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::unit);
    layout->addWidget(new Label(tr("Colours"), Label::Size::Caption, Label::Tone::Secondary));
    const std::pair<Theme::Scheme, QString> schemes[] = {{Theme::Scheme::System, tr("Like the system")},
                                                         {Theme::Scheme::Light, tr("Light")},
                                                         {Theme::Scheme::Dark, tr("Dark")}};
    for (const auto &[scheme, name] : schemes)
        layout->addWidget(schemeButton(theme, preferences, scheme, name));
    layout->addSpacing(Metrics::large);
    layout->addWidget(enter);
    layout->addWidget(hint);
}

} // namespace confab
