// SPDX-License-Identifier: Apache-2.0
#include "server/app/services.h"

#include "server/api/accounthandlers.h"
#include "server/api/avatarhandlers.h"
#include "server/api/conversationhandlers.h"
#include "server/api/exporthandlers.h"
#include "server/api/filehandlers.h"
#include "server/api/grouphandlers.h"
#include "server/api/invitehandlers.h"
#include "server/api/messagehandlers.h"
#include "server/api/peoplehandlers.h"
#include "server/api/searchhandlers.h"
#include "server/api/serverhandlers.h"
#include "server/api/sessionhandlers.h"
#include "server/api/uploadhandlers.h"
#include "server/domain/policyswitch.h"
#include "shared/core/freememory.h"
#include "shared/core/logging.h"

namespace confab {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

constexpr minutes tidyEvery{10};
constexpr seconds returnMemoryEvery{30};
constexpr minutes sweepEvery{1};
constexpr seconds sweepOn{1}; // while there is more

ServerInfo describe(const Settings &settings, const QString &epoch)
{
    return {.name = settings.serverName,
            .version = QStringLiteral(CONFAB_VERSION),
            .protocol = 1,
            .epoch = epoch,
            .limits = limitsInForce(settings.messagesToLoad, settings.files),
            .policies = {{u"registration"_s, toName(settings.registration)},
                         {u"conversations"_s, toName(settings.conversationPolicy)}},
            .features = featuresOffered()};
}

} // namespace

Services::Services(const Settings &settings, Storage &storage, RotatingKeyStore &keys, const Clock &clock)
    : m_storage(storage)
    , m_keys(keys)
    , m_accessTokens(keys, clock, settings.accessTokenLifetime)
    , m_refreshTokens(keys)
    , m_hasher(settings.passwordCost)
    , m_limits(settings.rateLimits, clock)
    , m_health(storage.bus(), clock)
    , m_presence(storage.bus(), storage.writer(), clock)
    , m_sessions(m_accessTokens, m_refreshTokens, clock, settings.sessionLifetime)
    , m_invites(clock)
    , m_accounts({m_hasher, m_sessions, m_presence, clock, m_invites}, settings.registration)
    , m_avatars(m_accounts)
    , m_people(m_presence)
    , m_relations(m_presence, clock)
    , m_conversations(clock, settings.conversationPolicy)
    , m_groups(clock)
    , m_groupMembers(clock)
    , m_exports(clock, settings.files.total)
    , m_exportRunner({m_exports, storage.writer(), storage.url(), storage.epoch(), clock})
    , m_deletion({m_accounts, m_sessions, m_groupMembers, m_exports, clock})
    , m_deletions(m_deletion, storage.readers(), storage.writer())
    , m_seen(m_presence)
    , m_messageWriter(storage.writer(), storage.bus(), m_conversations, clock)
    , m_amendments(storage.writer(), clock)
    , m_files(clock)
    , m_uploads(settings.files, clock)
    , m_sync(storage.epoch(), m_presence)
    , m_receipts(storage.writer(), clock)
    , m_searchIndexer({storage.url(), storage.search(), storage.epoch(), storage.bus(), clock})
    , m_search(storage.search(), [this](const Error &error) { m_searchIndexer.suspect(error); })
    , m_typing(clock)
    , m_frames({m_messageWriter, m_amendments, m_receipts, m_presence, m_typing, storage.readers(),
                storage.writer(), storage.bus()})
    , m_api({m_router, m_frames, m_accessTokens, m_presence, storage.readers(), storage.passwords(),
             storage.writer(), storage.bus(), storage.epoch()})
    , m_sessionEnds(storage.database(), storage.bus())
    , m_marks(storage.readers(), m_presence, storage.bus(), clock)
{
    if (!storage.bus().node().isNull()) {
        m_presenceExchange
            = std::make_unique<PresenceExchange>(m_presence, storage.bus(), storage.readers(), clock);
        m_rateExchange = std::make_unique<RateExchange>(m_limits, storage.bus());
    }
    addRoutes(settings);
    QObject::connect(&m_sessionEnds, &SessionEndWatcher::looked, &m_sessionEnds,
                     [this](const Result<void> &looked) { m_health.databaseLooked(looked); });
    m_keyRotation.setInterval(RotatingKeyStore::rotateEvery);
    QObject::connect(&m_keyRotation, &QTimer::timeout, &m_keyRotation, [this] { rotateKeys(); });
    m_tidying.setInterval(tidyEvery);
    QObject::connect(&m_tidying, &QTimer::timeout, &m_tidying, [this] { tidy(); });
    m_memory.setInterval(returnMemoryEvery);
    QObject::connect(&m_memory, &QTimer::timeout, &m_memory, [] { returnFreeMemory(); });
    m_sweeping.setSingleShot(true);
    QObject::connect(&m_sweeping, &QTimer::timeout, &m_sweeping, [this] { sweepFiles(); });
}

