// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

namespace confab {

/// What can be done from the keyboard anywhere in the main window. The window makes its actions from this
/// table and the dialog shows it, so that neither can know more than the other.
enum class Command {
    Jump,
    FindHere,
    FindEverywhere,
    NewConversation,
    NewGroup,
    PreviousConversation,
    NextConversation,
    PreviousUnread,
    NextUnread,
    Back,
    Settings,
    Shortcuts,
    Quit,
};

struct Shortcut {
    Command command;
    QList<QKeySequence> keys; ///< the first is the one that is shown
    QString description;
    QLatin1StringView icon;
};

[[nodiscard]] QList<Shortcut> shortcuts();
/// What keys do while a message is written or read, for the dialog only: these belong to their widgets.
struct KeyHint {
    QString keys;
    QString description;
};
[[nodiscard]] QList<KeyHint> keyHints();

} // namespace confab
