<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>confab::AccountPage</name>
    <message>
        <source>Delete the account for good. You choose whether what you wrote stays with the people you wrote to.</source>
        <translation>Das Konto endgültig löschen. Du entscheidest, ob das, was du geschrieben hast, bei den anderen bleibt.</translation>
    </message>
    <message>
        <source>Delete the account…</source>
        <translation>Konto löschen …</translation>
    </message>
</context>
<context>
    <name>confab::AddMembersDialog</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add people</source>
        <translation>Personen hinzufügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Add to “%1”</source>
        <comment>a group</comment>
        <translation>Zu „%1“ hinzufügen</translation>
    </message>
    <message>
        <source>They see all that was said before.</source>
        <translation>Sie sehen alles, was bisher geschrieben wurde.</translation>
    </message>
    <message>
        <source>They see what is said from now on.</source>
        <translation>Sie sehen, was ab jetzt geschrieben wird.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a username, and why that person cannot be added</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>confab::AppearancePage</name>
    <message>
        <source>Enter sends the message</source>
        <translation>Die Eingabetaste sendet die Nachricht</translation>
    </message>
    <message>
        <source>Shift+Enter begins a new line.</source>
        <translation>Umschalt+Eingabe beginnt eine neue Zeile.</translation>
    </message>
    <message>
        <source>Enter begins a new line, Ctrl+Enter sends.</source>
        <translation>Die Eingabetaste beginnt eine neue Zeile, Strg+Eingabe sendet.</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
</context>
<context>
    <name>confab::BlockDialog</name>
    <message>
        <source>Block</source>
        <translation>Blockieren</translation>
    </message>
    <message>
        <source>Block %1?</source>
        <translation>%1 blockieren?</translation>
    </message>
    <message>
        <source>Neither of you can write to the other, and neither sees whether the other is online. What you wrote to each other stays.</source>
        <translation>Keiner kann dem anderen schreiben, und keiner sieht, ob der andere online ist. Was ihr einander geschrieben habt, bleibt.</translation>
    </message>
    <message>
        <source>%1 is not told. You can take it back at any time.</source>
        <translation>%1 erfährt davon nichts. Du kannst es jederzeit zurücknehmen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>confab::BlockedBar</name>
    <message>
        <source>Unblock</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>You blocked %1.</source>
        <translation>Du hast %1 blockiert.</translation>
    </message>
    <message>
        <source>Unblock %1</source>
        <translation>%1 freigeben</translation>
    </message>
    <message>
        <source>This account is deleted. Nobody can write to it any more.</source>
        <translation>Dieses Konto ist gelöscht. Niemand kann ihm mehr schreiben.</translation>
    </message>
</context>
<context>
    <name>confab::BlockedPage</name>
    <message>
        <source>You have blocked nobody. You can block a person in the details of a conversation.</source>
        <translation>Du hast niemanden blockiert. Blockieren kannst du in den Details einer Unterhaltung.</translation>
    </message>
    <message>
        <source>Neither of you can write to the other or sees whether the other is online.</source>
        <translation>Keiner kann dem anderen schreiben oder sieht, ob der andere online ist.</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Unblock %1</source>
        <translation>%1 freigeben</translation>
    </message>
</context>
<context>
    <name>confab::ChatActions</name>
    <message>
        <source>Mark as read</source>
        <translation>Als gelesen markieren</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>Als ungelesen markieren</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Stummschaltung aufheben</translation>
    </message>
    <message>
        <source>Mute for 1 hour</source>
        <translation>Für 1 Stunde stummschalten</translation>
    </message>
    <message>
        <source>For 1 hour</source>
        <translation>Für 1 Stunde</translation>
    </message>
    <message>
        <source>Mute for 8 hours</source>
        <translation>Für 8 Stunden stummschalten</translation>
    </message>
    <message>
        <source>For 8 hours</source>
        <translation>Für 8 Stunden</translation>
    </message>
    <message>
        <source>Mute until tomorrow</source>
        <translation>Bis morgen stummschalten</translation>
    </message>
    <message>
        <source>Until tomorrow</source>
        <translation>Bis morgen</translation>
    </message>
    <message>
        <source>Mute always</source>
        <translation>Immer stummschalten</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Nicht mehr anheften</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Move out of the archive</source>
        <translation>Aus dem Archiv holen</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Muted until %1</source>
        <comment>a clock or a date</comment>
        <translation>Stumm bis %1</translation>
    </message>
</context>
<context>
    <name>confab::ChatButtons</name>
    <message>
        <source>Mute…</source>
        <translation>Stummschalten …</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
</context>
<context>
    <name>confab::ChatCommands</name>
    <message>
        <source>%1: %2</source>
        <comment>a conversation&apos;s name and what becomes of it</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>confab::ChatLists</name>
    <message>
        <source>Conversations</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>Archived conversations</source>
        <translation>Archivierte Unterhaltungen</translation>
    </message>
    <message>
        <source>No conversations yet</source>
        <translation>Noch keine Unterhaltungen</translation>
    </message>
    <message>
        <source>Find someone by name and say hello.</source>
        <translation>Finde jemanden beim Namen und sag hallo.</translation>
    </message>
    <message>
        <source>Find people</source>
        <translation>Personen finden</translation>
    </message>
    <message>
        <source>Back to the conversations</source>
        <translation>Zurück zu den Unterhaltungen</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Archived (%1)</source>
        <comment>how many unread messages</comment>
        <translation>Archiviert (%1)</translation>
    </message>
</context>
<context>
    <name>confab::ChatMenu</name>
    <message>
        <source>Mute</source>
        <translation>Stummschalten</translation>
    </message>
    <message>
        <source>Copy link to the group</source>
        <translation>Link zur Gruppe kopieren</translation>
    </message>
    <message>
        <source>Copy link to the person</source>
        <translation>Link zur Person kopieren</translation>
    </message>
</context>
<context>
    <name>confab::ChipList</name>
    <message>
        <source>Chosen people</source>
        <translation>Ausgewählte Personen</translation>
    </message>
    <message>
        <source>%1, chosen; Delete takes it away</source>
        <comment>a person&apos;s name</comment>
        <translation>%1, ausgewählt; Entf nimmt die Auswahl zurück</translation>
    </message>
</context>
<context>
    <name>confab::Composer</name>
    <message>
        <source>Write a message</source>
        <translation>Nachricht schreiben</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message numerus="yes">
        <source>%n character(s) left</source>
        <translation>
            <numerusform>Noch %n Zeichen</numerusform>
            <numerusform>Noch %n Zeichen</numerusform>
        </translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Dateien anhängen</translation>
    </message>
    <message numerus="yes">
        <source>A message takes at most %n file(s).</source>
        <translation>
            <numerusform>Eine Nachricht nimmt höchstens %n Datei.</numerusform>
            <numerusform>Eine Nachricht nimmt höchstens %n Dateien.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::ComposerBar</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>confab::ComposerFiles</name>
    <message>
        <source>Picture %1.png</source>
        <translation>Bild %1.png</translation>
    </message>
    <message>
        <source>The picture could not be stored on this device.</source>
        <translation>Das Bild konnte auf diesem Gerät nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>Text.txt</source>
        <translation>Text.txt</translation>
    </message>
    <message>
        <source>The text could not be stored on this device.</source>
        <translation>Der Text konnte auf diesem Gerät nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>Send this text as a file?</source>
        <translation>Diesen Text als Datei senden?</translation>
    </message>
    <message>
        <source>It is longer than a message can be.</source>
        <translation>Er ist länger, als eine Nachricht sein kann.</translation>
    </message>
    <message>
        <source>As a file</source>
        <translation>Als Datei</translation>
    </message>
</context>
<context>
    <name>confab::ComposerPurpose</name>
    <message>
        <source>Reply to yourself</source>
        <translation>Antwort an sich selbst</translation>
    </message>
    <message>
        <source>Reply to %1</source>
        <translation>Antwort an %1</translation>
    </message>
    <message>
        <source>Edit message</source>
        <translation>Nachricht bearbeiten</translation>
    </message>
    <message>
        <source>Your change was not made. %1</source>
        <comment>with the reason</comment>
        <translation>Deine Änderung wurde nicht übernommen. %1</translation>
    </message>