void Services::addRoutes(const Settings &settings)
{
    addServerRoutes(m_router, describe(settings, m_storage.epoch()));
    addHealthRoute(m_router, m_health);
    addAccountRoutes(m_router, {m_accounts, m_limits, m_deletion, [this] { m_deletions.kick(); }});
    addAvatarRoutes(m_router, m_avatars);
    addInviteRoutes(m_router, m_invites);
    addSessionRoutes(m_router, m_sessions);
    addPeopleRoutes(m_router, m_people, m_relations);
    addConversationRoutes(m_router, {m_conversations, m_groups, m_sync, m_receipts});
    addGroupRoutes(m_router, m_groups, m_groupMembers, m_seen);
    addMessageRoutes(m_router, {m_messages, m_messageWriter, m_amendments}, settings.messagesToLoad);
    const UploadParts uploads{m_uploads, m_storage.writer(), m_storage.files()};
    addFileRoutes(m_router, uploads, m_files);
    addUploadRoutes(m_router, uploads);
    addExportRoutes(m_router, {m_exports, m_storage.files(), [this] { m_exportRunner.kick(); }});
    addSearchRoutes(m_router, {m_search, m_storage.searchers()});
}

Result<void> Services::start()
{
    if (auto started = m_sessionEnds.start(); !started)
        return started;
    m_health.databaseLooked({});
    m_marks.start();
    m_keyRotation.start();
    m_searchIndexer.start();
    if (m_presenceExchange)
        m_presenceExchange->start();
    m_memory.start();
    m_tidying.start();
    tidy();
    sweepFiles();
    m_deletions.start();
    m_exportRunner.start();
    return {};
}

void Services::stop()
{
    m_exportRunner.stop();
    m_searchIndexer.stop();
    m_presence.tellChanges();
    if (m_presenceExchange)
        m_presenceExchange->leave();
}

void Services::rotateKeys()
{
    if (const auto rotated = m_keys.rotate(); !rotated)
        qCWarning(lcApp, "Cannot rotate the keys: %s", qPrintable(rotated.error().detail));
}

void Services::sweepFiles()
{
    auto swept = std::make_shared<FileService::Swept>(FileService::Swept::All);
    m_storage.writer().submit(
        [this, swept](Transaction &transaction) -> Result<void> {
            const auto done = m_files.sweep(transaction);
            if (!done)
                return done.error();
            *swept = *done;
            return {};
        },
        [this, swept](const Result<void> &done, Events &) {
            if (!done)
                qCWarning(lcApp, "Cannot remove old files: %s", qPrintable(done.error().detail));
            const bool goesOn = done && *swept == FileService::Swept::Some;
            QMetaObject::invokeMethod(&m_sweeping, [this, goesOn] {
                m_sweeping.start(goesOn ? milliseconds(sweepOn) : milliseconds(sweepEvery));
                countFiles();
            });
        });
}

void Services::countFiles()
{
    if (m_uploads.rules().total == 0)
        return;
    // When it is not asked, what was counted before stands.
    (void)m_storage.files().submit([this](Database &database) {
        if (const auto total = FileContentRepository(database).total())
            m_uploads.setTotal(*total);
    });
}

void Services::tidy()
{
    m_storage.writer().submit([this](Transaction &transaction) { return m_sessions.tidy(transaction); },
                              [](const Result<void> &tidied, Events &) {
                                  if (!tidied)
                                      qCWarning(lcApp, "Cannot tidy the sessions: %s",
                                                qPrintable(tidied.error().detail));
                              });
}

} // namespace confab
