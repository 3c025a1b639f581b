// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/amendment.h"
#include "server/domain/importer.h"
#include "tests/server/domain/accountsfixture.h"

#include <QTemporaryDir>

#include <variant>

namespace confab::tests {

/// An installation with people, talk and files, whose archives are imported into another database.
class ImportFixture {
public:
    ImportFixture();

    /// A direct conversation of ada and grace, with edits, deletions, answers, reactions and files; a group
    /// of theirs, to which ken came later; a contact, a block, a picture, states of one's own.
    void fill();
    Message post(const Caller &caller, const std::variant<QString, ConversationId> &to, const QString &body,
                 std::optional<Seq> replyTo = {}, const QList<FileId> &files = {});
    void amend(const Caller &caller, const Message &message, const decltype(Amendment::what) &what);
    FileId upload(const Caller &caller, const QString &name, const QByteArray &bytes);

    /// The path of an archive of `account` in `database`.
    QString archive(Database &database, AccountId account);
    QString archive(const Caller &caller) { return archive(source.database(), caller.account); }
    using Entries = QList<std::pair<QByteArray, QByteArray>>;
    static Entries read(const QString &archive);
    QString write(const Entries &entries);
    /// What an archive says, without what is another server's own.
    static QJsonObject content(const QString &archive);

    Result<Importer::Summary> import(const QString &archive, const Importer::Options &options = {});
    /// The account of that name in the target.
    AccountId there(const QString &username);
    /// With a session, however.
    Caller signIn(const QString &username);
    QJsonObject contentThere(const QString &username);
    qint64 count(const QString &table);
    QString epoch();

    AccountsFixture source;
    StorageFixture target;
    Caller ada;
    Caller grace;
    Caller ken;
    ConversationId direct;
    ConversationId group;

private:
    QTemporaryDir m_directory;
    int m_files = 0;
};

} // namespace confab::tests