</context>
<context>
    <name>confab::ConnectionText</name>
    <message numerus="yes">
        <source>%n message(s) will go out when you are back</source>
        <translation>
            <numerusform>%n Nachricht geht hinaus, sobald du zurück bist</numerusform>
            <numerusform>%n Nachrichten gehen hinaus, sobald du zurück bist</numerusform>
        </translation>
    </message>
    <message>
        <source>retrying now</source>
        <translation>neuer Versuch jetzt</translation>
    </message>
    <message numerus="yes">
        <source>retrying in %n min</source>
        <translation>
            <numerusform>neuer Versuch in %n min</numerusform>
            <numerusform>neuer Versuch in %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>retrying in %n s</source>
        <translation>
            <numerusform>neuer Versuch in %n s</numerusform>
            <numerusform>neuer Versuch in %n s</numerusform>
        </translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted</source>
        <translation>Dem Zertifikat des Servers wird nicht vertraut</translation>
    </message>
    <message>
        <source>You are offline</source>
        <translation>Du bist offline</translation>
    </message>
    <message>
        <source> · </source>
        <comment>between the parts of the offline bar</comment>
        <translation> · </translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbinden …</translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>verbinden …</translation>
    </message>
    <message>
        <source>Catching up…</source>
        <translation>Neues wird geholt …</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>You have been logged out. What is here can still be read.</source>
        <translation>Du bist abgemeldet. Was hier ist, lässt sich weiterhin lesen.</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Anmelden</translation>
    </message>
</context>
<context>
    <name>confab::ConversationHeader</name>
    <message>
        <source>Back to the conversations</source>
        <translation>Zurück zu den Unterhaltungen</translation>
    </message>
    <message>
        <source>typing…</source>
        <translation>schreibt …</translation>
    </message>
    <message>
        <source>Find in this conversation</source>
        <translation>In dieser Unterhaltung suchen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>whether somebody is online, and the status text</comment>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n Mitglied</numerusform>
            <numerusform>%n Mitglieder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::ConversationView</name>
    <message>
        <source>Choose a conversation</source>
        <translation>Wähle eine Unterhaltung</translation>
    </message>
    <message>
        <source>Or press Ctrl+K and type a name.</source>
        <translation>Oder drücke Strg+K und tippe einen Namen.</translation>
    </message>
    <message>
        <source>Say hello to %1</source>
        <translation>Sag hallo zu %1</translation>
    </message>
    <message>
        <source>There are no messages between you yet.</source>
        <translation>Zwischen euch gibt es noch keine Nachrichten.</translation>
    </message>
    <message>
        <source>There are no messages yet.</source>
        <translation>Noch sind keine Nachrichten da.</translation>
    </message>
    <message>
        <source>You are not in “%1” any more</source>
        <comment>a group</comment>
        <translation>Du bist nicht mehr in „%1“</translation>
    </message>
    <message>
        <source>You left or were removed. Its messages are no longer on this device; an owner of the group can add you again.</source>
        <translation>Du hast die Gruppe verlassen oder wurdest entfernt. Ihre Nachrichten sind nicht mehr auf diesem Gerät; Besitzer der Gruppe können dich wieder hinzufügen.</translation>
    </message>
    <message>
        <source>You are not in this group any more</source>
        <translation>Du bist nicht mehr in dieser Gruppe</translation>
    </message>
</context>
<context>
    <name>confab::CropView</name>
    <message>
        <source>Choose the part that others see</source>
        <translation>Wähle den Ausschnitt, den andere sehen</translation>
    </message>
</context>
<context>
    <name>confab::DeleteAccountDialog</name>
    <message>
        <source>My messages stay with those I wrote to</source>
        <translation>Meine Nachrichten bleiben bei denen, denen ich schrieb</translation>
    </message>
    <message>
        <source>My messages and files are removed everywhere</source>
        <translation>Meine Nachrichten und Dateien werden überall entfernt</translation>
    </message>
    <message>
        <source>Delete the account</source>
        <translation>Konto löschen</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Delete the account for good</source>
        <translation>Konto endgültig löschen</translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation>Wird gelöscht …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Delete the account %1?</source>
        <translation>Konto %1 löschen?</translation>
    </message>
    <message>
        <source>This cannot be taken back. You leave all groups, nobody can write to you any more, and nobody, not even you, can ever use this name again.</source>
        <translation>Das lässt sich nicht rückgängig machen. Du verlässt alle Gruppen, niemand kann dir mehr schreiben, und niemand, auch du nicht, kann diesen Namen je wieder verwenden.</translation>
    </message>
    <message>
        <source>Export everything first</source>
        <translation>Zuerst alles exportieren</translation>
    </message>
</context>
<context>
    <name>confab::DetailsPane</name>
    <message>
        <source>Close the details</source>
        <translation>Details schließen</translation>
    </message>
    <message>
        <source>Remove from contacts</source>
        <translation>Aus den Kontakten entfernen</translation>
    </message>
    <message>
        <source>Add to contacts</source>
        <translation>Zu den Kontakten hinzufügen</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Block…</source>
        <translation>Blockieren …</translation>
    </message>
    <message>
        <source>You blocked this person: neither of you can write to the other.</source>
        <translation>Du hast diese Person blockiert: Keiner von euch kann dem anderen schreiben.</translation>
    </message>
</context>
<context>
    <name>confab::DropHint</name>
    <message>
        <source>Drop the files to send them</source>
        <translation>Lass die Dateien los, um sie zu senden</translation>
    </message>
</context>
<context>
    <name>confab::EmojiPicker</name>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>Search emoji</source>
        <translation>Emoji suchen</translation>
    </message>
    <message>
        <source>No emoji of that name</source>
        <translation>Kein Emoji dieses Namens</translation>
    </message>
</context>
<context>
    <name>confab::EndChat</name>
    <message>
        <source>Confab</source>
        <translation>Confab</translation>
    </message>
    <message>
        <source>End conversation…</source>
        <translation>Unterhaltung beenden…</translation>
    </message>
    <message>
        <source>End the conversation with %1?</source>
        <translation>Die Unterhaltung mit %1 beenden?</translation>
    </message>
    <message>
        <source>Neither of you can write in it any more, and both are free for others. It stays to be read, and can be started again.</source>
        <translation>Keiner kann mehr darin schreiben, und beide sind frei für andere. Sie bleibt lesbar und lässt sich neu beginnen.</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>confab::EndedBar</name>
    <message>
        <source>You are in a conversation with %1. End it before you write to somebody else.</source>
        <translation>Du bist in einer Unterhaltung mit %1. Beende sie, bevor du jemand anderem schreibst.</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Dorthin</translation>
    </message>
    <message>
        <source>Go to the conversation with %1</source>
        <translation>Zur Unterhaltung mit %1</translation>
    </message>
    <message>
        <source>This conversation was ended. It can be read, but nobody can write in it.</source>
        <translation>Diese Unterhaltung wurde beendet. Man kann sie lesen, aber nicht mehr darin schreiben.</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Start the conversation with %1 again</source>
        <translation>Die Unterhaltung mit %1 neu beginnen</translation>
    </message>
    <message>
        <source>%1 is in another conversation now. Try again later.</source>
        <translation>%1 ist gerade in einer anderen Unterhaltung. Versuche es später noch einmal.</translation>
    </message>
