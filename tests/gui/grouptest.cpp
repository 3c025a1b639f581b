// SPDX-License-Identifier: Apache-2.0
#include "client/store/conversationlistmodel.h"
#include "client/store/memberlistmodel.h"
#include "client/store/messagelistmodel.h"
#include "client/view/messageview.h"
#include "tests/gui/desktop.h"
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// A group in the real windows of one of its members, with a real server.
class GroupTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<TestServer>();
        QVERIFY(m_server->start());
        m_ada = std::make_unique<Desktop>(m_directory->path(), m_server->address());
        m_ada->open();
        QVERIFY(m_ada->createAccount(u"ada"_s, u"Ada Lovelace"_s));
        m_grace = std::make_unique<Person>(*m_server, u"grace"_s);
        m_ken = std::make_unique<Person>(*m_server, u"ken"_s);
    }
    void cleanup()
    {
        m_ada.reset();
        m_grace.reset();
        m_ken.reset();
        m_server.reset();
    }

    void isReadAndWrittenInLikeOthers()
    {
        const QString group = makeByGrace();
        QCOMPARE(m_ken->write(group, u"hello all"_s).status, 201);
        QTRY_COMPARE_WITH_TIMEOUT(shown(ConversationListModel::PreviewSenderRole), u"ken"_s, 20'000);
        QCOMPARE(shown(ConversationListModel::UnreadRole), 1); // that Grace made it, nobody wrote
        QVERIFY(m_ada->openFromList(u"Compilers"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_ada->messages().size(), 2, 20'000);
        m_ada->write(u"Hello Ken"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_ken->messages(group).size(), 3, 20'000);

        const QString path = u"/conversations/"_s + group;
        QCOMPARE(m_grace->patch(path, {{"title"_L1, "Linkers"_L1}}).status, 200);
        QCOMPARE(m_grace->remove(path + u"/members/ken"_s).status, 204);
        QTRY_COMPARE_WITH_TIMEOUT(m_ada->messages().size(), 5, 20'000);
        QVERIFY(m_ada->listRole(u"Linkers"_s, ConversationListModel::PreviewEventRole).isValid());
        press(u"detailsButton"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_ada->find<QWidget>(u"groupPane"_s)->isVisible(), 20'000);
        QVERIFY(button(u"renameGroup"_s)->isHidden()); // that is for owners

        QCOMPARE(m_grace->remove(path + u"/members/ada"_s).status, 204);
        QTRY_VERIFY_WITH_TIMEOUT(!m_ada->listRole(u"Linkers"_s, Qt::DisplayRole).isValid(), 20'000);
        QVERIFY(!m_ada->find<QWidget>(u"composerEdit"_s)->isEnabled());
        QVERIFY(!m_ada->find<QWidget>(u"groupPane"_s)->isVisible());
        QVERIFY(m_ada->messages().isEmpty());
    }

    void isMade()
    {
        press(u"composeButton"_s);
        press(u"newGroupButton"_s);
        QVERIFY(!button(u"createGroup"_s)->isEnabled());
        QTest::keyClicks(m_ada->find<QLineEdit>(u"groupTitle"_s), u"Compilers"_s);
        pick(u"newGroupDialog"_s, u"gra"_s);
        pick(u"newGroupDialog"_s, u"ken"_s);
        QCOMPARE(rows(u"newGroupDialog"_s, u"chipList"_s), 2);
        QTest::keyClick(in<QLineEdit>(u"newGroupDialog"_s, u"pickerField"_s), Qt::Key_Backspace);
        QCOMPARE(rows(u"newGroupDialog"_s, u"chipList"_s), 1);
        m_ada->find<QCheckBox>(u"groupHistory"_s)->setChecked(true);
        press(u"createGroup"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!m_ada->find<QDialog>(u"newGroupDialog"_s), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_ada->find<QLabel>(u"peerName"_s)->text(), u"Compilers"_s, 20'000);
        m_ada->write(u"Welcome"_s);
        const auto graces
            = [this] { return m_grace->get(u"/conversations"_s).json()["conversations"_L1][0]; };
        QTRY_COMPARE_WITH_TIMEOUT(graces()["lastMessage"_L1]["body"_L1], "Welcome"_L1, 20'000);
        QCOMPARE(graces()["memberCount"_L1], 2);
        QCOMPARE(graces()["history"_L1], "all"_L1);
    }

    void saysWhyItCannotBeMade()
    {
        QCOMPARE(m_grace->ask("PUT", u"/blocks/ada"_s).status, 204);
        press(u"composeButton"_s);
        press(u"newGroupButton"_s);
        QTest::keyClicks(m_ada->find<QLineEdit>(u"groupTitle"_s), u"Compilers"_s);
        pick(u"newGroupDialog"_s, u"gra"_s);
        press(u"createGroup"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_ada->find<QLabel>(u"groupError"_s)->isVisible(), 20'000);
        QVERIFY(button(u"createGroup"_s)->isEnabled()); // without her it goes
    }

    void isManagedByItsOwner()
    {
        const QString group = makeByGrace();
        QCOMPARE(m_grace->patch(u"/conversations/"_s + group + u"/members/ada"_s, {{"role"_L1, "owner"_L1}})
                     .status,
                 200);
        QVERIFY(m_ada->openFromList(u"Compilers"_s));
        press(u"detailsButton"_s);
        QTRY_COMPARE_WITH_TIMEOUT(members(), QStringList({u"ada"_s, u"grace"_s, u"ken"_s}), 20'000);

        QTRY_VERIFY_WITH_TIMEOUT(button(u"renameGroup"_s)->isVisible(), 20'000);
        press(u"renameGroup"_s);
        auto *title = m_ada->find<QLineEdit>(u"newTitle"_s);
        title->clear();
        QTest::keyClicks(title, u"Linkers"_s);
        press(u"saveTitle"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_ada->find<QLabel>(u"peerName"_s)->text(), u"Linkers"_s, 20'000);
        QCOMPARE(m_ada->find<QLabel>(u"groupName"_s)->text(), u"Linkers"_s);

        const Person linus(*m_server, u"linus"_s);
        press(u"addMembersButton"_s);
        pick(u"addMembersDialog"_s, u"linu"_s);
        press(u"addMembers"_s);
        QTRY_VERIFY_WITH_TIMEOUT(members().contains(u"linus"_s), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(!m_ada->find<QDialog>(u"addMembersDialog"_s), 20'000);

        QVERIFY(choose(u"ken"_s, 1)); // write, make an owner, remove
        QTRY_VERIFY_WITH_TIMEOUT(roleOf(u"ken"_s), 20'000);
        QVERIFY(choose(u"grace"_s, 2));
        press(u"questionYes"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!members().contains(u"grace"_s), 20'000);
        QCOMPARE(m_grace->get(u"/conversations/"_s + group).status, 404);
    }

    void whoIsCalledIsToldAlsoWhereItIsMuted()
    {
        const QString group = makeByGrace();
        QCOMPARE(m_ken->write(group, u"only talk"_s).status, 201);
        QTRY_COMPARE_WITH_TIMEOUT(shown(ConversationListModel::UnreadRole), 1, 20'000);
        Person phone(*m_server, u"ada"_s);
        QCOMPARE(phone.patch(u"/conversations/"_s + group, {{"muted"_L1, "forever"_L1}}).status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(shown(ConversationListModel::MutedRole).toBool(), 20'000);
        QVERIFY(!m_ada->window()->windowTitle().startsWith(u'('));
        QCOMPARE(m_ken->write(group, u"come, @Ada!"_s).status, 201);
        QTRY_COMPARE_WITH_TIMEOUT(shown(ConversationListModel::MentionsRole), 1, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_ada->window()->windowTitle().startsWith(u'('), 20'000);
    }

    void completesTheNamesOfMembers()
    {
        const QString group = makeByGrace();
        QVERIFY(m_ada->openFromList(u"Compilers"_s));
        auto *edit = m_ada->find<QPlainTextEdit>(u"composerEdit"_s);
        const auto *list = m_ada->find<QWidget>(u"mentionCompleter"_s);
        edit->setFocus();
        QTest::keyClicks(edit, u"Hello @"_s);
        QTRY_VERIFY_WITH_TIMEOUT(list->isVisible(), 20'000);
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(!list->isVisible());
        QTest::keyClicks(edit, u"k"_s);
        QVERIFY(!list->isVisible()); // not wanted for this one
        edit->clear();
        QTest::keyClicks(edit, u"Hello @k"_s);
        QTRY_VERIFY_WITH_TIMEOUT(list->isVisible(), 20'000);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(edit->toPlainText(), u"Hello @ken "_s);
        QVERIFY(!list->isVisible());
        QTest::keyClick(edit, Qt::Key_Return);
        const auto last = [&] { return m_ken->messages(group).last()["body"_L1]; };
        QTRY_COMPARE_WITH_TIMEOUT(last(), "Hello @ken"_L1, 20'000);
        const auto mentions = [this] {
            return m_ada->messageRole(u"Hello @ken"_s, MessageListModel::MentionsRole).toStringList();
        };
        QTRY_COMPARE_WITH_TIMEOUT(mentions(), QStringList{u"ken"_s}, 20'000);
    }

    void saysWhoHasReadAMessage()
    {
        const QString group = makeByGrace();
        QVERIFY(m_ada->openFromList(u"Compilers"_s));
        m_ada->write(u"Hello all"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_ken->messages(group).size(), 2, 20'000);
        QCOMPARE(m_ken->put(u"/conversations/%1/read"_s.arg(group), {{"seq"_L1, 2}}).status, 200);
        auto *view = m_ada->find<MessageView>(u"messageView"_s);
        Q_EMIT view->seenRequested(MessageItem{.seq = Seq(2)});
        QTRY_COMPARE_WITH_TIMEOUT(rows(u"seenDialog"_s, u"seenList"_s), 1, 20'000);
        QCOMPARE(in<QListView>(u"seenDialog"_s, u"seenList"_s)->model()->index(0, 0).data(), u"ken"_s);
        m_ada->find<QDialog>(u"seenDialog"_s)->close();
        QCOMPARE(m_server->stop(), true);
        QTRY_VERIFY_WITH_TIMEOUT(m_ada->find<QDialog>(u"seenDialog"_s) == nullptr, 20'000);
        Q_EMIT view->seenRequested(MessageItem{.seq = Seq(2)});
        auto *note = m_ada->find<QLabel>(u"seenNote"_s);
        QTRY_VERIFY_WITH_TIMEOUT(note->text().startsWith(u"The server"_s), 20'000);
        QVERIFY(m_ada->find<QWidget>(u"seenList"_s)->isHidden());
    }

    void isLeftToSomebodyElse()
    {
        const QString group = makeByGrace();
        const QString path = u"/conversations/"_s + group + u"/members/"_s;
        QCOMPARE(m_grace->patch(path + u"ada"_s, {{"role"_L1, "owner"_L1}}).status, 200);
        QCOMPARE(m_grace->patch(path + u"grace"_s, {{"role"_L1, "member"_L1}}).status, 200);
        QVERIFY(m_ada->openFromList(u"Compilers"_s));
        press(u"detailsButton"_s);
        QTRY_VERIFY_WITH_TIMEOUT(members().size() == 3 && roleOf(u"ada"_s) && !roleOf(u"grace"_s), 20'000);
        press(u"leaveGroup"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_ada->find<QDialog>(u"heirDialog"_s), 20'000);
        QTest::keyClicks(m_ada->find<QLineEdit>(u"heirSearch"_s), u"ken"_s);
        QCOMPARE(rows(u"heirDialog"_s, u"heirList"_s), 1);
        press(u"leaveToHeir"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!m_ada->listRole(u"Compilers"_s, Qt::DisplayRole).isValid(), 20'000);
        const auto kens = [&] { return m_ken->get(u"/conversations/"_s + group).json(); };
        QCOMPARE(kens()["memberCount"_L1], 2);
        for (const auto &member : kens()["members"_L1].toArray())
            QCOMPARE(member["role"_L1] == "owner"_L1, member["user"_L1] == "ken"_L1);
    }

private:
    QString makeByGrace()
    {
        return m_grace
            ->post(u"/conversations"_s,
                   {{"kind"_L1, "group"_L1},
                    {"title"_L1, "Compilers"_L1},
                    {"members"_L1, QJsonArray{u"ada"_s, u"ken"_s}},
                    {"clientId"_L1, Person::newClientId()}})
            .json()["id"_L1]
            .toString();
    }
    QVariant shown(int role) const { return m_ada->listRole(u"Compilers"_s, role); }
    QAbstractButton *button(const QString &name) const { return m_ada->find<QAbstractButton>(name); }
    void press(const QString &name) const { button(name)->click(); }
    template <typename T>
    T *in(const QString &dialog, const QString &name) const
    {
        return m_ada->find<QWidget>(dialog)->findChild<T *>(name);
    }
    int rows(const QString &dialog, const QString &list) const
    {
        return in<QListView>(dialog, list)->model()->rowCount();
    }
    /// Types a part of a name into the picker of that dialog, and takes who is found.
    void pick(const QString &dialog, const QString &part) const
    {
        auto *field = in<QLineEdit>(dialog, u"pickerField"_s);
        const int chosen = rows(dialog, u"chipList"_s);
        QTest::keyClicks(field, part);
        const auto *list = in<QListView>(dialog, u"pickerList"_s);
        QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() == 1 && list->currentIndex().isValid(), 20'000);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(rows(dialog, u"chipList"_s), chosen + 1);
    }
    QAbstractItemModel *memberModel() const { return m_ada->find<QListView>(u"memberList"_s)->model(); }
    QStringList members() const
    {
        QStringList names;
        for (int row = 0; row < memberModel()->rowCount(); ++row)
            names.append(memberModel()->index(row, 0).data(MemberListModel::UsernameRole).toString());
        return names;
    }
    /// Whether that member is an owner.
    bool roleOf(const QString &name) const
    {
        const QModelIndex index = memberModel()->index(int(members().indexOf(name)), 0);
        return index.data(MemberListModel::OwnerRole).toBool();
    }
    /// Opens the menu of that member, and chooses what stands there at `place`.
    bool choose(const QString &name, int place) const
    {
        auto *list = m_ada->find<QListView>(u"memberList"_s);
        list->setCurrentIndex(memberModel()->index(int(members().indexOf(name)), 0));
        QTest::keyClick(list, Qt::Key_Return);
        auto *menu = m_ada->find<QMenu>(u"memberMenu"_s);
        if (!menu || menu->actions().size() <= place)
            return false;
        menu->actions().at(place)->trigger();
        menu->close();
        return true;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Desktop> m_ada;
    std::unique_ptr<Person> m_grace;
    std::unique_ptr<Person> m_ken;
};

CONFAB_TEST(GroupTest)
#include "grouptest.moc"
