// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/importconversation.h"

#include <functional>

namespace confab {

/// Brings one archive (resources/export/README.md) into a database that no server has open: all of it in one
/// transaction, so that whatever is wrong with it, and whenever it is killed, nothing of it is there.
/// Importing it again changes nothing. What clients know of the database before counts no more, as places and
/// numbers may be others: it begins a new epoch, and with that the search index is made anew too. Holds a
/// page of messages or a piece of a file at a time. Belongs to the thread of its Database.
class Importer {
public:
    struct Options {
        QString owner = {}; ///< who the archive's owner is to be here; empty for the same name
        ImportPeople::Names names = {}; ///< the same of others
    };
    struct Summary {
        QString username = {}; ///< here
        bool canSignIn = false; ///< an operator has given the account a password
        int accounts = 0; ///< that were made
        int conversations = 0; ///< that the archive has
        qint64 messages = 0; ///< that were not here
        int files = 0; ///< likewise
        bool changed = false;
    };
    /// Told how many messages have been read; for people.
    using Progress = std::function<void(qint64)>;

    Importer(Database &database, const Clock &clock, Progress progress = {})
        : m_database(database)
        , m_clock(clock)
        , m_progress(std::move(progress))
    { }

    [[nodiscard]] Result<Summary> run(const QString &file, const Options &options);

private:
    struct Run;
    [[nodiscard]] Result<Summary> bring(const ImportArchive &archive, const Options &options);
    [[nodiscard]] Result<void> take(Run &run, ZipReader &reader, const ZipReader::Entry &entry);
    [[nodiscard]] Result<void> begin(Run &run, ZipReader &reader, const ZipReader::Entry &entry);
    [[nodiscard]] Result<void> addPage(Run &run, ZipReader &reader, const ZipReader::Entry &entry,
                                       const ImportArchive::Place &place);
    [[nodiscard]] Result<void> end(Run &run);

    Database &m_database;
    const Clock &m_clock;
    const Progress m_progress;
};

} // namespace confab
