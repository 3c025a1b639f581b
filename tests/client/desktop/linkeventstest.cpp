// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/linkevents.h"

#include "tests/support/testcase.h"

#include <QFileOpenEvent>

using namespace Qt::StringLiterals;
using namespace confab;

class LinkEventsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hearsOfLinks();
    void hearsOfNoFiles();
};

void LinkEventsTest::hearsOfLinks()
{
    QObject application;
    const auto *events = new LinkEvents(application); // the application's own
    QSignalSpy opened(events, &LinkEvents::opened);
    QFileOpenEvent event(QUrl(u"confab://chat.example.org:7280/u/ada"_s));
    QCoreApplication::sendEvent(&application, &event);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toString(), u"confab://chat.example.org:7280/u/ada"_s);
}

void LinkEventsTest::hearsOfNoFiles()
{
    QObject application;
    const auto *events = new LinkEvents(application); // the application's own
    QSignalSpy opened(events, &LinkEvents::opened);
    QFileOpenEvent event(QUrl::fromLocalFile(u"/etc/passwd"_s));
    QCoreApplication::sendEvent(&application, &event);
    QVERIFY(opened.isEmpty());
}

CONFAB_TEST(LinkEventsTest)
#include "linkeventstest.moc"
