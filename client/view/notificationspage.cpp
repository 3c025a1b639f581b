// SPDX-License-Identifier: Apache-2.0
#include "client/view/notificationspage.h"

#include "client/desktop/notificationservice.h"
#include "client/view/label.h"
#include "client/view/mainwindow.h"
#include "client/view/metrics.h"
#include "client/view/preferences.h"
#include "client/view/trayicon.h"

#include <QCheckBox>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace confab {

NotificationsPage::NotificationsPage(const ViewParts &parts, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"notificationsPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::large);
    layout->addWidget(choices(parts));
    layout->addWidget(test(parts), 0, Qt::AlignLeft);
    layout->addWidget(closing(parts));
}

QWidget *NotificationsPage::choices(const ViewParts &parts)
{
    using Notifications = Preferences::Notifications;
    auto *group = new QWidget(this);
    auto *layout = new QVBoxLayout(group);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::unit);
    layout->addWidget(new Label(tr("When a message comes that you do not see"), Label::Size::Caption,
                                Label::Tone::Secondary, Label::Wrap::Yes));
    const std::tuple<Notifications, QString, QString> all[]
        = {{Notifications::WithText, tr("Tell me who wrote, and what"), u"notifyWithText"_s},
           {Notifications::WithoutText, tr("Tell me who wrote"), u"notifyWithoutText"_s},
           {Notifications::Off, tr("Tell me nothing"), u"notifyOff"_s}};
    for (const auto &[choice, text, name] : all) {
        auto *button = new QRadioButton(text, group);
        button->setObjectName(name);
        button->setChecked(parts.preferences.notifications() == choice);
        connect(button, &QRadioButton::toggled, this,
                [&preferences = parts.preferences, choice = choice](bool chosen) {
                    if (chosen)
                        preferences.setNotifications(choice);
                });
        layout->addWidget(button);
    }
    return group;
}

QWidget *NotificationsPage::test(const ViewParts &parts)
{
    auto *button = new QPushButton(tr("Test notification"), this);
    button->setObjectName(u"testNotification"_s);
    button->setEnabled(parts.notifications != nullptr);
    connect(button, &QPushButton::clicked, this, [service = parts.notifications] {
        service->show({.key = testKey,
                       .title = tr("Confab"),
                       .text = tr("This is how you are told that a message has come.")});
    });
    return button;
}

QWidget *NotificationsPage::closing(const ViewParts &parts)
{
    auto *group = new QWidget(this);
    auto *layout = new QVBoxLayout(group);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Metrics::unit);
    auto *box = new QCheckBox(tr("Keep running when closed"), group);
    box->setObjectName(u"closingHides"_s);
    box->setChecked(parts.preferences.closing() == Preferences::Closing::Hides);
    connect(box, &QCheckBox::toggled, this, [&preferences = parts.preferences](bool hides) {
        preferences.setClosing(hides ? Preferences::Closing::Hides : Preferences::Closing::Quits);
    });
    const bool hasTray = parts.tray && parts.tray->isThere();
    box->setEnabled(hasTray);
    const QString hint = hasTray ? tr("Confab is then among the small icons of the desktop.")
                                 : tr("This desktop has no place for small icons where Confab could wait.");
    layout->addWidget(box);
    layout->addWidget(new Label(hint, Label::Size::Caption, Label::Tone::Secondary, Label::Wrap::Yes));
    return group;
}

} // namespace confab
