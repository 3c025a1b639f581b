// SPDX-License-Identifier: Apache-2.0
#include "server/storage/move.h"
#include "server/storage/settingrepository.h"
#include "tests/support/storagefixture.h"
#include "tests/support/testcase.h"

using namespace confab;
using namespace confab::tests;
using namespace Qt::StringLiterals;

/// From SQLite to the engine under test, and back.
class MoveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_source = *Database::open(DatabaseUrl::sqlite(m_directory->filePath(u"source.db"_s)), Access::Write);
        QVERIFY(Migrator().migrate(*m_source));
        m_epoch = *SettingRepository(*m_source).epoch();
        fill(*m_source);
        m_testDatabase = std::make_unique<TestDatabase>();
        m_target = *Database::open(m_testDatabase->url(), Access::Write);
    }
    void cleanup()
    {
        m_source.reset();
        m_target.reset();
    }

    void carriesEverythingThereAndBack()
    {
        const auto moved = Move(*m_source, *m_target, m_quiet).run();
        QVERIFY2(moved, moved ? "" : qPrintable(moved.error().detail));
        QVERIFY(*moved > messages);
        QCOMPARE(*SettingRepository(*m_target).epoch(), m_epoch);
        QVERIFY(!*Move::isUnfinished(*m_target));
        QCOMPARE(count(*m_target, u"SELECT count(*) FROM message"_s), messages);

        const auto back
            = *Database::open(DatabaseUrl::sqlite(m_directory->filePath(u"back.db"_s)), Access::Write);
        const auto reader = *Database::open(m_testDatabase->url(), Access::Read);
        QCOMPARE(*Move(*reader, *back, m_quiet).run(), *moved);
        auto rows = back->run(u"SELECT body FROM message WHERE seq = 7"_s);
        QVERIFY(rows && rows->next());
        QCOMPARE(rows->text(0), u"7 \\ ' \" \U0001F44D\n"_s);
    }

    void newRowsGetNewNumbers()
    {
        QVERIFY(Move(*m_source, *m_target, m_quiet).run());
        const auto id = AccountRepository(*m_target).insert(
            {.username = u"new"_s, .displayName = u"new"_s, .passwordHash = u"none"_s});
        QVERIFY(id);
        QVERIFY(id->value() > 2);
    }

    void goesOnWhereItWasInterrupted()
    {
        // As a kill between two batches leaves it.
        QVERIFY(Move(*m_source, *m_target, m_quiet).run());
        QVERIFY(m_target->change(u"DELETE FROM message WHERE seq > 1000"_s));
        QVERIFY(m_target->change(u"DELETE FROM setting"_s));
        QVERIFY(SettingRepository(*m_target).setValue(u"moving"_s, m_epoch));
        QVERIFY(*Move::isUnfinished(*m_target));
        QStringList said;
        QVERIFY(Move(*m_source, *m_target, [&](const QString &line) { said.append(line); }).run());
        QVERIFY(said.contains(u"message: %1 rows copied"_s.arg(messages - 1000)));
        QCOMPARE(count(*m_target, u"SELECT count(*) FROM message"_s), messages);
        QVERIFY(!*Move::isUnfinished(*m_target));
    }

    void seesWhatDiffers()
    {
        QVERIFY(Move(*m_source, *m_target, m_quiet).run());
        QVERIFY(m_target->change(u"UPDATE message SET body = 'other' WHERE seq = 3"_s));
        QVERIFY(SettingRepository(*m_target).setValue(u"moving"_s, m_epoch));
        const auto again = Move(*m_source, *m_target, m_quiet).run();
        QVERIFY(!again);
        QVERIFY(again.error().detail.contains("the table message differs"_L1));
        QVERIFY(*Move::isUnfinished(*m_target));
    }

    void leavesTheSearchIndexToBeMadeAnew()
    {
        const auto tables = MovedTable::all();
        QVERIFY(tables);
        QVERIFY(tables->size() > 8);
        for (const MovedTable &table : *tables)
            QVERIFY2(!table.name.startsWith("search_"_L1), qPrintable(table.name));
        if (testEngine() == Engine::Sqlite)
            return; // there it is a file of its own
        // What the target has of it is its own; so is what the other side has on the way back.
        QVERIFY(Move(*m_source, *m_target, m_quiet).run());
        QCOMPARE(count(*m_target, u"SELECT count(*) FROM search_progress"_s), 0);
        QVERIFY(m_target->change(u"INSERT INTO search_progress VALUES (1, 7, 8)"_s));
        const TestDatabase third;
        const auto shared = *Database::open(third.url(), Access::Write);
        QVERIFY(Move(*m_target, *shared, m_quiet).run());
        QCOMPARE(count(*shared, u"SELECT count(*) FROM search_progress"_s), 0);
    }

    void carriesKeysAsRowsOnlyWhereNodesShareThem()
    {
        QVERIFY(m_source->change(u"INSERT INTO server_key VALUES (1, 'left over', x'00', 1)"_s));
        int carried = 0;
        const auto carry = [&]() -> Result<void> {
            ++carried;
            // Before this is an installation.
            return *Move::isUnfinished(*m_target) ? Result<void>() : Error{ErrorCode::Internal};
        };
        QVERIFY(Move(*m_source, *m_target, m_quiet, carry).run());
        QCOMPARE(carried, 1);
        QCOMPARE(count(*m_target, u"SELECT count(*) FROM server_key"_s), 0);
        if (testEngine() == Engine::Sqlite)
            return;
        QVERIFY(m_target->change(u"INSERT INTO server_key SELECT 0, 'refresh', code_hash, 1 "
                                 "FROM recovery_code WHERE account_id = 1"_s));
        const TestDatabase third;
        const auto shared = *Database::open(third.url(), Access::Write);
        QVERIFY(Move(*m_target, *shared, m_quiet, carry).run());
        QCOMPARE(carried, 1);
        QCOMPARE(count(*shared, u"SELECT count(*) FROM server_key WHERE name = 'refresh'"_s), 1);
    }

    void isNoInstallationWithoutItsKeys()
    {
        const auto fail = [] { return Result<void>(Error{ErrorCode::Internal}); };
        QVERIFY(!Move(*m_source, *m_target, m_quiet, fail).run());
        QVERIFY(*Move::isUnfinished(*m_target));
        QVERIFY(Move(*m_source, *m_target, m_quiet).run());
        QVERIFY(!*Move::isUnfinished(*m_target));
    }

    void refusesATargetThatIsNotItsOwn()
    {
        QVERIFY(Move(*m_source, *m_target, m_quiet).run());
        auto again = Move(*m_source, *m_target, m_quiet).run();
        QVERIFY(!again);
        QVERIFY(again.error().detail.contains("not empty"_L1));
        QVERIFY(SettingRepository(*m_target).setValue(u"moving"_s, u"another"_s));
        again = Move(*m_source, *m_target, m_quiet).run();
        QVERIFY(!again);
        QVERIFY(again.error().detail.contains("another source"_L1));
    }