</context>
<context>
    <name>confab::ErrorText</name>
    <message>
        <source>A username has %1 to %2 letters, digits, dots, hyphens or underscores.</source>
        <translation>Ein Benutzername hat %1 bis %2 Buchstaben, Ziffern, Punkte, Binde- oder Unterstriche.</translation>
    </message>
    <message>
        <source>A password has %1 to %2 characters.</source>
        <translation>Ein Passwort hat %1 bis %2 Zeichen.</translation>
    </message>
    <message numerus="yes">
        <source>A name has at most %n character(s).</source>
        <translation>
            <numerusform>Ein Name hat höchstens %n Zeichen.</numerusform>
            <numerusform>Ein Name hat höchstens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is no address of a server. It looks like chat.example.org or 192.168.1.5:7280.</source>
        <translation>Das ist keine Adresse eines Servers. Sie sieht aus wie chat.example.org oder 192.168.1.5:7280.</translation>
    </message>
    <message>
        <source>This is no recovery code of that account, or it has been used.</source>
        <translation>Das ist kein Wiederherstellungscode dieses Kontos, oder er wurde schon benutzt.</translation>
    </message>
    <message numerus="yes">
        <source>A message has at most %n character(s).</source>
        <translation>
            <numerusform>Eine Nachricht hat höchstens %n Zeichen.</numerusform>
            <numerusform>Eine Nachricht hat höchstens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server did not accept this input.</source>
        <translation>Der Server hat diese Eingabe nicht angenommen.</translation>
    </message>
    <message>
        <source>The server cannot be reached. Is the address right, and is there a network?</source>
        <translation>Der Server ist nicht zu erreichen. Stimmt die Adresse, und gibt es ein Netz?</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted, so nothing was sent to it.</source>
        <translation>Dem Zertifikat des Servers wird nicht vertraut, darum wurde ihm nichts gesendet.</translation>
    </message>
    <message>
        <source>The server is busy or restarting. Try again in a moment.</source>
        <translation>Der Server ist beschäftigt oder startet neu. Versuche es gleich noch einmal.</translation>
    </message>
    <message numerus="yes">
        <source>Too many attempts. Try again in %n minute(s).</source>
        <translation>
            <numerusform>Zu viele Versuche. Versuche es in %n Minute noch einmal.</numerusform>
            <numerusform>Zu viele Versuche. Versuche es in %n Minuten noch einmal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too many attempts. Try again in %n second(s).</source>
        <translation>
            <numerusform>Zu viele Versuche. Versuche es in %n Sekunde noch einmal.</numerusform>
            <numerusform>Zu viele Versuche. Versuche es in %n Sekunden noch einmal.</numerusform>
        </translation>
    </message>
    <message>
        <source>Too many attempts. Try again in a moment.</source>
        <translation>Zu viele Versuche. Versuche es gleich noch einmal.</translation>
    </message>
    <message>
        <source>You are not logged in any more.</source>
        <translation>Du bist nicht mehr angemeldet.</translation>
    </message>
    <message>
        <source>The username or the password is wrong.</source>
        <translation>Der Benutzername oder das Passwort ist falsch.</translation>
    </message>
    <message>
        <source>This is not your password.</source>
        <translation>Das ist nicht dein Passwort.</translation>
    </message>
    <message>
        <source>This account has been disabled by the people who run the server.</source>
        <translation>Dieses Konto wurde von den Betreibern des Servers gesperrt.</translation>
    </message>
    <message>
        <source>You may not do this.</source>
        <translation>Das darfst du nicht.</translation>
    </message>
    <message>
        <source>New accounts are by invitation only on this server.</source>
        <translation>Neue Konten gibt es auf diesem Server nur mit Einladung.</translation>
    </message>
    <message>
        <source>This username is taken.</source>
        <translation>Dieser Benutzername ist vergeben.</translation>
    </message>
    <message>
        <source>This does not exist, or not any more.</source>
        <translation>Das gibt es nicht, oder nicht mehr.</translation>
    </message>
    <message>
        <source>This conversation has been closed.</source>
        <translation>Diese Unterhaltung ist geschlossen.</translation>
    </message>
    <message>
        <source>One of you is in another conversation now.</source>
        <translation>Einer von euch ist gerade in einer anderen Unterhaltung.</translation>
    </message>
    <message>
        <source>This is too long for the server.</source>
        <translation>Das ist zu lang für den Server.</translation>
    </message>
    <message>
        <source>There is no space left to store this.</source>
        <translation>Es ist kein Platz mehr, um das zu speichern.</translation>
    </message>
    <message>
        <source>This server speaks another version of Confab. One of the two needs an update.</source>
        <translation>Dieser Server spricht eine andere Version von Confab. Eine der beiden Seiten braucht eine Aktualisierung.</translation>
    </message>
    <message>
        <source>Something went wrong that should not have. Try again.</source>
        <translation>Etwas ist schiefgegangen, das nicht schiefgehen sollte. Versuche es noch einmal.</translation>
    </message>
    <message>
        <source>This message cannot be delivered.</source>
        <translation>Diese Nachricht kann nicht zugestellt werden.</translation>
    </message>
    <message>
        <source>This list is full.</source>
        <translation>Diese Liste ist voll.</translation>
    </message>
    <message>
        <source>This message has been deleted.</source>
        <translation>Diese Nachricht wurde gelöscht.</translation>
    </message>
    <message>
        <source>There are as many different reactions at this message as there can be.</source>
        <translation>An dieser Nachricht stehen so viele verschiedene Reaktionen, wie es geben kann.</translation>
    </message>
    <message>
        <source>The file is not there any more, or it has changed since.</source>
        <translation>Die Datei ist nicht mehr da oder wurde seither geändert.</translation>
    </message>
    <message>
        <source>The server does not have the file any more. Try again to send it anew.</source>
        <translation>Der Server hat die Datei nicht mehr. Versuche es noch einmal, dann wird sie neu gesendet.</translation>
    </message>
    <message>
        <source>Your files on this server have no room left.</source>
        <translation>Für deine Dateien ist auf diesem Server kein Platz mehr.</translation>
    </message>
    <message>
        <source>This file is larger than the server takes.</source>
        <translation>Diese Datei ist größer, als der Server sie annimmt.</translation>
    </message>
    <message>
        <source>An invitation that is still good is needed.</source>
        <translation>Es braucht eine Einladung, die noch gilt.</translation>
    </message>
    <message numerus="yes">
        <source>The name of a group has 1 to %n character(s).</source>
        <translation>
            <numerusform>Der Name einer Gruppe hat 1 bis %n Zeichen.</numerusform>
            <numerusform>Der Name einer Gruppe hat 1 bis %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>A group needs an owner. Make somebody else one first.</source>
        <translation>Eine Gruppe braucht einen Besitzer. Mach zuerst jemand anderen dazu.</translation>
    </message>
    <message>
        <source>Only an owner of the group may do this.</source>
        <translation>Das dürfen nur Besitzer der Gruppe.</translation>
    </message>
    <message>
        <source>You are not in this group any more.</source>
        <translation>Du bist nicht mehr in dieser Gruppe.</translation>
    </message>
    <message numerus="yes">
        <source>A group has at most %n member(s).</source>
        <translation>
            <numerusform>Eine Gruppe hat höchstens %n Mitglied.</numerusform>
            <numerusform>Eine Gruppe hat höchstens %n Mitglieder.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not everybody of these can be added.</source>
        <translation>Nicht alle von ihnen können hinzugefügt werden.</translation>
    </message>
    <message>
        <source>There is nobody of that name, or not any more.</source>
        <translation>Unter diesem Namen gibt es niemanden, oder nicht mehr.</translation>
    </message>
</context>
<context>
    <name>confab::FileOpener</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>The file could not be written to %1.</source>
        <translation>Die Datei konnte nicht nach %1 geschrieben werden.</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern unter</translation>
    </message>
</context>
<context>
    <name>confab::FileText</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>Keine Verbindung</translation>
    </message>
</context>
<context>
    <name>confab::FilesPane</name>
    <message>
        <source>Back to the details</source>
        <translation>Zurück zu den Details</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Details schließen</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Looking for files…</source>
        <translation>Dateien werden gesucht …</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>Noch keine Dateien</translation>
    </message>
    <message>
        <source>What is sent here as a file is found here.</source>
        <translation>Was hier als Datei verschickt wird, steht hier.</translation>
    </message>
    <message>
        <source>The server cannot be reached. There may be more files than this device knows.</source>
        <translation>Der Server ist nicht erreichbar. Es kann mehr Dateien geben, als dieses Gerät kennt.</translation>
    </message>
</context>
<context>
    <name>confab::FormField</name>
    <message>
        <source>Show what is typed</source>
        <translation>Zeigen, was getippt wird</translation>
    </message>
</context>
<context>
    <name>confab::ForwardDialog</name>
    <message>
        <source>Forward</source>
        <translation>Weiterleiten</translation>
    </message>
    <message>
        <source>Search conversations</source>
        <translation>Unterhaltungen suchen</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>Forward to</source>
        <translation>Weiterleiten an</translation>
    </message>
</context>
<context>
    <name>confab::FoundMessageListModel</name>
    <message>
        <source>me</source>
        <extracomment>As the value of the search filter &quot;from:&quot;.</extracomment>
        <translation>mir</translation>
    </message>
</context>
<context>
    <name>confab::FreedesktopNotifications</name>
    <message>
        <source>Write a reply</source>
        <translation>Antwort schreiben</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Als gelesen markieren</translation>
    </message>
