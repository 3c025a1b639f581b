// SPDX-License-Identifier: Apache-2.0
#include "client/desktop/fallbacksecretstore.h"

#include "shared/core/logging.h"

namespace confab {

FallbackSecretStore::FallbackSecretStore(std::unique_ptr<SecretStore> better,
                                         std::unique_ptr<SecretStore> other)
    : m_better(std::move(better))
    , m_other(std::move(other))
{ }

SecretStore::Protection FallbackSecretStore::protection() const
{
    return m_betterFailed ? m_other->protection() : m_better->protection();
}

void FallbackSecretStore::read(const QString &key, Read done)
{
    enqueue([this, key, done = std::move(done)] { readNow(key, done); });
}

void FallbackSecretStore::write(const QString &key, const QByteArray &secret, Done done)
{
    enqueue([this, key, secret, done = std::move(done)] { writeNow(key, secret, done); });
}

void FallbackSecretStore::remove(const QString &key, Done done)
{
    enqueue([this, key, done = std::move(done)] { removeNow(key, done); });
}

void FallbackSecretStore::enqueue(const Call &call)
{
    m_waiting.enqueue(call);
    if (!m_isBusy) {
        m_isBusy = true;
        m_waiting.dequeue()();
    }
}

void FallbackSecretStore::finished()
{
    if (m_waiting.isEmpty())
        m_isBusy = false;
    else
        m_waiting.dequeue()();
}

void FallbackSecretStore::readNow(const QString &key, const Read &done)
{
    const auto answer = [this, done](const Result<QByteArray> &result) {
        done(result);
        finished();
    };
    if (m_betterFailed) {
        m_other->read(key, answer);
        return;
    }
    m_better->read(key, [this, key, answer](const Result<QByteArray> &result) {
        if (result) {
            answer(result);
            return;
        }
        if (result.error().code != ErrorCode::NotFound) {
            qCInfo(lcDesktop) << "No keychain:" << result.error().detail;
            m_betterFailed = true;
        }
        m_other->read(key, answer);
    });
}

void FallbackSecretStore::writeNow(const QString &key, const QByteArray &secret, const Done &done)
{
    const auto answer = [this, done](const Result<void> &result) {
        done(result);
        finished();
    };
    if (m_betterFailed) {
        m_other->write(key, secret, answer);
        return;
    }
    m_better->write(key, secret, [this, key, secret, answer](const Result<void> &result) {
        if (result) {
            m_other->remove(key, answer);
            return;
        }
        qCInfo(lcDesktop) << "No keychain:" << result.error().detail;
        m_betterFailed = true;
        m_other->write(key, secret, answer);
    });
}

void FallbackSecretStore::removeNow(const QString &key, const Done &done)
{
    m_better->remove(key, [this, key, done](const Result<void> &) {
        // A keychain that does not run holds nothing that could be removed now.
        m_other->remove(key, [this, done](const Result<void> &result) {
            done(result);
            finished();
        });
    });
}

} // namespace confab
