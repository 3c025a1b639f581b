// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/conversationaccess.h"
#include "server/domain/zipwriter.h"
#include "server/storage/accountrepository.h"

#include <QSet>

#include <functional>

namespace confab {

/// What is in the archive of an account: everything that its owner may read now, as JSON documents and files
/// (resources/export/README.md, which is in it too, says how they lie). Reads a page at a time, each as it
/// stands then, and holds no more than that and the names of the people. For one run on one thread.
class ExportContents {
public:
    /// Told after each page; an error ends the export with it.
    using Progress = std::function<Result<void>(qint64 done, qint64 total)>;
    static constexpr int messagesAtOnce = 1000; ///< of one document

    ExportContents(Database &database, ZipWriter &zip, AccountId account, Progress progress)
        : m_database(database)
        , m_zip(zip)
        , m_account(account)
        , m_progress(std::move(progress))
    { }

    [[nodiscard]] Result<void> write(const QString &epoch, Timestamp now);

private:
    struct Part {
        ConversationId id;
        Seq first;
        Seq last;
    };
    [[nodiscard]] Result<QList<Part>> parts();
    [[nodiscard]] Result<void> addProfile(const AccountRow &account);
    [[nodiscard]] Result<void> addLists();
    [[nodiscard]] Result<void> addSessions();
    [[nodiscard]] Result<void> addConversation(const Part &part);
    [[nodiscard]] Result<void> addMessages(const QByteArray &folder, const Part &part);
    [[nodiscard]] Result<void> addFiles(const QByteArray &attachments);
    [[nodiscard]] Result<void> addFile(FileId id);
    [[nodiscard]] Result<void> addPeople();
    /// Where it lies then, with the ending of its format; empty where there is none.
    [[nodiscard]] Result<QByteArray> addAvatar(const std::optional<QString> &name, const QByteArray &path);

    Database &m_database;
    ZipWriter &m_zip;
    const AccountId m_account;
    const Progress m_progress;
    qint64 m_done = 0;
    qint64 m_total = 0;
    QSet<AccountId> m_people;
    QSet<FileId> m_files;
};

} // namespace confab