</context>
<context>
    <name>confab::GroupActions</name>
    <message>
        <source>Choose a picture</source>
        <translation>Bild auswählen</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp)</source>
        <translation>Bilder (*.png *.jpg *.jpeg *.webp)</translation>
    </message>
    <message>
        <source>This is no picture that can be read.</source>
        <translation>Das ist kein Bild, das gelesen werden kann.</translation>
    </message>
    <message>
        <source>Picture of the group</source>
        <translation>Bild der Gruppe</translation>
    </message>
    <message>
        <source>Remove %1 from the group?</source>
        <translation>%1 aus der Gruppe entfernen?</translation>
    </message>
    <message>
        <source>%1 will not see any more what is written here, nor what was written before.</source>
        <translation>%1 sieht dann weder, was hier geschrieben wird, noch, was bisher geschrieben wurde.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Leave “%1”?</source>
        <comment>a group</comment>
        <translation>„%1“ verlassen?</translation>
    </message>
    <message>
        <source>Its messages go from all your devices. Only an owner can let you in again.</source>
        <translation>Die Nachrichten verschwinden von allen deinen Geräten. Nur Besitzer der Gruppe können dich wieder aufnehmen.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
</context>
<context>
    <name>confab::GroupPane</name>
    <message>
        <source>Close the details</source>
        <translation>Einzelheiten schließen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation>Bild …</translation>
    </message>
    <message>
        <source>Who joins sees what was said before</source>
        <translation>Wer dazukommt, sieht Bisheriges</translation>
    </message>
    <message>
        <source>Leave the group…</source>
        <translation>Gruppe verlassen …</translation>
    </message>
    <message>
        <source>Choose another picture…</source>
        <translation>Anderes Bild auswählen …</translation>
    </message>
    <message>
        <source>Remove the picture</source>
        <translation>Bild entfernen</translation>
    </message>
</context>
<context>
    <name>confab::HeirDialog</name>
    <message>
        <source>Leave the group</source>
        <translation>Gruppe verlassen</translation>
    </message>
    <message>
        <source>Find a member</source>
        <translation>Mitglied suchen</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Hand over and leave</source>
        <translation>Übergeben und verlassen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Who owns “%1” after you?</source>
        <comment>a group</comment>
        <translation>Wer wird nach dir Besitzer von „%1“?</translation>
    </message>
    <message>
        <source>You are its only owner. Its messages go from all your devices, and only an owner can let you in again.</source>
        <translation>Du bist ihr einziger Besitzer. Die Nachrichten verschwinden von allen deinen Geräten, und nur Besitzer der Gruppe können dich wieder aufnehmen.</translation>
    </message>
</context>
<context>
    <name>confab::InvitesPage</name>
    <message>
        <source>Invite</source>
        <translation>Einladen</translation>
    </message>
    <message>
        <source>Whoever has an invitation can make an account on this server.</source>
        <translation>Wer eine Einladung hat, kann sich auf diesem Server ein Konto anlegen.</translation>
    </message>
    <message numerus="yes">
        <source>for %n day(s)</source>
        <comment>how long an invitation is good</comment>
        <translation>
            <numerusform>für einen Tag</numerusform>
            <numerusform>für %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>without an end</source>
        <translation>ohne Ende</translation>
    </message>
    <message>
        <source>How long the invitation is good</source>
        <translation>Wie lange die Einladung gilt</translation>
    </message>
    <message numerus="yes">
        <source>%n account(s)</source>
        <comment>how many accounts an invitation is good for</comment>
        <translation>
            <numerusform>ein Konto</numerusform>
            <numerusform>%n Konten</numerusform>
        </translation>
    </message>
    <message>
        <source>any number of accounts</source>
        <translation>beliebig viele Konten</translation>
    </message>
    <message>
        <source>How many accounts the invitation is good for</source>
        <translation>Für wie viele Konten die Einladung gilt</translation>
    </message>
    <message>
        <source>There is no invitation now.</source>
        <translation>Es gibt gerade keine Einladung.</translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) left</source>
        <translation>
            <numerusform>noch ein Konto</numerusform>
            <numerusform>noch %n Konten</numerusform>
        </translation>
    </message>
    <message>
        <source>until %1</source>
        <comment>when an invitation ends</comment>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>how many accounts, and until when</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Copy the link of the invitation %1</source>
        <translation>Den Link der Einladung %1 kopieren</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Revoke the invitation %1</source>
        <translation>Die Einladung %1 widerrufen</translation>
    </message>
    <message>
        <source>The link of the invitation %1 is copied: pass it on.</source>
        <translation>Der Link der Einladung %1 ist kopiert: gib ihn weiter.</translation>
    </message>
    <message>
        <source>The invitation %1 lets nobody in any more.</source>
        <translation>Die Einladung %1 lässt niemanden mehr herein.</translation>
    </message>
</context>
<context>
    <name>confab::JumpButton</name>
    <message>
        <source>Jump to newest</source>
        <translation>Zum Neuesten springen</translation>
    </message>
    <message numerus="yes">
        <source>Jump to newest, %n unread</source>
        <translation>
            <numerusform>Zum Neuesten springen, %n ungelesen</numerusform>
            <numerusform>Zum Neuesten springen, %n ungelesen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::LogOutDialog</name>
    <message>
        <source>Also delete the messages on this computer</source>
        <translation>Auch die Nachrichten auf diesem Computer löschen</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Log out?</source>
        <translation>Abmelden?</translation>
    </message>
    <message>
        <source>You will need your password to come back. Everything stays on the server.</source>
        <translation>Um zurückzukommen, brauchst du dein Passwort. Auf dem Server bleibt alles.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) of yours have not been sent yet.</source>
        <translation>
            <numerusform>%n Nachricht von dir ist noch nicht gesendet.</numerusform>
            <numerusform>%n Nachrichten von dir sind noch nicht gesendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>confab::MainWindow</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Log out…</source>
        <translation>Abmelden …</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Confab</source>
        <translation>Confab</translation>
    </message>
    <message>
        <source>(%1) %2 – Confab</source>
        <translation>(%1) %2 – Confab</translation>
    </message>
    <message>
        <source>%1 – Confab</source>
        <translation>%1 – Confab</translation>
    </message>
    <message>
        <source>Archived conversations</source>
        <translation>Archivierte Unterhaltungen</translation>
    </message>
</context>
<context>
    <name>confab::MeButton</name>
    <message>
        <source>%1, menu</source>
        <comment>the name of the person who is logged in</comment>
        <translation>%1, Menü</translation>
    </message>
</context>
<context>
    <name>confab::MembersPanel</name>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen …</translation>
    </message>
    <message>
        <source>Add people to the group</source>
        <translation>Personen zur Gruppe hinzufügen</translation>
    </message>
    <message>
        <source>Find a member</source>
        <translation>Mitglied suchen</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n Mitglied</numerusform>
            <numerusform>%n Mitglieder</numerusform>
        </translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>Nachricht schreiben</translation>
    </message>
    <message>
        <source>Not an owner any more</source>
        <translation>Nicht mehr Besitzer</translation>
    </message>
    <message>
        <source>Make an owner</source>
        <translation>Zum Besitzer machen</translation>
    </message>
    <message>
        <source>Remove from the group…</source>
        <translation>Aus der Gruppe entfernen …</translation>
    </message>
</context>
<context>
    <name>confab::MentionCompleter</name>
    <message>
        <source>Members to mention</source>
        <translation>Mitglieder zum Erwähnen</translation>
    </message>
    <message>
        <source>Enter mentions %1</source>
        <comment>a person&apos;s name</comment>
        <translation>Eingabe erwähnt %1</translation>
    </message>
</context>
<context>
    <name>confab::MessageActions</name>
    <message>
        <source>Delete this message?</source>
        <translation>Diese Nachricht löschen?</translation>
    </message>
    <message>
        <source>Nobody will be able to read it any more, you neither.</source>
        <translation>Niemand kann sie dann noch lesen, auch du nicht.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Open this link?</source>
        <translation>Diesen Link öffnen?</translation>
    </message>
    <message>
        <source>It leads to %1</source>
        <translation>Er führt zu %1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>confab::MessageAttachments</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Cancel download</source>
        <translation>Herunterladen abbrechen</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
