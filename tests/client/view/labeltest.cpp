// SPDX-License-Identifier: Apache-2.0
#include "client/view/label.h"
#include "client/view/breakabletext.h"
#include "client/view/tooltiptext.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace confab;

class LabelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fitsALongWordIntoALittleRoom();
    void leavesOtherTextsAlone_data();
    void leavesOtherTextsAlone();
    void breaksBetweenWholeCharactersOnly();
    void showsInAToolTipWhatWasWritten_data();
    void showsInAToolTipWhatWasWritten();
};

void LabelTest::fitsALongWordIntoALittleRoom()
{
    Label label(QString(64, u'W'), Label::Size::Title, Label::Tone::Normal, Label::Wrap::Yes);
    const int room = label.fontMetrics().horizontalAdvance(QString(12, u'W'));
    QVERIFY(label.minimumSizeHint().width() <= room);
    label.setText(QString(63, u'M'));
    QVERIFY(label.minimumSizeHint().width() <= room);
    QVERIFY(label.heightForWidth(room) > 3 * label.fontMetrics().height());
}

void LabelTest::leavesOtherTextsAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("a name") << u"Ada Lovelace"_s;
    QTest::newRow("words of usual length") << u"Its messages go from all your devices."_s;
    QTest::newRow("two words of nineteen") << QString(19, u'a') + u' ' + QString(19, u'b');
}

void LabelTest::leavesOtherTextsAlone()
{
    QFETCH(QString, text);
    QCOMPARE(breakable(text), text);
}

void LabelTest::breaksBetweenWholeCharactersOnly()
{
    const QString flag = u"🇩🇪"_s;
    QString broken = breakable(u'a' + flag.repeated(40));
    for (const QString &part : broken.split(QChar(0x200b)))
        QCOMPARE((part.size() - part.count(u'a')) % flag.size(), 0);
    QCOMPARE(broken.remove(QChar(0x200b)), u'a' + flag.repeated(40));
}

void LabelTest::showsInAToolTipWhatWasWritten_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("shown");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("what looks like an entity") << u"Tom & Jerry"_s << u"<qt>Tom &amp; Jerry</qt>"_s;
    QTest::newRow("what looks like markup") << u"<b>a</b>"_s << u"<qt>&lt;b&gt;a&lt;/b&gt;</qt>"_s;
    QTest::newRow("two lines") << u"Ada\nGrace"_s << u"<qt>Ada<br>Grace</qt>"_s;
}

void LabelTest::showsInAToolTipWhatWasWritten()
{
    QFETCH(QString, written);
    QTEST(toolTipText(written), "shown");
    ElidedLabel label(Label::Size::Body);
    label.resize(1, 20);
    label.setFullText(written);
    QTEST(label.toolTip(), "shown");
}

CONFAB_TEST(LabelTest)
#include "labeltest.moc"
