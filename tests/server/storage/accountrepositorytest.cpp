// SPDX-License-Identifier: Apache-2.0
#include "server/storage/accountrepository.h"
#include "server/storage/recoverycoderepository.h"
#include "server/storage/settingrepository.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// The small tables: account, recovery_code, setting.
class AccountRepositoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_storage = std::make_unique<StorageFixture>(); }
    void cleanup() { m_storage.reset(); }

    void givesBackWhatItStored()
    {
        AccountRepository accounts(database());
        QVERIFY(*accounts.isEmpty());
        const AccountRow row{.username = u"Ada"_s,
                             .displayName = u"Ada Lovelace"_s,
                             .status = u"counting"_s,
                             .passwordHash = u"hash"_s,
                             .role = Role::Admin,
                             .disabled = true,
                             .sendReadReceipts = false,
                             .sharePresence = false,
                             .createdAt = m_storage->clock().now()};
        const auto id = accounts.insert(row);
        QVERIFY(id);
        QVERIFY(!*accounts.isEmpty());
        const auto found = accounts.find(*id);
        QVERIFY(found && *found);
        QCOMPARE((*found)->id, *id);
        QCOMPARE((*found)->username, row.username);
        QCOMPARE((*found)->displayName, row.displayName);
        QCOMPARE((*found)->status, row.status);
        QCOMPARE((*found)->passwordHash, row.passwordHash);
        QCOMPARE((*found)->role, row.role);
        QCOMPARE((*found)->disabled, row.disabled);
        QCOMPARE((*found)->sendReadReceipts, row.sendReadReceipts);
        QCOMPARE((*found)->sharePresence, row.sharePresence);
        QCOMPARE((*found)->change, AccountChange(1));
        QCOMPARE((*found)->createdAt, row.createdAt);
        QCOMPARE((*found)->lastSeenAt, std::nullopt);
    }

    void findsByNameInAnyCase()
    {
        (void)m_storage->person(u"Ada"_s);
        AccountRepository accounts(database());
        QVERIFY((*accounts.findByName(u"aDA")).has_value());
        QVERIFY(!(*accounts.findByName(u"ad")).has_value());
        QVERIFY(!(*accounts.find(AccountId(4711))).has_value());
    }

    void replacesAHashOnlyIfItIsTheSame()
    {
        const AccountId ada = m_storage->person(u"ada"_s).account;
        AccountRepository accounts(database());
        QVERIFY(!*accounts.replacePasswordHash(ada, u"another"_s, u"new"_s));
        QCOMPARE((**accounts.find(ada)).passwordHash, u"none"_s);
        QVERIFY(*accounts.replacePasswordHash(ada, u"none"_s, u"new"_s));
        QCOMPARE((**accounts.find(ada)).passwordHash, u"new"_s);
    }

    void givesACodeToItsHolderOnce()
    {
        const AccountId ada = m_storage->person(u"ada"_s).account;
        const AccountId grace = m_storage->person(u"grace"_s).account;
        RecoveryCodeRepository codes(database());
        QVERIFY(codes.replace(ada, {"one", "two"}));
        QVERIFY(codes.replace(grace, {"two", "three"}));
        QCOMPARE(*codes.holder(u"ADA", "one"), std::optional(ada));
        QCOMPARE(*codes.holder(u"grace", "two"), std::optional(grace));
        QCOMPARE(*codes.holder(u"grace", "one"), std::nullopt);
        QCOMPARE(*codes.holder(u"nobody", "one"), std::nullopt);
        QCOMPARE(*codes.holder(u"ada", ""), std::nullopt);

        QVERIFY(*codes.use(ada, "two", m_storage->clock().now()));
        QVERIFY(!*codes.use(ada, "two", m_storage->clock().now()));
        QVERIFY(!*codes.use(ada, "three", m_storage->clock().now()));
        QCOMPARE(*codes.holder(u"ada", "two"), std::nullopt);
        QCOMPARE(*codes.holder(u"grace", "two"), std::optional(grace));

        QVERIFY(codes.replace(ada, {"four"}));
        QCOMPARE(*codes.holder(u"ada", "one"), std::nullopt);
        QCOMPARE(*codes.holder(u"ada", "four"), std::optional(ada));
    }

    void keepsSettings()
    {
        SettingRepository settings(database());
        QCOMPARE(*settings.value(u"colour"_s), std::nullopt);
        QVERIFY(settings.setValue(u"colour"_s, u"red"_s));
        QVERIFY(settings.setValue(u"colour"_s, u"blue"_s));
        QCOMPARE(*settings.value(u"colour"_s), std::optional(u"blue"_s));
    }

    void hasOneEpochUntilItIsRenewed()
    {
        SettingRepository settings(database());
        const QString first = *settings.epoch();
        QVERIFY(!first.isEmpty());
        QCOMPARE(*settings.epoch(), first);
        const QString second = *settings.renewEpoch();
        QVERIFY(second != first);
        QCOMPARE(*settings.epoch(), second);
    }

private:
    Database &database() { return m_storage->database(); }

    std::unique_ptr<StorageFixture> m_storage;
};

CONFAB_TEST(AccountRepositoryTest)
#include "accountrepositorytest.moc"
