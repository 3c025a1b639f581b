// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/fallbacksecretstore.h"
#include "tests/support/testcase.h"

using namespace Qt::StringLiterals;
using namespace confab;

namespace {

/// A keychain that can be taken away, and that answers only when it is told to.
class Keychain final : public SecretStore {
public:
    [[nodiscard]] Protection protection() const override { return Protection::Keychain; }
    void read(const QString &key, Read done) override
    {
        answer([this, key, done = std::move(done)] {
            if (!works)
                done(Error{ErrorCode::Unavailable});
            else
                inner.read(key, done);
        });
    }
    void write(const QString &key, const QByteArray &secret, Done done) override
    {
        answer([this, key, secret, done = std::move(done)] {
            if (!works)
                done(Error{ErrorCode::Unavailable});
            else
                inner.write(key, secret, done);
        });
    }
    void remove(const QString &key, Done done) override
    {
        answer([this, key, done = std::move(done)] {
            if (!works)
                done(Error{ErrorCode::Unavailable});
            else
                inner.remove(key, done);
        });
    }
    void answer(std::function<void()> call)
    {
        if (holds)
            held.append(std::move(call));
        else
            call();
    }
    void release()
    {
        while (!held.isEmpty())
            held.takeFirst()();
    }

    bool works = true;
    bool holds = false;
    QList<std::function<void()>> held;
    MemorySecretStore inner;
};

} // namespace

class FallbackSecretStoreTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void usesTheKeychain();
    void fallsBackForGood();
    void readsAnOldFile();
    void leavesNoSecondCopy();
    void removesFromBoth();
    void keepsTheOrderOfCalls();

private:
    [[nodiscard]] QByteArray read(SecretStore &store) const
    {
        QByteArray secret;
        store.read(u"key"_s,
                   [&secret](const Result<QByteArray> &result) { secret = result ? *result : QByteArray(); });
        return secret;
    }
    void write(SecretStore &store, const QByteArray &secret) const
    {
        store.write(u"key"_s, secret, [](const Result<void> &result) { QVERIFY(result); });
    }

    Keychain *m_keychain = nullptr;
    MemorySecretStore *m_file = nullptr;
    std::unique_ptr<FallbackSecretStore> m_store;
};

void FallbackSecretStoreTest::init()
{
    auto keychain = std::make_unique<Keychain>();
    auto file = std::make_unique<MemorySecretStore>();
    m_keychain = keychain.get();
    m_file = file.get();
    m_store = std::make_unique<FallbackSecretStore>(std::move(keychain), std::move(file));
}

void FallbackSecretStoreTest::usesTheKeychain()
{
    write(*m_store, "secret");
    QCOMPARE(read(m_keychain->inner), QByteArray("secret"));
    QVERIFY(read(*m_file).isEmpty());
    QCOMPARE(read(*m_store), QByteArray("secret"));
    QCOMPARE(m_store->protection(), SecretStore::Protection::Keychain);
}

void FallbackSecretStoreTest::fallsBackForGood()
{
    m_keychain->works = false;
    write(*m_store, "secret");
    QCOMPARE(read(*m_file), QByteArray("secret"));
    QCOMPARE(m_store->protection(), SecretStore::Protection::Memory);
    // One that comes back holds what is old.
    m_keychain->works = true;
    write(m_keychain->inner, "stale");
    QCOMPARE(read(*m_store), QByteArray("secret"));
}

void FallbackSecretStoreTest::readsAnOldFile()
{
    write(*m_file, "from before");
    QCOMPARE(read(*m_store), QByteArray("from before"));
    QCOMPARE(m_store->protection(), SecretStore::Protection::Keychain);
}

void FallbackSecretStoreTest::leavesNoSecondCopy()
{
    write(*m_file, "from before");
    write(*m_store, "newer");
    QVERIFY(read(*m_file).isEmpty());
    QCOMPARE(read(*m_store), QByteArray("newer"));
}

void FallbackSecretStoreTest::removesFromBoth()
{
    write(m_keychain->inner, "one");
    write(*m_file, "two");
    bool done = false;
    m_store->remove(u"key"_s, [&done](const Result<void> &result) { done = bool(result); });
    QVERIFY(done);
    QVERIFY(read(m_keychain->inner).isEmpty());
    QVERIFY(read(*m_file).isEmpty());
}

void FallbackSecretStoreTest::keepsTheOrderOfCalls()
{
    m_keychain->holds = true;
    QStringList order;
    m_store->write(u"key"_s, "one", [&order](const Result<void> &) { order.append(u"write"_s); });
    m_store->read(u"key"_s,
                  [&order](const Result<QByteArray> &secret) { order.append(QString::fromLatin1(*secret)); });
    QVERIFY(order.isEmpty());
    QCOMPARE(m_keychain->held.size(), 1);
    m_keychain->release();
    QCOMPARE(order, (QStringList{u"write"_s, u"one"_s}));
}

CONFAB_TEST(FallbackSecretStoreTest)
#include "fallbacksecretstoretest.moc"
