// SPDX-License-Identifier: Apache-2.0
#include "server/domain/receiptservice.h"

#include "server/domain/receiptjob.h"

#include <QThread>
#include <QTimer>

namespace confab {

ReceiptService::ReceiptService(Writer &writer, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_writer(writer)
    , m_clock(clock)
{ }

void ReceiptService::mark(Request request)
{
    QMetaObject::invokeMethod(
        this, [this, request = std::move(request)]() mutable { accept(std::move(request)); },
        Qt::QueuedConnection);
}

void ReceiptService::accept(Request request)
{
    Q_ASSERT(QThread::currentThread() == thread());
    const ConversationId conversation = request.mark.conversation;
    auto &gathered = m_gathered[conversation];
    if (!gathered)
        gathered = std::make_shared<Gathered>();
    gathered->requests.push_back(std::move(request));
    if (!gathered->resting)
        flush(conversation);
}

void ReceiptService::flush(ConversationId conversation)
{
    const auto gathered = m_gathered.value(conversation);
    gathered->resting = true;
    QTimer::singleShot(interval, this, [this, conversation] { rest(conversation); });

    auto job = std::make_shared<ReceiptJob>(conversation, m_clock.now());
    auto requests = std::make_shared<std::vector<Request>>(std::exchange(gathered->requests, {}));
    for (const Request &request : *requests)
        job->add({request.mark, request.caller, request.origin});
    m_writer.submit([job](Transaction &transaction) { return job->run(transaction); },
                    [job, requests](const Result<void> &committed, Events &events) {
                        for (size_t i = 0; i < requests->size(); ++i) {
                            const Request &request = requests->at(i);
                            const Result<Change> result = committed ? job->result(i) : committed.error();
                            if (!result && !request.origin.socket.isNull())
                                events.append(Refused{request.origin, result.error()});
                            if (request.done)
                                request.done(result);
                        }
                    },
                    m_writer.laneOf(conversation));
}

void ReceiptService::rest(ConversationId conversation)
{
    const auto gathered = m_gathered.value(conversation);
    if (gathered->requests.empty())
        m_gathered.remove(conversation);
    else
        flush(conversation);
}

} // namespace confab
