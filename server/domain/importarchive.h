// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/domain/importdocuments.h"
#include "server/domain/zipreader.h"

#include <QSet>

namespace confab {

/// What an archive holds, found out by reading its directory and its small documents before anything of it is
/// imported: that each path is one that an export has, and is there once; that nothing is larger than it may
/// be; who the people are. A value.
class ImportArchive {
public:
    [[nodiscard]] static Result<ImportArchive> examine(const QString &file);

    /// What an entry is, by its path.
    struct Place {
        enum class What { Ignored, Document, Avatar, Conversation, Page, File };
        What what = What::Ignored;
        qint64 id = 0; ///< of the conversation or file
        qint64 number = 0; ///< of the page
    };
    /// InvalidField for a path that no export has.
    [[nodiscard]] static Result<Place> place(const QByteArray &path);

    QString file;
    ImportedAbout about;
    ImportedProfile profile;
    QByteArray avatar = {}; ///< the picture of the profile
    QList<ImportedPerson> people = {};
    QStringList contacts = {};
    QStringList blocks = {};
    QSet<FileId> files = {};

private:
    using Documents = QHash<QByteArray, QByteArray>;
    struct Totals;

    [[nodiscard]] Result<void> note(const ZipReader::Entry &entry, Totals &totals);
    [[nodiscard]] Result<void> readDocuments(const Documents &documents);
};

/// `error` with the path of the document that it is about.
[[nodiscard]] Error inDocument(const QByteArray &path, const Error &error);

} // namespace confab
