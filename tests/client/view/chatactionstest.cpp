// SPDX-License-Identifier: Apache-2.0
#include "client/view/chatactions.h"
#include "tests/support/testcase.h"

#include "client/store/account.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace confab;

class ChatActionsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void offersWhatIsNotYet();
    void offersTheWayBack();
    void mutesUntil_data();
    void mutesUntil();
    void isNotMutedAnyMoreAfterwards();
    void saysUntilWhen_data();
    void saysUntilWhen();

private:
    [[nodiscard]] static QStringList texts(const Chat &chat)
    {
        QStringList out;
        for (const ChatAction &action : chatActions(chat, now()))
            out.append(action.text);
        return out;
    }
    [[nodiscard]] static QDateTime now() { return {QDate(2026, 11, 21), QTime(18, 0)}; }
    [[nodiscard]] static Timestamp at(const QDateTime &when)
    {
        return Timestamp(std::chrono::milliseconds(when.toMSecsSinceEpoch()));
    }
};

void ChatActionsTest::offersWhatIsNotYet()
{
    QCOMPARE(texts({.id = ChatId(1)}),
             (QStringList{u"Mark as unread"_s, u"Pin"_s, u"Mute for 1 hour"_s, u"Mute for 8 hours"_s,
                          u"Mute until tomorrow"_s, u"Mute always"_s, u"Archive"_s}));
}

void ChatActionsTest::offersTheWayBack()
{
    const Chat chat{.id = ChatId(1),
                    .mutedUntil = OwnState::mutedForever,
                    .pinned = true,
                    .archived = true,
                    .markedUnread = true};
    QCOMPARE(texts(chat),
             (QStringList{u"Mark as read"_s, u"Unpin"_s, u"Unmute"_s, u"Move out of the archive"_s}));
    const auto unmute = chatAction(ChatAction::Kind::Mute, chat, now()).update.mutedUntil;
    QVERIFY(unmute && !*unmute);
    QCOMPARE(chatAction(ChatAction::Kind::Archive, chat, now()).update.archived, false);
    QCOMPARE(texts({.id = ChatId(1), .unread = 3}).first(), u"Mark as read"_s);
}

void ChatActionsTest::mutesUntil_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QDateTime>("until");
    QTest::newRow("an hour") << u"Mute for 1 hour"_s << now().addSecs(3600);
    QTest::newRow("eight hours") << u"Mute for 8 hours"_s << now().addSecs(8 * 3600);
    QTest::newRow("the next morning")
        << u"Mute until tomorrow"_s << QDateTime(QDate(2026, 11, 22), QTime(8, 0));
}

void ChatActionsTest::mutesUntil()
{
    QFETCH(const QString, text);
    QFETCH(const QDateTime, until);
    for (const ChatAction &action : chatActions({.id = ChatId(1)}, now())) {
        if (action.text == text) {
            QCOMPARE(action.update.mutedUntil, std::optional(at(until)));
            return;
        }
    }
    QFAIL("There is no such action");
}

void ChatActionsTest::isNotMutedAnyMoreAfterwards()
{
    const Chat chat{.id = ChatId(1), .mutedUntil = at(now())};
    QVERIFY(texts(chat).contains(u"Mute for 1 hour"_s));
    QVERIFY(mutedText(chat, now()).isEmpty());
}

void ChatActionsTest::saysUntilWhen_data()
{
    QTest::addColumn<Timestamp>("until");
    QTest::addColumn<QString>("text");
    QTest::newRow("for ever") << OwnState::mutedForever << u"Muted"_s;
    QTest::newRow("today") << at(now().addSecs(3600)) << u"Muted until 19:00"_s;
}

void ChatActionsTest::saysUntilWhen()
{
    QFETCH(const Timestamp, until);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QTEST(mutedText({.id = ChatId(1), .mutedUntil = until}, now()), "text");
    const QString later = mutedText({.id = ChatId(1), .mutedUntil = at(now().addDays(1))}, now());
    QVERIFY2(later.contains(u"22"_s) && later.contains(u"18:00"_s), qPrintable(later));
}

CONFAB_TEST(ChatActionsTest)
#include "chatactionstest.moc"