</context>
<context>
    <name>confab::MessageButtons</name>
    <message>
        <source>React</source>
        <translation>Reagieren</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>confab::MessageItem</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message>
        <source>Messages that are not here yet</source>
        <translation>Nachrichten, die noch nicht hier sind</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>This message was deleted</source>
        <translation>Diese Nachricht wurde gelöscht</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a message that is read out</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>in answer to %1</source>
        <translation>als Antwort an %1</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <comment>an emoji and names</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>file %1</source>
        <translation>Datei %1</translation>
    </message>
    <message>
        <source>From somebody you blocked. Click to read it.</source>
        <translation>Von jemandem, den du blockiert hast. Klicken, um es zu lesen.</translation>
    </message>
</context>
<context>
    <name>confab::MessageLayout</name>
    <message>
        <source>edited %1</source>
        <comment>with the time of the message</comment>
        <translation>bearbeitet %1</translation>
    </message>
    <message>
        <source>This message was deleted</source>
        <translation>Diese Nachricht wurde gelöscht</translation>
    </message>
    <message>
        <source>The server did not take this message.</source>
        <translation>Der Server hat diese Nachricht nicht angenommen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>New messages</source>
        <translation>Neue Nachrichten</translation>
    </message>
    <message>
        <source>Loading messages…</source>
        <translation>Nachrichten werden geladen …</translation>
    </message>
    <message>
        <source>An earlier message</source>
        <translation>Eine frühere Nachricht</translation>
    </message>
</context>
<context>
    <name>confab::MessageMenu</name>
    <message>
        <source>React</source>
        <translation>Reagieren</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>Mehr …</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Nachricht kopieren</translation>
    </message>
    <message>
        <source>Copy link to message</source>
        <translation>Link zur Nachricht kopieren</translation>
    </message>
    <message>
        <source>Forward…</source>
        <translation>Weiterleiten …</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Seen by…</source>
        <translation>Gesehen von …</translation>
    </message>
    <message>
        <source>Save text as…</source>
        <translation>Text speichern unter…</translation>
    </message>
</context>
<context>
    <name>confab::MessageQuery</name>
    <message>
        <source>from:</source>
        <extracomment>The beginning of a search filter, with its colon: messages of this person.</extracomment>
        <translation>von:</translation>
    </message>
    <message>
        <source>in:</source>
        <extracomment>The beginning of a search filter, with its colon: messages in this conversation.</extracomment>
        <translation>in:</translation>
    </message>
    <message>
        <source>before:</source>
        <extracomment>The beginning of a search filter, with its colon: messages before this day.</extracomment>
        <translation>vor:</translation>
    </message>
    <message>
        <source>after:</source>
        <extracomment>The beginning of a search filter, with its colon: messages on this day or later.</extracomment>
        <translation>ab:</translation>
    </message>
    <message>
        <source>has:</source>
        <extracomment>The beginning of a search filter, with its colon: messages that hold a file.</extracomment>
        <translation>mit:</translation>
    </message>
    <message>
        <source>file</source>
        <extracomment>The value of the search filter &quot;has:&quot;</extracomment>
        <translation>datei</translation>
    </message>
</context>
<context>
    <name>confab::MessageView</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>This is where your conversation with %1 begins</source>
        <translation>Hier beginnt deine Unterhaltung mit %1</translation>
    </message>
    <message>
        <source>Earlier messages cannot be reached now</source>
        <translation>Frühere Nachrichten sind gerade nicht zu erreichen</translation>
    </message>
    <message>
        <source>Loading earlier messages…</source>
        <translation>Frühere Nachrichten werden geladen …</translation>
    </message>
    <message>
        <source>Go to the original</source>
        <translation>Zum Original</translation>
    </message>
    <message>
        <source>Open link “%1”</source>
        <translation>Link „%1“ öffnen</translation>
    </message>
    <message>
        <source>Copy link “%1”</source>
        <translation>Link „%1“ kopieren</translation>
    </message>
</context>
<context>
    <name>confab::NewGroupDialog</name>
    <message>
        <source>Name of the group</source>
        <translation>Name der Gruppe</translation>
    </message>
    <message>
        <source>Who joins later sees what was said before</source>
        <translation>Wer später dazukommt, sieht, was bisher geschrieben wurde</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Erstellen</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Who is in it</source>
        <translation>Wer dabei ist</translation>
    </message>
</context>
<context>
    <name>confab::NotificationsPage</name>
    <message>
        <source>When a message comes that you do not see</source>
        <translation>Wenn eine Nachricht kommt, die du nicht siehst</translation>
    </message>
    <message>
        <source>Tell me who wrote, and what</source>
        <translation>Sagen, wer geschrieben hat, und was</translation>
    </message>
    <message>
        <source>Tell me who wrote</source>
        <translation>Sagen, wer geschrieben hat</translation>
    </message>
    <message>
        <source>Tell me nothing</source>
        <translation>Nichts sagen</translation>
    </message>
    <message>
        <source>Test notification</source>
        <translation>Benachrichtigung ausprobieren</translation>
    </message>
    <message>
        <source>Confab</source>
        <translation>Confab</translation>
    </message>
    <message>
        <source>This is how you are told that a message has come.</source>
        <translation>So erfährst du, dass eine Nachricht gekommen ist.</translation>
    </message>
    <message>
        <source>Keep running when closed</source>
        <translation>Nach dem Schließen weiterlaufen</translation>
    </message>
    <message>
        <source>Confab is then among the small icons of the desktop.</source>
        <translation>Confab ist dann bei den kleinen Symbolen des Desktops.</translation>
    </message>
    <message>
        <source>This desktop has no place for small icons where Confab could wait.</source>
        <translation>Dieser Desktop hat keinen Platz für kleine Symbole, wo Confab warten könnte.</translation>
    </message>
</context>
<context>
    <name>confab::Notifier</name>
    <message>
        <source>%1 (%2)</source>
        <comment>a name and how many new messages</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n neue Nachricht</numerusform>
            <numerusform>%n neue Nachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n conversation(s)</source>
        <translation>
            <numerusform>in %n Unterhaltung</numerusform>
            <numerusform>in %n Unterhaltungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>who wrote it, and what</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>confab::OwnPicture</name>
    <message>
        <source>Choose a picture…</source>
        <translation>Bild wählen …</translation>
    </message>
    <message>
        <source>Remove the picture</source>
        <translation>Bild entfernen</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Bild wählen</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp)</source>
        <translation>Bilder (*.png *.jpg *.jpeg *.webp)</translation>
    </message>
    <message>
        <source>This is no picture that can be read.</source>
        <translation>Dieses Bild kann nicht gelesen werden.</translation>
    </message>
</context>
<context>
    <name>confab::PendingFiles</name>
    <message>
        <source>Files to send: %1</source>
        <translation>Dateien zum Senden: %1</translation>
    </message>
    <message>
        <source>Only files can be sent, not folders: %1</source>
        <translation>Nur Dateien können gesendet werden, keine Ordner: %1</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>A file cannot be called %1.</source>
        <translation>Eine Datei kann nicht %1 heißen.</translation>
    </message>
    <message>
        <source>%1 has %2; this server takes files of at most %3.</source>
        <translation>%1 hat %2; dieser Server nimmt Dateien bis %3 an.</translation>
    </message>
</context>
<context>
    <name>confab::PeoplePicker</name>
    <message>
        <source>Find people by name</source>
        <translation>Personen nach Namen suchen</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suche …</translation>
    </message>
    <message>
        <source>Only people this device has met. The server cannot be asked now.</source>
        <translation>Nur Personen, die dieses Gerät kennt. Der Server ist gerade nicht zu erreichen.</translation>
    </message>
    <message>
        <source>Nobody else has this in the name.</source>
        <translation>Niemand sonst hat das im Namen.</translation>
    </message>
</context>
<context>
    <name>confab::PeopleStore</name>
    <message>
        <source>Deleted account</source>
        <translation>Gelöschtes Konto</translation>
    </message>
</context>
<context>
    <name>confab::PictureDialog</name>
    <message>
        <source>Your picture</source>
        <translation>Dein Bild</translation>
    </message>
    <message>
        <source>Size of the part</source>
        <translation>Größe des Ausschnitts</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose the part that others see</source>
        <translation>Wähle den Ausschnitt, den andere sehen</translation>
    </message>
    <message>
        <source>Drag the picture to move it.</source>
        <translation>Ziehe das Bild, um es zu verschieben.</translation>
    </message>
