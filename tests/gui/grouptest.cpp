// SPDX-License-Identifier: Apache-2.0
#include "client/store/conversationlistmodel.h"
#include "client/store/messagelistmodel.h"
#include "tests/gui/desktop.h"
#include "tests/support/person.h"
#include "tests/support/testcase.h"

#include <QToolButton>

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// A group in the real windows of one of its members, with a real server.
class GroupTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isReadAndWrittenInLikeOthers()
    {
        QTemporaryDir directory;
        TestServer server;
        QVERIFY(server.start());
        Desktop ada(directory.path(), server.address());
        ada.open();
        QVERIFY(ada.createAccount(u"ada"_s, u"Ada Lovelace"_s));
        Person grace(server, u"grace"_s);
        Person ken(server, u"ken"_s);
        const QString group = grace
                                  .post(u"/conversations"_s,
                                        {{"kind"_L1, "group"_L1},
                                         {"title"_L1, "Compilers"_L1},
                                         {"members"_L1, QJsonArray{u"ada"_s, u"ken"_s}},
                                         {"clientId"_L1, Person::newClientId()}})
                                  .json()["id"_L1]
                                  .toString();
        QCOMPARE(ken.write(group, u"hello all"_s).status, 201);
        const auto shown = [&](int role) { return ada.listRole(u"Compilers"_s, role); };
        QTRY_COMPARE_WITH_TIMEOUT(shown(ConversationListModel::PreviewSenderRole), u"ken"_s, 20'000);
        QVERIFY(ada.openFromList(u"Compilers"_s));
        QTRY_COMPARE_WITH_TIMEOUT(ada.messages().size(), 2, 20'000);
        ada.write(u"Hello Ken"_s);
        QTRY_COMPARE_WITH_TIMEOUT(ken.messages(group).size(), 3, 20'000);

        const QString path = u"/conversations/"_s + group;
        QCOMPARE(grace.patch(path, {{"title"_L1, "Linkers"_L1}}).status, 200);
        QCOMPARE(grace.remove(path + u"/members/ken"_s).status, 204);
        QTRY_COMPARE_WITH_TIMEOUT(ada.messages().size(), 5, 20'000);
        QVERIFY(ada.listRole(u"Linkers"_s, ConversationListModel::PreviewEventRole).isValid());
        QVERIFY(ada.find<QToolButton>(u"detailsButton"_s)->isHidden());
        QCOMPARE(grace.remove(path + u"/members/ada"_s).status, 204);
        QTRY_VERIFY_WITH_TIMEOUT(!ada.listRole(u"Linkers"_s, Qt::DisplayRole).isValid(), 20'000);
    }
};

CONFAB_TEST(GroupTest)
#include "grouptest.moc"