private:
    static constexpr int messages = 2345;

    static void fill(Database &database)
    {
        const auto run = [&](const QString &sql) { QVERIFY(database.execute(sql)); };
        run(u"BEGIN"_s);
        for (const int id : {1, 2}) {
            run(u"INSERT INTO account (id, username, username_key, display_name, search_key, password_hash, "
                u"role, "
                "created_at) VALUES (%1, 'U%1', 'u%1', 'Ünal 😀', 's', 'h', 0, 1)"_s.arg(id));
            run(u"INSERT INTO recovery_code (account_id, code_hash) VALUES (%1, x'00ff27%1%1')"_s.arg(id));
        }
        run(u"INSERT INTO session VALUES (9223372036854775807, 1, '', 3, x'0102', 1, 2, '192.0.2.7')"_s);
        run(u"INSERT INTO conversation (id, kind, low_id, high_id, created_at, updated_at, moved) "
            "VALUES (9223372036854775806, 0, 1, 2, 1, 1, 1), (5, 1, NULL, NULL, 1, 1, 1)"_s);
        run(u"INSERT INTO member (conversation_id, account_id, membership, change, muted_until) "
            "VALUES (5, 1, 1, 1, NULL), (5, 2, 2, 1, 9)"_s);
        run(u"INSERT INTO active_conversation VALUES (1, 9223372036854775806), (2, 9223372036854775806)"_s);
        run(u"INSERT INTO imported_account VALUES ('epoch', 'u2', 2, 1, 0)"_s);
        run(u"INSERT INTO imported_conversation VALUES (5, 'epoch', 7)"_s);
        run(u"INSERT INTO reaction VALUES (9223372036854775806, 7, 1, '\U0001F44D', 3), "
            u"(9223372036854775806, 7, 2, "
            "'\U0001F600', 4)"_s);
        const QString sum = QString::fromLatin1(QByteArray(32, '\xfe').toHex());
        run(u"INSERT INTO file_content VALUES (9223372036854775805, x'%1', 3)"_s.arg(sum));
        run(u"INSERT INTO file VALUES (8, 9223372036854775805, 1, 'ä.bin', 'image/png', 3, 2, NULL, 1, NULL)"_s);
        run(u"INSERT INTO file_chunk VALUES (9223372036854775805, 0, x'ff0027')"_s);
        run(u"INSERT INTO attachment VALUES (9223372036854775806, 7, 0, 8)"_s);
        run(u"INSERT INTO upload VALUES (9, 10, 1, 'half', 'a/b', NULL, 2, 3, NULL)"_s);
        run(u"INSERT INTO file_garbage VALUES (11)"_s);
        for (int seq = 1; seq <= messages; ++seq) {
            const auto done = database.change(
                u"INSERT INTO message (conversation_id, seq, change, sender_id, client_id, sent_at, body) "
                "VALUES (9223372036854775806, :seq, :seq, 1, :client, 1, :body)"_s,
                {{":seq", seq},
                 {":client", toColumn(QUuid::createUuid())},
                 {":body", u"%1 \\ ' \" \U0001F44D\n"_s.arg(seq)}});
            QVERIFY(done);
        }
        run(u"COMMIT"_s);
    }
    static int count(Database &database, const QString &sql)
    {
        auto rows = database.run(sql);
        return rows && rows->next() ? int(rows->integer(0)) : -1;
    }

    const Move::Progress m_quiet = [](const QString &) {};
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<TestDatabase> m_testDatabase;
    std::unique_ptr<Database> m_source;
    std::unique_ptr<Database> m_target;
    QString m_epoch;
};

CONFAB_TEST(MoveTest)
#include "movetest.moc"