</context>
<context>
    <name>confab::PictureWindow</name>
    <message>
        <source>This picture cannot be shown</source>
        <translation>Dieses Bild kann nicht angezeigt werden</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Laden …</translation>
    </message>
</context>
<context>
    <name>confab::ProfilePage</name>
    <message>
        <source>Tell others when I have read their messages</source>
        <translation>Anderen zeigen, wenn ich ihre Nachrichten gelesen habe</translation>
    </message>
    <message>
        <source>Show others when I am online</source>
        <translation>Anderen zeigen, wenn ich online bin</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Dein Name</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Only while you do, you see whether they have read yours.</source>
        <translation>Nur solange du das tust, siehst du, ob sie deine gelesen haben.</translation>
    </message>
    <message>
        <source>Only while you do, you see who is online and when others were last here.</source>
        <translation>Nur solange du das tust, siehst du, wer online ist und wann andere zuletzt da waren.</translation>
    </message>
    <message>
        <source>Status, for others to see</source>
        <translation>Status, den andere sehen</translation>
    </message>
    <message>
        <source>Tell me when somebody mentions me in a muted group</source>
        <translation>Auch in stummen Gruppen melden, wenn mich jemand erwähnt</translation>
    </message>
    <message>
        <source>A group counts as muted for everything else.</source>
        <translation>Für alles andere bleibt die Gruppe stumm.</translation>
    </message>
</context>
<context>
    <name>confab::QuestionDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>confab::QuickSwitcher</name>
    <message>
        <source>Jump to</source>
        <translation>Springen zu</translation>
    </message>
    <message>
        <source>Jump to a person, a conversation or a command</source>
        <translation>Zu Person, Unterhaltung oder Befehl springen</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Was passt</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Nothing on this device fits. The server cannot be asked now.</source>
        <translation>Nichts auf diesem Gerät passt. Der Server ist gerade nicht zu erreichen.</translation>
    </message>
    <message>
        <source>Only people this device has met. The server cannot be asked now.</source>
        <translation>Nur Personen, die dieses Gerät kennt. Der Server ist gerade nicht zu erreichen.</translation>
    </message>
    <message>
        <source>Nobody and nothing fits. Try fewer letters.</source>
        <translation>Niemand und nichts passt. Versuch es mit weniger Buchstaben.</translation>
    </message>
</context>
<context>
    <name>confab::RecoveryCodesDialog</name>
    <message>
        <source>Recovery codes</source>
        <translation>Wiederherstellungscodes</translation>
    </message>
    <message>
        <source>Keep these codes</source>
        <translation>Bewahre diese Codes auf</translation>
    </message>
    <message>
        <source>If you forget your password, one of them lets you set a new one. Each works once. They are not shown again, and nobody else can open your account for you.</source>
        <translation>Wenn du dein Passwort vergisst, kannst du mit einem von ihnen ein neues setzen. Jeder gilt einmal. Sie werden nicht noch einmal gezeigt, und niemand sonst kann dein Konto für dich öffnen.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>Als Datei speichern …</translation>
    </message>
    <message>
        <source>I have put them in a safe place</source>
        <translation>Ich habe sie sicher verwahrt</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Copy or save the codes first.</source>
        <translation>Kopiere oder speichere zuerst die Codes.</translation>
    </message>
    <message>
        <source>Recovery codes of %1 for Confab. Each works once.</source>
        <translation>Wiederherstellungscodes von %1 für Confab. Jeder gilt einmal.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Save the recovery codes</source>
        <translation>Wiederherstellungscodes speichern</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
</context>
<context>
    <name>confab::RefusedTextDialog</name>
    <message>
        <source>Your change was not made</source>
        <translation>Deine Änderung wurde nicht übernommen</translation>
    </message>
    <message>
        <source>A message could not be changed</source>
        <translation>Eine Nachricht konnte nicht geändert werden</translation>
    </message>
    <message>
        <source>A message in “%1” could not be changed</source>
        <translation>Eine Nachricht in „%1“ konnte nicht geändert werden</translation>
    </message>
    <message>
        <source>%1 This is what you wrote:</source>
        <comment>after the reason</comment>
        <translation>%1 Das hattest du geschrieben:</translation>
    </message>
    <message>
        <source>What you wrote</source>
        <translation>Was du geschrieben hast</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>confab::RenameDialog</name>
    <message>
        <source>Name of the group</source>
        <translation>Name der Gruppe</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Rename the group</source>
        <translation>Gruppe umbenennen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>confab::SearchField</name>
    <message>
        <source>Search or jump to</source>
        <translation>Suchen oder springen zu</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Search people, conversations and messages</source>
        <translation>Personen, Unterhaltungen und Nachrichten suchen</translation>
    </message>
</context>
<context>
    <name>confab::SearchFilters</name>
    <message>
        <source>Messages of one person: a name, or “me”</source>
        <translation>Nachrichten einer Person: ein Name oder „mir“</translation>
    </message>
    <message>
        <source>Messages in one conversation: whom it is with</source>
        <translation>Nachrichten einer Unterhaltung: mit wem</translation>
    </message>
    <message>
        <source>Messages from a day on, such as 2026-01-31</source>
        <translation>Nachrichten ab einem Tag, etwa 2026-01-31</translation>
    </message>
    <message>
        <source>Messages before a day, such as 2026-01-31</source>
        <translation>Nachrichten vor einem Tag, etwa 2026-01-31</translation>
    </message>
    <message>
        <source>Messages that hold a file</source>
        <translation>Nachrichten mit einer Datei</translation>
    </message>
</context>
<context>
    <name>confab::SearchModel</name>
    <message>
        <source>Conversations</source>
        <translation>Unterhaltungen</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Searching in messages…</source>
        <translation>Suche in Nachrichten …</translation>
    </message>
    <message>
        <source>Older messages are still being prepared for searching.</source>
        <translation>Ältere Nachrichten werden noch für die Suche vorbereitet.</translation>
    </message>
    <message>
        <source>Nothing in the messages on this device. The server cannot be asked now.</source>
        <translation>Nichts in den Nachrichten auf diesem Gerät. Der Server ist gerade nicht erreichbar.</translation>
    </message>
    <message>
        <source>Only messages on this device. The server cannot be asked now.</source>
        <translation>Nur Nachrichten auf diesem Gerät. Der Server ist gerade nicht erreichbar.</translation>
    </message>
    <message>
        <source>No message contains this.</source>
        <translation>Keine Nachricht enthält das.</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Show all people</source>
        <translation>Alle Personen anzeigen</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Kontakte</translation>
    </message>
</context>
<context>
    <name>confab::SecurityPage</name>
    <message>
        <source>Your login is kept in this computer&apos;s keychain.</source>
        <translation>Deine Anmeldung liegt im Schlüsselbund dieses Computers.</translation>
    </message>
    <message>
        <source>No keychain runs here. Your login is kept in a file that only your user account of this computer can read; it is not encrypted.</source>
        <translation>Hier läuft kein Schlüsselbund. Deine Anmeldung liegt in einer Datei, die nur dein Benutzerkonto dieses Computers lesen kann; sie ist nicht verschlüsselt.</translation>
    </message>
    <message>
        <source>Your login is kept in memory only and is gone when Confab ends.</source>
        <translation>Deine Anmeldung liegt nur im Arbeitsspeicher und ist weg, wenn Confab endet.</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>Jetziges Passwort</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s)</source>
        <translation>
            <numerusform>Mindestens %n Zeichen</numerusform>
            <numerusform>Mindestens %n Zeichen</numerusform>
        </translation>
    </message>
    <message>
        <source>Change the password</source>
        <translation>Passwort ändern</translation>
    </message>
    <message>
        <source>Changing…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Make new recovery codes. The old ones stop working.</source>
        <translation>Neue Wiederherstellungscodes machen. Die alten gelten dann nicht mehr.</translation>
    </message>
    <message>
        <source>Make new codes</source>
        <translation>Neue Codes machen</translation>
    </message>
    <message>
        <source>Making the codes…</source>
        <translation>Codes werden gemacht …</translation>
    </message>
    <message>
        <source>The password is changed.</source>
        <translation>Das Passwort ist geändert.</translation>
    </message>
    <message>
        <source>Log me out everywhere else when the password changes</source>
        <translation>Mich überall sonst abmelden, wenn sich das Passwort ändert</translation>
    </message>
    <message>
        <source>Change the password.</source>
        <translation>Passwort ändern.</translation>
    </message>
