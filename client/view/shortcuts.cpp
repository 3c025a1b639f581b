// SPDX-License-Identifier: Apache-2.0
#include "client/view/shortcuts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace confab {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(confab::Shortcuts)
};

QString shown(QKeyCombination key)
{
    return QKeySequence(key).toString(QKeySequence::NativeText);
}

} // namespace

QList<Shortcut> shortcuts()
{
    // Qt::CTRL is Cmd on macOS.
    return {
        {Command::Jump, {Qt::CTRL | Qt::Key_K}, Text::tr("Jump to anyone or anything"), "search"_L1},
        {Command::FindHere, {Qt::CTRL | Qt::Key_F}, Text::tr("Find in this conversation"), "search"_L1},
        {Command::FindEverywhere,
         {Qt::CTRL | Qt::SHIFT | Qt::Key_F},
         Text::tr("Find in all messages"),
         "search"_L1},
        {Command::NewConversation, {Qt::CTRL | Qt::Key_N}, Text::tr("New conversation"), "compose"_L1},
        {Command::NewGroup, {Qt::CTRL | Qt::SHIFT | Qt::Key_N}, Text::tr("New group"), "people"_L1},
        {Command::PreviousConversation, {Qt::ALT | Qt::Key_Up}, Text::tr("Previous conversation"), "chat"_L1},
        {Command::NextConversation, {Qt::ALT | Qt::Key_Down}, Text::tr("Next conversation"), "chat"_L1},
        {Command::PreviousUnread,
         {Qt::ALT | Qt::SHIFT | Qt::Key_Up},
         Text::tr("Previous unread conversation"),
         "chat"_L1},
        {Command::NextUnread,
         {Qt::ALT | Qt::SHIFT | Qt::Key_Down},
         Text::tr("Next unread conversation"),
         "chat"_L1},
        {Command::Back, {QKeySequence(Qt::Key_Escape)}, Text::tr("One step back"), "back"_L1},
        {Command::Settings, {Qt::CTRL | Qt::Key_Comma}, Text::tr("Settings"), "settings"_L1},
        {Command::Shortcuts,
         {QKeySequence(Qt::Key_F1), Qt::CTRL | Qt::Key_Slash},
         Text::tr("These shortcuts"),
         "keyboard"_L1},
        {Command::Quit, {Qt::CTRL | Qt::Key_Q}, Text::tr("Quit"), "log-out"_L1},
    };
}

QList<KeyHint> keyHints()
{
    return {
        {shown(Qt::Key_Enter), Text::tr("Send the message")},
        {shown(Qt::SHIFT | Qt::Key_Enter), Text::tr("New line in the message")},
        {shown(Qt::Key_Up), Text::tr("Edit your last message, where nothing is written")},
        {shown(Qt::CTRL | Qt::Key_Up), Text::tr("Choose a message to reply to")},
        {shown(Qt::CTRL | Qt::Key_C), Text::tr("Copy the selected text or message")},
        {shown(Qt::Key_PageUp), Text::tr("Scroll back, in the messages")},
        {shown(Qt::Key_End), Text::tr("To the newest, in the messages")},
    };
}

} // namespace confab
