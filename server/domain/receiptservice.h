// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/conversationaccess.h"
#include "server/domain/sessionguard.h"
#include "server/storage/writer.h"
#include "shared/protocol/clientframes.h"

#include <QObject>

namespace confab {

/// How far people have read and hold their conversations.
///
/// The marks of one conversation are gathered: at most once a second they are written together and told. The
/// first after a quiet second is written at once. mark() is thread-safe; everything else happens on the
/// thread the service lives on and on the writer's. The writer must outlive it.
class ReceiptService final : public QObject {
    Q_OBJECT

public:
    struct Request {
        MarkFrame mark;
        Caller caller;
        Origin origin = {}; ///< gets its answer with the events, in the order of the changes
        /// Called once, after the commit or the failure; may be empty.
        std::function<void(const Result<Change> &)> done = {};
    };

    ReceiptService(Writer &writer, const Clock &clock, QObject *parent = nullptr);

    void mark(Request request);

    static constexpr std::chrono::milliseconds interval{1000};

private:
    struct Gathered {
        std::vector<Request> requests;
        bool resting = false; ///< written less than `interval` ago
    };

    void accept(Request request);
    void flush(ConversationId conversation);
    void rest(ConversationId conversation);

    Writer &m_writer;
    const Clock &m_clock;
    QHash<ConversationId, std::shared_ptr<Gathered>> m_gathered;
};

} // namespace confab