</context>
<context>
    <name>confab::SeenDialog</name>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt …</translation>
    </message>
    <message>
        <source>Seen by</source>
        <translation>Gesehen von</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The server knows who has read it, and cannot be asked now.</source>
        <translation>Der Server weiß, wer sie gelesen hat, und ist gerade nicht zu erreichen.</translation>
    </message>
    <message>
        <source>Nobody has read it yet.</source>
        <translation>Noch hat sie niemand gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 other(s)</source>
        <comment>how many have read it</comment>
        <translation>
            <numerusform>%n von %1 anderen</numerusform>
            <numerusform>%n von %1 anderen</numerusform>
        </translation>
    </message>
    <message>
        <source>In a group this large only those are shown who tell others what they have read, and only while you do so too.</source>
        <translation>In einer so großen Gruppe werden nur die gezeigt, die anderen mitteilen, was sie gelesen haben, und nur, solange du es auch tust.</translation>
    </message>
</context>
<context>
    <name>confab::SessionsPage</name>
    <message>
        <source>Loading…</source>
        <translation>Laden …</translation>
    </message>
    <message>
        <source>Unnamed device</source>
        <translation>Gerät ohne Namen</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>Last used %1</source>
        <translation>Zuletzt benutzt %1</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Log out %1</source>
        <comment>the name of a device</comment>
        <translation>%1 abmelden</translation>
    </message>
    <message>
        <source>This computer, from %1</source>
        <translation>Dieser Rechner, von %1</translation>
    </message>
    <message>
        <source>Last used %1 from %2</source>
        <translation>Zuletzt benutzt %1 von %2</translation>
    </message>
</context>
<context>
    <name>confab::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Profile and privacy</source>
        <translation>Profil und Privatsphäre</translation>
    </message>
    <message>
        <source>Password and keys</source>
        <translation>Passwort und Schlüssel</translation>
    </message>
    <message>
        <source>Where you are logged in</source>
        <translation>Wo du angemeldet bist</translation>
    </message>
    <message>
        <source>Blocked people</source>
        <translation>Blockierte Personen</translation>
    </message>
    <message>
        <source>Invitations</source>
        <translation>Einladungen</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
</context>
<context>
    <name>confab::Shell</name>
    <message>
        <source>This link cannot be opened</source>
        <translation>Dieser Link lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>It is damaged, or made by a newer Confab. Ask whoever passed it on for another.</source>
        <translation>Er ist beschädigt oder stammt von einem neueren Confab. Bitte um einen anderen, wo du ihn herhast.</translation>
    </message>
    <message>
        <source>You are in already</source>
        <translation>Du bist schon dabei</translation>
    </message>
    <message>
        <source>This invitation is for the server where you have an account.</source>
        <translation>Diese Einladung ist für den Server, auf dem du ein Konto hast.</translation>
    </message>
    <message>
        <source>There is nothing to open</source>
        <translation>Es gibt nichts zu öffnen</translation>
    </message>
    <message>
        <source>What this link leads to does not exist, or is not for you to see.</source>
        <translation>Wohin dieser Link führt, das gibt es nicht, oder du darfst es nicht sehen.</translation>
    </message>
    <message>
        <source>This link cannot be opened now</source>
        <translation>Dieser Link lässt sich gerade nicht öffnen</translation>
    </message>
    <message>
        <source>This link leads to another server</source>
        <translation>Dieser Link führt zu einem anderen Server</translation>
    </message>
    <message>
        <source>You are logged in to %1, the link leads to %2. Log out here to log in there? What you have here stays on this computer.</source>
        <translation>Du bist bei %1 angemeldet, der Link führt zu %2. Hier abmelden, um dich dort anzumelden? Was du hier hast, bleibt auf diesem Computer.</translation>
    </message>
    <message>
        <source>Log out and go there</source>
        <translation>Abmelden und dorthin</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Your account is deleted.</source>
        <translation>Dein Konto ist gelöscht.</translation>
    </message>
    <message>
        <source>The messages on this computer cannot be opened</source>
        <translation>Die Nachrichten auf diesem Computer lassen sich nicht öffnen</translation>
    </message>
</context>
<context>
    <name>confab::Shortcuts</name>
    <message>
        <source>New conversation</source>
        <translation>Neue Unterhaltung</translation>
    </message>
    <message>
        <source>Previous conversation</source>
        <translation>Vorige Unterhaltung</translation>
    </message>
    <message>
        <source>Next conversation</source>
        <translation>Nächste Unterhaltung</translation>
    </message>
    <message>
        <source>Previous unread conversation</source>
        <translation>Vorige ungelesene Unterhaltung</translation>
    </message>
    <message>
        <source>Next unread conversation</source>
        <translation>Nächste ungelesene Unterhaltung</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>Einen Schritt zurück</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>These shortcuts</source>
        <translation>Diese Tastenkürzel</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation>Nachricht senden</translation>
    </message>
    <message>
        <source>New line in the message</source>
        <translation>Neue Zeile in der Nachricht</translation>
    </message>
    <message>
        <source>Copy the selected text or message</source>
        <translation>Gewählten Text oder Nachricht kopieren</translation>
    </message>
    <message>
        <source>Scroll back, in the messages</source>
        <translation>Zurückblättern, in den Nachrichten</translation>
    </message>
    <message>
        <source>To the newest, in the messages</source>
        <translation>Zum Neuesten, in den Nachrichten</translation>
    </message>
    <message>
        <source>Find in this conversation</source>
        <translation>In dieser Unterhaltung suchen</translation>
    </message>
    <message>
        <source>Find in all messages</source>
        <translation>In allen Nachrichten suchen</translation>
    </message>
    <message>
        <source>Edit your last message, where nothing is written</source>
        <translation>Die eigene letzte Nachricht bearbeiten, wo nichts geschrieben ist</translation>
    </message>
    <message>
        <source>Choose a message to reply to</source>
        <translation>Eine Nachricht wählen, auf die geantwortet wird</translation>
    </message>
    <message>
        <source>Jump to anyone or anything</source>
        <translation>Zu Personen, Unterhaltungen und Befehlen springen</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
</context>
<context>
    <name>confab::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source> or </source>
        <comment>between two keys that do the same</comment>
        <translation> oder </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>confab::Sidebar</name>
    <message>
        <source>New conversation</source>
        <translation>Neue Unterhaltung</translation>
    </message>
    <message>
        <source>Search results</source>
        <translation>Suchergebnisse</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Nobody here yet</source>
        <translation>Noch niemand hier</translation>
    </message>
    <message>
        <source>You are the first on this server. Tell others its address.</source>
        <translation>Du bist auf diesem Server die erste Person. Sag anderen seine Adresse.</translation>
    </message>
    <message>
        <source>Nothing found on this device</source>
        <translation>Nichts auf diesem Gerät gefunden</translation>
    </message>
    <message>
        <source>You are offline. With a network, everyone and everything on the server is found.</source>
        <translation>Du bist offline. Mit Netz wird alles auf dem Server gefunden.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>No name and no message contains this. Try a part of it.</source>
        <translation>Kein Name und keine Nachricht enthält das. Versuche es mit einem Teil davon.</translation>
    </message>
    <message>
        <source>Search in messages</source>
        <translation>In Nachrichten suchen</translation>
    </message>
    <message>
        <source>Type at least two letters of what you are looking for.</source>
        <translation>Mindestens zwei Buchstaben des Gesuchten eingeben.</translation>
    </message>
    <message>
        <source>New group…</source>
        <translation>Neue Gruppe …</translation>
    </message>
</context>
<context>
    <name>confab::SidebarRow</name>
    <message>
        <source>typing…</source>
        <translation>schreibt …</translation>
    </message>
    <message>
        <source>Draft: %1</source>
        <translation>Entwurf: %1</translation>
    </message>
    <message>
        <source>This message was deleted</source>
        <translation>Diese Nachricht wurde gelöscht</translation>
    </message>
    <message>
        <source>You: %1</source>
        <translation>Du: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n ungelesene Nachricht</numerusform>
            <numerusform>%n ungelesene Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>muted</source>
        <translation>stumm</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a conversation that is read out</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>%1 · blocked</source>
        <comment>a username</comment>
        <translation>%1 · blockiert</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>a username and the person&apos;s status text</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>who wrote it, and a message</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>marked as unread</source>
        <translation>als ungelesen markiert</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
    <message>
        <source>You · %1</source>
        <comment>a username</comment>
        <translation>Du · %1</translation>
    </message>
    <message>
        <source>Owner · %1</source>
        <comment>a username</comment>
        <translation>Besitzer · %1</translation>
    </message>
    <message>
        <source>you are mentioned</source>
        <translation>du wirst erwähnt</translation>
    </message>
    <message>
        <source>From somebody you blocked</source>
        <translation>Von jemandem, den du blockiert hast</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>who sent a file, and its size</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
