// SPDX-License-Identifier: Apache-2.0
#include "server/domain/avatarservice.h"
#include "shared/core/limits.h"
#include "tests/server/domain/accountsfixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray png
    = QByteArray::fromBase64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDw"
                             "ADhgGAWjR9awAAAABJRU5ErkJggg==");
const QByteArray webP = QByteArray::fromBase64("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

} // namespace

class AvatarServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_accounts = std::make_unique<AccountsFixture>();
        m_avatars = std::make_unique<AvatarService>(m_accounts->accounts);
        m_ada = callerOf(m_accounts->join(u"ada"_s));
        m_grace = callerOf(m_accounts->join(u"grace"_s));
    }
    void cleanup()
    {
        m_avatars.reset();
        m_accounts.reset();
    }

    void isNamedByItsContent()
    {
        const auto me = m_avatars->set(m_accounts->writer, m_ada, png);
        QVERIFY(me);
        QVERIFY(me->user.avatar);
        QCOMPARE(*me->user.avatar, AvatarService::nameOf(png));
        const auto found = m_avatars->find(m_accounts->database(), *me->user.avatar);
        QVERIFY(found);
        QCOMPARE(found->data, png);
        QCOMPARE(PictureType(found->type), PictureType::Png);
    }

    void isThereOnceAndGoesWithTheLast()
    {
        const QString name = AvatarService::nameOf(png);
        QVERIFY(m_avatars->set(m_accounts->writer, m_ada, png));
        QVERIFY(m_avatars->set(m_accounts->writer, m_grace, png));
        QVERIFY(m_avatars->set(m_accounts->writer, m_grace, png)); // again: nothing happens
        QVERIFY(m_avatars->set(m_accounts->writer, m_ada, webP));
        QVERIFY(m_avatars->find(m_accounts->database(), name)); // Grace has it
        QVERIFY(m_accounts->write(
            [&](Transaction &transaction) { return m_avatars->remove(transaction, m_grace); }));
        QCOMPARE(m_avatars->find(m_accounts->database(), name).error().code, ErrorCode::NotFound);
        QVERIFY(m_avatars->find(m_accounts->database(), AvatarService::nameOf(webP)));
    }

    void refusesWhatIsTooLargeOrNone()
    {
        const auto large = m_avatars->set(m_accounts->writer, m_ada, QByteArray(Limits::avatar + 1, 'x'));
        QCOMPARE(large.error().code, ErrorCode::PayloadTooLarge);
        QCOMPARE(m_avatars->set(m_accounts->writer, m_ada, "x").error().code,
                 ErrorCode::UnsupportedMediaType);
        QCOMPARE(m_avatars->set(m_accounts->writer, m_ada, png.first(20)).error().field, u"picture"_s);
        const auto me = m_accounts->accounts.me(m_accounts->database(), m_ada);
        QVERIFY(!me->user.avatar);
    }

private:
    std::unique_ptr<AccountsFixture> m_accounts;
    std::unique_ptr<AvatarService> m_avatars;
    Caller m_ada;
    Caller m_grace;
};

CONFAB_TEST(AvatarServiceTest)
#include "avatarservicetest.moc"
