// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/api/api.h"
#include "server/api/framehandlers.h"
#include "server/app/storage.h"
#include "server/domain/accesstoken.h"
#include "server/domain/amendmentservice.h"
#include "server/domain/avatarservice.h"
#include "server/domain/conversationservice.h"
#include "server/domain/deletionrunner.h"
#include "server/domain/exportrunner.h"
#include "server/domain/fileservice.h"
#include "server/domain/groupmembers.h"
#include "server/domain/groupservice.h"
#include "server/domain/healthservice.h"
#include "server/domain/inviteservice.h"
#include "server/domain/marksservice.h"
#include "server/domain/messageservice.h"
#include "server/domain/messagewriter.h"
#include "server/domain/peopleservice.h"
#include "server/domain/presenceexchange.h"
#include "server/domain/presenceservice.h"
#include "server/domain/rateexchange.h"
#include "server/domain/receiptservice.h"
#include "server/domain/refreshtoken.h"
#include "server/domain/relationservice.h"
#include "server/domain/searchindexer.h"
#include "server/domain/searchservice.h"
#include "server/domain/seenservice.h"
#include "server/domain/sessionendwatcher.h"
#include "server/domain/syncservice.h"
#include "server/domain/typingthrottle.h"
#include "server/domain/uploadservice.h"

namespace confab {

/// The domain and the api layer of a running server, put together. Made on the main thread when the storage
/// is open and not yet started. What it is made with must outlive it.
class Services {
public:
    Services(const Settings &settings, Storage &storage, RotatingKeyStore &keys, const Clock &clock);

    /// The timers; after the storage has started.
    [[nodiscard]] Result<void> start();
    /// Tells who watches, and the other nodes, that this one ends, and ends what works by itself; before the
    /// storage stops.
    void stop();

    [[nodiscard]] Gateway &gateway() { return m_api; }
    [[nodiscard]] const Router &router() const { return m_router; }

private:
    void addRoutes(const Settings &settings);
    void rotateKeys();
    void tidy();
    void sweepFiles();
    void countFiles();

    Storage &m_storage;
    RotatingKeyStore &m_keys;

    const AccessTokens m_accessTokens;
    const RefreshTokens m_refreshTokens;
    const PasswordHasher m_hasher;
    AccountLimits m_limits;
    HealthService m_health;
    PresenceService m_presence;
    const SessionService m_sessions;
    const InviteService m_invites;
    const AccountService m_accounts;
    const AvatarService m_avatars;
    const PeopleService m_people;
    const RelationService m_relations;
    const ConversationService m_conversations;
    const GroupService m_groups;
    const GroupMembers m_groupMembers;
    const ExportService m_exports;
    ExportRunner m_exportRunner;
    const AccountDeletion m_deletion;
    DeletionRunner m_deletions;
    const SeenService m_seen;
    const MessageService m_messages{};
    MessageWriter m_messageWriter;
    AmendmentService m_amendments;
    const FileService m_files;
    const UploadService m_uploads;
    const SyncService m_sync;
    ReceiptService m_receipts;
    SearchIndexer m_searchIndexer;
    const SearchService m_search;
    TypingThrottle m_typing;
    Router m_router;
    const FrameHandlers m_frames;
    Api m_api;
    SessionEndWatcher m_sessionEnds;
    MarksService m_marks;
    // Where there are other nodes:
    std::unique_ptr<PresenceExchange> m_presenceExchange;
    std::unique_ptr<RateExchange> m_rateExchange;
    QTimer m_keyRotation;
    QTimer m_tidying;
    QTimer m_memory;
    QTimer m_sweeping;
};

} // namespace confab
