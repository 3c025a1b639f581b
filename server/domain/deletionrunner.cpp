// SPDX-License-Identifier: Apache-2.0
#include "server/domain/deletionrunner.h"

#include "server/storage/storagepool.h"
#include "shared/core/logging.h"

namespace confab {

using namespace Qt::StringLiterals;

DeletionRunner::DeletionRunner(const AccountDeletion &deletion, StoragePool &readers, Writer &writer)
    : m_deletion(deletion)
    , m_readers(readers)
    , m_writer(writer)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DeletionRunner::look);
}

void DeletionRunner::kick()
{
    QMetaObject::invokeMethod(this, [this] {
        m_isKicked = true;
        if (!m_isBusy)
            look();
    });
}

void DeletionRunner::look()
{
    m_timer.stop();
    m_isBusy = true;
    m_isKicked = false;
    const bool queued = m_readers.submit([this](Database &database) {
        const auto step = m_deletion.next(database);
        if (step && *step)
            return take(**step);
        QMetaObject::invokeMethod(this, [this, step] {
            step ? rest(m_isKicked ? std::chrono::seconds(0) : lookEvery) : fail(step.error());
        });
    });
    if (!queued)
        fail({ErrorCode::Unavailable, {}, u"the server is busy"_s});
}

void DeletionRunner::take(const AccountDeletion::Step &step)
{
    m_writer.submit([this, step](Transaction &transaction) { return m_deletion.take(transaction, step); },
                    [this](const Result<void> &taken, Events &) {
                        QMetaObject::invokeMethod(this,
                                                  [this, taken] { taken ? look() : fail(taken.error()); });
                    },
                    step.conversation.isNull() ? 0 : m_writer.laneOf(step.conversation));
}

void DeletionRunner::rest(std::chrono::milliseconds time)
{
    m_isBusy = false;
    m_timer.start(time);
}

void DeletionRunner::fail(const Error &error)
{
    qCWarning(lcDomain, "Cannot go on removing an account: %s", qPrintable(error.detail));
    rest(retryAfter);
}

} // namespace confab
