// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/filesecretstore.h"
#include "tests/support/testcase.h"

#include <QDir>

using namespace Qt::StringLiterals;
using namespace confab;

class FileSecretStoreTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsWhatWasWritten();
    void keepsKeysApart();
    void knowsWhatIsNotThere();
    void removes();
    void isTheOwnersOnly();
    void failsWhereNothingCanBeWritten();

private:
    [[nodiscard]] static Result<QByteArray> read(SecretStore &store, const QString &key)
    {
        std::optional<Result<QByteArray>> answer;
        store.read(key, [&answer](const Result<QByteArray> &result) { answer = result; });
        return *answer;
    }
    [[nodiscard]] static Result<void> write(SecretStore &store, const QString &key, const QByteArray &secret)
    {
        std::optional<Result<void>> answer;
        store.write(key, secret, [&answer](const Result<void> &result) { answer = result; });
        return *answer;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<FileSecretStore> m_store;
};

void FileSecretStoreTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<FileSecretStore>(m_directory->filePath(u"secrets"_s));
}

void FileSecretStoreTest::readsWhatWasWritten()
{
    const QByteArray secret("\x00\xff binary", 9);
    QVERIFY(write(*m_store, u"ada@server/../x"_s, secret));
    QCOMPARE(*read(*m_store, u"ada@server/../x"_s), secret);
    QVERIFY(write(*m_store, u"ada@server/../x"_s, "newer"));
    FileSecretStore again(m_directory->filePath(u"secrets"_s));
    QCOMPARE(*read(again, u"ada@server/../x"_s), QByteArray("newer"));
}

void FileSecretStoreTest::keepsKeysApart()
{
    QVERIFY(write(*m_store, u"a"_s, "one"));
    QVERIFY(write(*m_store, u"A"_s, "two"));
    QCOMPARE(*read(*m_store, u"a"_s), QByteArray("one"));
}

void FileSecretStoreTest::knowsWhatIsNotThere()
{
    QCOMPARE(read(*m_store, u"nobody"_s).error().code, ErrorCode::NotFound);
}

void FileSecretStoreTest::removes()
{
    QVERIFY(write(*m_store, u"a"_s, "one"));
    for (int i = 0; i < 2; ++i) {
        bool done = false;
        m_store->remove(u"a"_s, [&done](const Result<void> &result) { done = bool(result); });
        QVERIFY(done);
    }
    QCOMPARE(read(*m_store, u"a"_s).error().code, ErrorCode::NotFound);
}

void FileSecretStoreTest::isTheOwnersOnly()
{
    QVERIFY(write(*m_store, u"a"_s, "one"));
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
        | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    const QDir folder(m_directory->filePath(u"secrets"_s));
    QVERIFY(!(QFileInfo(folder.path()).permissions() & others));
    const auto files = folder.entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QVERIFY(!(files.first().permissions() & others));
    QCOMPARE(m_store->protection(), SecretStore::Protection::OwnerOnlyFile);
}

void FileSecretStoreTest::failsWhereNothingCanBeWritten()
{
    FileSecretStore store(u"/proc/nowhere"_s);
    QCOMPARE(write(store, u"a"_s, "one").error().code, ErrorCode::StorageFull);
}

CONFAB_TEST(FileSecretStoreTest)
#include "filesecretstoretest.moc"
