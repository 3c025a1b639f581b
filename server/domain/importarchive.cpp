// SPDX-License-Identifier: Apache-2.0
#include "server/domain/importarchive.h"

#include "server/domain/importlimits.h"
#include "shared/core/limits.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

using What = ImportArchive::Place::What;

struct ImportArchive::Totals {
    qint64 packed = 0; ///< bytes of the archive
    qint64 documents = 0; ///< bytes, unpacked
    qint64 files = 0;
    QSet<QByteArray> paths = {};
};

Error inDocument(const QByteArray &path, const Error &error)
{
    const QString name = QString::fromUtf8(path);
    const QString field
        = error.field.isEmpty() || error.detail.startsWith(error.field) ? QString() : error.field + u' ';
    return {error.code, name, u"%1: %2%3"_s.arg(name, field, error.detail)};
}

Result<ImportArchive::Place> ImportArchive::place(const QByteArray &path)
{
    static const QRegularExpression root(
        u"^(?:(README\\.txt|sessions\\.json)|(export|profile|contacts|blocks|people)\\.json|(avatar\\.(?:png|jpeg|webp)))\\z"_s);
    static const QRegularExpression talk(
        u"^conversations/[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}-([1-9][0-9]{0,18})/(?:(conversation\\.json)|messages-([0-9]{6,9})\\.json|(avatar\\.(?:png|jpeg|webp)))\\z"_s);
    static const QRegularExpression file(u"^files/([1-9][0-9]{0,18})/[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}\\z"_s);
    const QString text = QString::fromLatin1(path);
    if (const auto match = root.match(text); match.hasMatch()) {
        if (match.hasCaptured(1))
            return Place{};
        return Place{match.hasCaptured(2) ? What::Document : What::Avatar};
    }
    const auto talkMatch = talk.match(text);
    const auto match = talkMatch.hasMatch() ? talkMatch : file.match(text);
    // Nineteen digits may be more than an id has.
    const auto id = FileId::fromString(match.captured(1));
    if (!match.hasMatch() || !id)
        return inDocument(path.left(200), Error::invalid({}, u"is no path that an export has"_s));
    if (!talkMatch.hasMatch())
        return Place{What::File, id->value()};
    const qint64 number = match.captured(3).toLongLong();
    const bool isAvatar = match.hasCaptured(4) && !match.captured(4).isEmpty();
    return Place{isAvatar ? What::Avatar : number > 0 ? What::Page : What::Conversation, id->value(), number};
}

Result<void> ImportArchive::note(const ZipReader::Entry &entry, Totals &totals)
{
    const auto wrong = [&](const QString &why) { return inDocument(entry.path, Error::invalid({}, why)); };
    const auto place = ImportArchive::place(entry.path);
    if (!place)
        return place.error();
    if (totals.paths.contains(entry.path))
        return wrong(u"is there twice"_s);
    totals.paths.insert(entry.path);
    if (totals.paths.size() > ImportLimits::entries)
        return wrong(u"is one of more than %1 entries"_s.arg(ImportLimits::entries));
    if (place->what == What::Avatar && entry.size > Limits::avatar)
        return wrong(u"is larger than %1 bytes"_s.arg(Limits::avatar));
    if (place->what == What::File) {
        if (files.contains(FileId(place->id)))
            return wrong(u"is there under two names"_s);
        files.insert(FileId(place->id));
        totals.files += entry.size;
        // They are stored as they are, so that what unpacks to more was not written by an export.
        return totals.files > totals.packed ? Result<void>(wrong(u"is larger than the archive"_s))
                                            : Result<void>();
    }
    if (entry.size > ImportLimits::document)
        return wrong(u"is larger than %1 bytes"_s.arg(ImportLimits::document));
    totals.documents += entry.size;
    if (totals.documents > std::max(ImportLimits::packed, totals.packed * ImportLimits::packing))
        return wrong(u"unpacks to too much"_s);
    return {};
}

Result<ImportArchive> ImportArchive::examine(const QString &file)
{
    const QFileInfo info(file);
    if (!info.isFile())
        return Error{ErrorCode::NotFound, u"file"_s, u"there is no file %1"_s.arg(file)};
    auto reader = ZipReader::open(file);
    if (!reader)
        return reader.error();
    ImportArchive archive{.file = file, .about = {}, .profile = {}};
    Totals totals{.packed = info.size()};
    Documents documents;
    while (true) {
        const auto entry = (*reader)->next();
        if (!entry)
            return entry.error();
        if (!*entry)
            break;
        if (const auto noted = archive.note(**entry, totals); !noted)
            return noted.error();
        const What what = place((*entry)->path)->what;
        if (what != What::Document && (what != What::Avatar || (*entry)->path.contains('/')))
            continue;
        auto content = (*reader)->readAll();
        if (!content)
            return content.error();
        documents.insert((*entry)->path, *std::move(content));
    }
    if (const auto read = archive.readDocuments(documents); !read)
        return read.error();
    return archive;
}

Result<void> ImportArchive::readDocuments(const Documents &documents)
{
    for (const char *path : {"export.json", "profile.json", "contacts.json", "blocks.json", "people.json"}) {
        if (!documents.contains(path))
            return inDocument(path, Error::invalid({}, u"is missing"_s));
    }
    const auto readAbout = ImportedAbout::read(documents["export.json"]);
    if (!readAbout)
        return inDocument("export.json", readAbout.error());
    const auto readProfile = ImportedProfile::read(documents["profile.json"]);
    if (!readProfile)
        return inDocument("profile.json", readProfile.error());
    const auto readPeople = ImportedPerson::readAll(documents["people.json"]);
    if (!readPeople)
        return inDocument("people.json", readPeople.error());
    const auto readContacts = readImportedNames(documents["contacts.json"], "contacts"_L1, Limits::contacts);
    if (!readContacts)
        return inDocument("contacts.json", readContacts.error());
    const auto readBlocks = readImportedNames(documents["blocks.json"], "blocks"_L1, Limits::blocks);
    if (!readBlocks)
        return inDocument("blocks.json", readBlocks.error());
    if (readAbout->username != readProfile->person.username || readProfile->person.deleted)
        return inDocument("profile.json", Error::invalid({}, u"is that of somebody else"_s));
    if (!readProfile->avatar.isEmpty() && !documents.contains(readProfile->avatar))
        return inDocument("profile.json", Error::invalid({}, u"names a picture that is missing"_s));
    about = *readAbout;
    profile = *readProfile;
    people = *readPeople;
    contacts = *readContacts;
    blocks = *readBlocks;
    avatar = documents.value(profile.avatar);
    return {};
}

} // namespace confab