</context>
<context>
    <name>confab::SignInWindow</name>
    <message>
        <source>Confab</source>
        <translation>Confab</translation>
    </message>
    <message>
        <source>Welcome to Confab</source>
        <translation>Willkommen bei Confab</translation>
    </message>
    <message>
        <source>Where do your people talk? Ask whoever runs the server for its address.</source>
        <translation>Wo reden deine Leute? Nach der Adresse frag, wer den Server betreibt.</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Looking for the server…</source>
        <translation>Server wird gesucht …</translation>
    </message>
    <message>
        <source>Username</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Logging in…</source>
        <translation>Anmelden …</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>Konto anlegen</translation>
    </message>
    <message>
        <source>Forgot the password?</source>
        <translation>Passwort vergessen?</translation>
    </message>
    <message>
        <source>Another server</source>
        <translation>Anderer Server</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Dein Name</translation>
    </message>
    <message>
        <source>As others see it</source>
        <translation>So, wie andere ihn sehen</translation>
    </message>
    <message>
        <source>Others find you by it. It never changes.</source>
        <translation>Andere finden dich damit. Er ändert sich nie.</translation>
    </message>
    <message numerus="yes">
        <source>At least %n character(s)</source>
        <translation>
            <numerusform>Mindestens %n Zeichen</numerusform>
            <numerusform>Mindestens %n Zeichen</numerusform>
        </translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>Einladung</translation>
    </message>
    <message>
        <source>Create account</source>
        <translation>Konto anlegen</translation>
    </message>
    <message>
        <source>Creating the account…</source>
        <translation>Konto wird angelegt …</translation>
    </message>
    <message>
        <source>I have an account</source>
        <translation>Ich habe ein Konto</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>One of the recovery codes you were given with the account opens it again.</source>
        <translation>Einer der Wiederherstellungscodes, die du mit dem Konto bekommen hast, öffnet es wieder.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Wiederherstellungscode</translation>
    </message>
    <message>
        <source>Set the new password</source>
        <translation>Neues Passwort setzen</translation>
    </message>
    <message>
        <source>Setting the password…</source>
        <translation>Passwort wird gesetzt …</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>The new password is set. Log in with it.</source>
        <translation>Das neue Passwort ist gesetzt. Melde dich damit an.</translation>
    </message>
    <message>
        <source>to %1</source>
        <comment>the name of a server</comment>
        <translation>bei %1</translation>
    </message>
    <message>
        <source>on %1</source>
        <comment>the name of a server</comment>
        <translation>auf %1</translation>
    </message>
    <message>
        <source>For example chat.example.org, or the link of an invitation</source>
        <translation>Zum Beispiel chat.example.org, oder der Link einer Einladung</translation>
    </message>
</context>
<context>
    <name>confab::TakeoutForm</name>
    <message>
        <source>The archive could not be made. Try again.</source>
        <translation>Das Archiv konnte nicht erstellt werden. Versuche es noch einmal.</translation>
    </message>
    <message>
        <source>Export everything</source>
        <translation>Alles exportieren</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>Take everything along: your messages, files, contacts and settings as one archive, which can be read without Confab.</source>
        <translation>Nimm alles mit: deine Nachrichten, Dateien, Kontakte und Einstellungen als ein Archiv, das sich auch ohne Confab lesen lässt.</translation>
    </message>
    <message>
        <source>The archive is being made. You can close this window meanwhile.</source>
        <translation>Das Archiv wird erstellt. Du kannst dieses Fenster so lange schließen.</translation>
    </message>
    <message>
        <source>The archive is ready: %1</source>
        <translation>Das Archiv ist fertig: %1</translation>
    </message>
    <message>
        <source>The archive is being saved.</source>
        <translation>Das Archiv wird gespeichert.</translation>
    </message>
    <message>
        <source>The archive is saved.</source>
        <translation>Das Archiv ist gespeichert.</translation>
    </message>
    <message>
        <source>Save the archive</source>
        <translation>Archiv speichern</translation>
    </message>
    <message>
        <source>ZIP archives (*.zip)</source>
        <translation>ZIP-Archive (*.zip)</translation>
    </message>
    <message>
        <source>The archive is asked for as soon as the server can be reached.</source>
        <translation>Das Archiv wird angefordert, sobald der Server erreichbar ist.</translation>
    </message>
    <message numerus="yes">
        <source>An archive was made a short while ago. The next one can be made in %n hour(s).</source>
        <translation>
            <numerusform>Vor Kurzem wurde ein Archiv erstellt. Das nächste ist in %n Stunde möglich.</numerusform>
            <numerusform>Vor Kurzem wurde ein Archiv erstellt. Das nächste ist in %n Stunden möglich.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::TimeText</name>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a date and a time</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>online</source>
        <translation>online</translation>
    </message>
    <message>
        <source>away</source>
        <translation>abwesend</translation>
    </message>
    <message>
        <source>last seen just now</source>
        <translation>gerade eben gesehen</translation>
    </message>
    <message numerus="yes">
        <source>last seen %n minute(s) ago</source>
        <translation>
            <numerusform>vor %n Minute gesehen</numerusform>
            <numerusform>vor %n Minuten gesehen</numerusform>
        </translation>
    </message>
    <message>
        <source>last seen at %1</source>
        <translation>zuletzt gesehen um %1</translation>
    </message>
    <message>
        <source>last seen yesterday at %1</source>
        <translation>zuletzt gesehen gestern um %1</translation>
    </message>
    <message>
        <source>last seen on %1</source>
        <translation>zuletzt gesehen am %1</translation>
    </message>
</context>
<context>
    <name>confab::TrayIcon</name>
    <message>
        <source>Open Confab</source>
        <translation>Confab öffnen</translation>
    </message>
    <message>
        <source>Notify me again</source>
        <translation>Wieder benachrichtigen</translation>
    </message>
    <message>
        <source>No notifications for 1 hour</source>
        <translation>1 Stunde keine Benachrichtigungen</translation>
    </message>
    <message>
        <source>No notifications until I turn them on</source>
        <translation>Keine Benachrichtigungen, bis ich sie einschalte</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message numerus="yes">
        <source>Confab: %n unread message(s)</source>
        <translation>
            <numerusform>Confab: %n ungelesene Nachricht</numerusform>
            <numerusform>Confab: %n ungelesene Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Confab</source>
        <translation>Confab</translation>
    </message>
</context>
<context>
    <name>confab::eventText</name>
    <message>
        <source>%1 made the group “%2”</source>
        <comment>a person, a title</comment>
        <translation>%1 hat die Gruppe „%2“ gegründet</translation>
    </message>
    <message>
        <source>%1 added %2</source>
        <comment>two people</comment>
        <translation>%1 hat %2 hinzugefügt</translation>
    </message>
    <message>
        <source>%1 removed %2</source>
        <comment>two people</comment>
        <translation>%1 hat %2 entfernt</translation>
    </message>
    <message>
        <source>%1 left the group</source>
        <comment>a person</comment>
        <translation>%1 hat die Gruppe verlassen</translation>
    </message>
    <message>
        <source>%1 called the group “%2”</source>
        <comment>a person, a title</comment>
        <translation>%1 hat die Gruppe „%2“ genannt</translation>
    </message>
    <message>
        <source>%1 changed the picture of the group</source>
        <comment>a person</comment>
        <translation>%1 hat das Bild der Gruppe geändert</translation>
    </message>
    <message>
        <source>%1 made %2 an owner of the group</source>
        <comment>two people</comment>
        <translation>%1 hat %2 zum Besitzer der Gruppe gemacht</translation>
    </message>
    <message>
        <source>%2 is no owner of the group any more, by %1</source>
        <comment>two people</comment>
        <translation>%2 ist kein Besitzer der Gruppe mehr, durch %1</translation>
    </message>
    <message>
        <source>Something happened to the group</source>
        <translation>Mit der Gruppe ist etwas geschehen</translation>
    </message>
</context>
</TS>
