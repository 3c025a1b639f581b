<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>confab::Composer</name>
    <message numerus="yes">
        <source>%n character(s) left</source>
        <translation>
            <numerusform>%n character left</numerusform>
            <numerusform>%n characters left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A message takes at most %n file(s).</source>
        <translation>
            <numerusform>A message takes at most %n file.</numerusform>
            <numerusform>A message takes at most %n files.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::ConnectionText</name>
    <message numerus="yes">
        <source>%n message(s) will go out when you are back</source>
        <translation>
            <numerusform>%n message will go out when you are back</numerusform>
            <numerusform>%n messages will go out when you are back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>retrying in %n min</source>
        <translation>
            <numerusform>retrying in %n min</numerusform>
            <numerusform>retrying in %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>retrying in %n s</source>
        <translation>
            <numerusform>retrying in %n s</numerusform>
            <numerusform>retrying in %n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::ConversationHeader</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::ErrorText</name>
    <message numerus="yes">
        <source>A name has at most %n character(s).</source>
        <translation>
            <numerusform>A name has at most %n character.</numerusform>
            <numerusform>A name has at most %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A message has at most %n character(s).</source>
        <translation>
            <numerusform>A message has at most %n character.</numerusform>
            <numerusform>A message has at most %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too many attempts. Try again in %n minute(s).</source>
        <translation>
            <numerusform>Too many attempts. Try again in %n minute.</numerusform>
            <numerusform>Too many attempts. Try again in %n minutes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too many attempts. Try again in %n second(s).</source>
        <translation>
            <numerusform>Too many attempts. Try again in %n second.</numerusform>
            <numerusform>Too many attempts. Try again in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The name of a group has 1 to %n character(s).</source>
        <translation>
            <numerusform>The name of a group has 1 to %n character.</numerusform>
            <numerusform>The name of a group has 1 to %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A group has at most %n member(s).</source>
        <translation>
            <numerusform>A group has at most %n member.</numerusform>
            <numerusform>A group has at most %n members.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::InvitesPage</name>
    <message numerus="yes">
        <source>for %n day(s)</source>
        <comment>how long an invitation is good</comment>
        <translation>
            <numerusform>for one day</numerusform>
            <numerusform>for %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s)</source>
        <comment>how many accounts an invitation is good for</comment>
        <translation>
            <numerusform>one account</numerusform>
            <numerusform>%n accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) left</source>
        <translation>
            <numerusform>one account left</numerusform>
            <numerusform>%n accounts left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::JumpButton</name>
    <message numerus="yes">
        <source>Jump to newest, %n unread</source>
        <translation>
            <numerusform>Jump to newest, %n unread</numerusform>
            <numerusform>Jump to newest, %n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::LogOutDialog</name>
    <message numerus="yes">
        <source>%n message(s) of yours have not been sent yet.</source>
        <translation>
            <numerusform>%n message of yours has not been sent yet.</numerusform>
            <numerusform>%n messages of yours have not been sent yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::MembersPanel</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::Notifier</name>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n new message</numerusform>
            <numerusform>%n new messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n conversation(s)</source>
        <translation>
            <numerusform>in %n conversation</numerusform>
            <numerusform>in %n conversations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::SecurityPage</name>
    <message numerus="yes">
        <source>At least %n character(s)</source>
        <translation>
            <numerusform>At least %n character</numerusform>
            <numerusform>At least %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::SeenDialog</name>
    <message numerus="yes">
        <source>%n of %1 other(s)</source>
        <comment>how many have read it</comment>
        <translation>
            <numerusform>%n of %1 other</numerusform>
            <numerusform>%n of %1 others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::SidebarRow</name>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n unread message</numerusform>
            <numerusform>%n unread messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::SignInWindow</name>
    <message numerus="yes">
        <source>At least %n character(s)</source>
        <translation>
            <numerusform>At least %n character</numerusform>
            <numerusform>At least %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::TakeoutForm</name>
    <message numerus="yes">
        <source>An archive was made a short while ago. The next one can be made in %n hour(s).</source>
        <translation>
            <numerusform>An archive was made a short while ago. The next one can be made in %n hour.</numerusform>
            <numerusform>An archive was made a short while ago. The next one can be made in %n hours.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::TimeText</name>
    <message numerus="yes">
        <source>last seen %n minute(s) ago</source>
        <translation>
            <numerusform>last seen %n minute ago</numerusform>
            <numerusform>last seen %n minutes ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::TrayIcon</name>
    <message numerus="yes">
        <source>Confab: %n unread message(s)</source>
        <translation>
            <numerusform>Confab: %n unread message</numerusform>
            <numerusform>Confab: %n unread messages</numerusform>
        </translation>
    </message>
</context>
</TS>
