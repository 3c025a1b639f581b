// SPDX-License-Identifier: Apache-2.0
#include "client/view/composer.h"
#include "client/view/composeredit.h"
#include "client/view/iconbutton.h"
#include "client/view/label.h"
#include "client/view/theme.h"
#include "shared/core/limits.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace confab;

class ComposerTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void enterSends();
    void shiftEnterBreaksTheLine();
    void enterBreaksTheLineWhenChosen();
    void blankTextIsNotSent();
    void growsToEightLines();
    void countsNearTheLimit();
    void refusesBeyondTheLimit();
    void errorGoesWithTheNextLetter();
    void settingATextIsNoEdit();
    void upEditsWhereNothingIsWritten();
    void ctrlArrowsStepThroughMessages();
    void escapeEndsWhatTheTextIsFor();
    void emojiGoWhereTheCursorIs();

private:
    [[nodiscard]] ComposerEdit *edit() const { return m_composer->findChild<ComposerEdit *>(); }
    [[nodiscard]] Label *counter() const { return m_composer->findChild<Label *>(u"composerCounter"_s); }

    QTemporaryDir m_directory;
    Theme m_theme{*qApp};
    Preferences m_preferences{m_directory.path()};
    std::unique_ptr<Composer> m_composer;
};

void ComposerTest::init()
{
    m_preferences.setEnterKey(Preferences::EnterKey::Sends);
    m_composer = std::make_unique<Composer>(m_theme, m_preferences);
    m_composer->resize(500, 60);
    m_composer->show();
}

void ComposerTest::enterSends()
{
    QSignalSpy sent(m_composer.get(), &Composer::sendRequested);
    QTest::keyClicks(edit(), u"hello"_s);
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(sent.count(), 1);
    QCOMPARE(sent.first().first().toString(), u"hello"_s);
}

void ComposerTest::shiftEnterBreaksTheLine()
{
    QSignalSpy sent(m_composer.get(), &Composer::sendRequested);
    QTest::keyClicks(edit(), u"one"_s);
    QTest::keyClick(edit(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(edit(), u"two"_s);
    QCOMPARE(sent.count(), 0);
    QCOMPARE(m_composer->text(), u"one\ntwo"_s);
}

void ComposerTest::enterBreaksTheLineWhenChosen()
{
    m_preferences.setEnterKey(Preferences::EnterKey::BreaksLine);
    QSignalSpy sent(m_composer.get(), &Composer::sendRequested);
    QTest::keyClicks(edit(), u"one"_s);
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(m_composer->text(), u"one\n"_s);
    QTest::keyClick(edit(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(sent.count(), 1);
}

void ComposerTest::blankTextIsNotSent()
{
    QSignalSpy sent(m_composer.get(), &Composer::sendRequested);
    QTest::keyClicks(edit(), u"   "_s);
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(sent.count(), 0);
    QVERIFY(!m_composer->findChild<IconButton *>(u"sendButton"_s)->isEnabled());
}

void ComposerTest::growsToEightLines()
{
    const int one = edit()->sizeHint().height();
    m_composer->setText(u"1\n2\n3"_s);
    const int three = edit()->sizeHint().height();
    QVERIFY(three > one);
    m_composer->setText(QString(u'\n').repeated(7));
    const int eight = edit()->sizeHint().height();
    QVERIFY(eight > three);
    m_composer->setText(QString(u'\n').repeated(40));
    QCOMPARE(edit()->sizeHint().height(), eight);
}

void ComposerTest::countsNearTheLimit()
{
    m_composer->setText(QString(Limits::body - 501, u'x'));
    QVERIFY(!counter()->isVisible());
    m_composer->setText(QString(Limits::body - 10, u'x'));
    QVERIFY(counter()->isVisible());
    QCOMPARE(counter()->text(), u"10"_s);
}

void ComposerTest::refusesBeyondTheLimit()
{
    QSignalSpy sent(m_composer.get(), &Composer::sendRequested);
    // Counted in code points: the last one is two UTF-16 units.
    const QString almost(Limits::body - 1, u'x');
    m_composer->setText(almost + u"😀"_s);
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(sent.count(), 1);
    m_composer->setText(almost + u"😀x"_s);
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(sent.count(), 1);
}

void ComposerTest::errorGoesWithTheNextLetter()
{
    auto *error = m_composer->findChild<Label *>(u"composerError"_s);
    m_composer->showError(u"No space left"_s);
    QVERIFY(error->isVisible());
    QTest::keyClicks(edit(), u"x"_s);
    QVERIFY(!error->isVisible());
}

void ComposerTest::settingATextIsNoEdit()
{
    QSignalSpy edited(m_composer.get(), &Composer::textEdited);
    m_composer->setText(u"a draft"_s);
    QCOMPARE(edited.count(), 0);
    QTest::keyClicks(edit(), u"!"_s);
    QCOMPARE(edited.count(), 1);
    QCOMPARE(m_composer->text(), u"a draft!"_s);
}

void ComposerTest::upEditsWhereNothingIsWritten()
{
    const QSignalSpy asked(m_composer.get(), &Composer::editLastRequested);
    QTest::keyClicks(edit(), u"a"_s);
    QTest::keyClick(edit(), Qt::Key_Up);
    QCOMPARE(asked.count(), 0);
    QTest::keyClick(edit(), Qt::Key_Backspace);
    QTest::keyClick(edit(), Qt::Key_Up);
    QCOMPARE(asked.count(), 1);
}

void ComposerTest::ctrlArrowsStepThroughMessages()
{
    const QSignalSpy stepped(m_composer.get(), &Composer::replyStepRequested);
    QTest::keyClick(edit(), Qt::Key_Up, Qt::ControlModifier);
    QTest::keyClick(edit(), Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(stepped.count(), 2);
    QCOMPARE(stepped.at(0).first().toInt(), -1);
    QCOMPARE(stepped.at(1).first().toInt(), 1);
}

void ComposerTest::escapeEndsWhatTheTextIsFor()
{
    const QSignalSpy cancelled(m_composer.get(), &Composer::contextCancelled);
    QTest::keyClick(edit(), Qt::Key_Escape);
    QCOMPARE(cancelled.count(), 0);
    m_composer->showContext("reply"_L1, u"Reply to Grace"_s, u"Did it pass?"_s);
    QTest::keyClick(edit(), Qt::Key_Escape);
    QCOMPARE(cancelled.count(), 1);
    QTest::mouseClick(m_composer->findChild<QWidget *>(u"composerBarCancel"_s), Qt::LeftButton);
    QCOMPARE(cancelled.count(), 2);
    m_composer->hideContext();
    QTest::keyClick(edit(), Qt::Key_Escape);
    QCOMPARE(cancelled.count(), 2);
}

void ComposerTest::emojiGoWhereTheCursorIs()
{
    QTest::keyClicks(edit(), u"ab"_s);
    QTest::keyClick(edit(), Qt::Key_Left);
    m_composer->insertText(u"👍"_s);
    QCOMPARE(m_composer->text(), u"a👍b"_s);
}

CONFAB_TEST(ComposerTest)
#include "composertest.moc"
