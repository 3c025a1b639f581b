// SPDX-License-Identifier: Apache-2.0
#include "server/domain/importer.h"

#include "server/storage/settingrepository.h"
#include "shared/core/text.h"

namespace confab {

using namespace Qt::StringLiterals;

/// What is going on while the archive is read.
struct Importer::Run {
    const ImportArchive &archive;
    ImportPeople &people;
    ImportFiles &files;
    Timestamp now;
    std::optional<ImportConversation> conversation = {};
    QByteArray folder = {}; ///< of it
    QSet<ConversationId> seen = {};
    QByteArray avatar = {}; ///< the picture that came last …
    QByteArray avatarPath = {}; ///< … and where it lies
    qint64 read = 0;
    Summary summary = {};
};

namespace {

QByteArray folderOf(const QByteArray &path)
{
    return path.left(path.lastIndexOf('/') + 1);
}

} // namespace

Result<Importer::Summary> Importer::run(const QString &file, const Options &options)
{
    const auto archive = ImportArchive::examine(file);
    if (!archive)
        return archive.error();
    if (const auto begun = m_database.begin(); !begun)
        return begun.error();
    auto summary = bring(*archive, options);
    if (summary) {
        if (const auto read = m_database.takeFailure(); !read)
            summary = read.error();
    }
    if (!summary || !summary->changed) {
        m_database.rollback();
        return summary;
    }
    if (const auto committed = m_database.commit(); !committed) {
        m_database.rollback();
        return committed.error();
    }
    return summary;
}

Result<Importer::Summary> Importer::bring(const ImportArchive &archive, const Options &options)
{
    const Timestamp now = m_clock.now();
    ImportPeople::Names names = options.names;
    if (!options.owner.isEmpty())
        names.insert(usernameKey(archive.about.username), options.owner);
    ImportPeople people(m_database, archive, names, now);
    if (const auto brought = people.bring(); !brought)
        return brought.error();
    ImportFiles files(m_database, archive, now);
    Run run{.archive = archive, .people = people, .files = files, .now = now};
    const auto reader = ZipReader::open(archive.file);
    if (!reader)
        return reader.error();
    while (true) {
        const auto entry = (*reader)->next();
        if (!entry)
            return entry.error();
        if (!*entry)
            break;
        if (const auto taken = take(run, **reader, **entry); !taken)
            return taken.error();
    }
    if (const auto ended = end(run); !ended)
        return ended.error();
    Summary &summary = run.summary;
    summary.username = people.owner().username;
    summary.canSignIn = people.owner().passwordHash.startsWith(u'$');
    summary.accounts = people.made();
    summary.files = files.stored();
    summary.changed = summary.changed || people.hasChanged();
    if (summary.changed) {
        if (const auto renewed = SettingRepository(m_database).renewEpoch(); !renewed)
            return renewed.error();
    }
    return summary;
}

Result<void> Importer::take(Run &run, ZipReader &reader, const ZipReader::Entry &entry)
{
    using What = ImportArchive::Place::What;
    const auto place = ImportArchive::place(entry.path);
    if (!place)
        return place.error();
    switch (place->what) {
    case What::Ignored:
    case What::Document:
        break;
    case What::Avatar: {
        const auto bytes = reader.readAll();
        if (!bytes)
            return bytes.error();
        run.avatar = *bytes;
        run.avatarPath = entry.path;
        break;
    }
    case What::Conversation:
        return begin(run, reader, entry);
    case What::Page:
        return addPage(run, reader, entry, *place);
    case What::File:
        return run.files.take(reader, entry, FileId(place->id));
    }
    return {};
}

Result<void> Importer::begin(Run &run, ZipReader &reader, const ZipReader::Entry &entry)
{
    if (auto ended = end(run); !ended)
        return ended;
    const auto bytes = reader.readAll();
    if (!bytes)
        return bytes.error();
    const auto given = ImportedConversation::read(*bytes);
    if (!given)
        return inDocument(entry.path, given.error());
    const auto wrong = [&](const QString &why) { return inDocument(entry.path, Error::invalid({}, why)); };
    run.folder = folderOf(entry.path);
    if (!run.folder.endsWith('-' + QByteArray::number(given->id.value()) + '/')
        || run.seen.contains(given->id))
        return wrong(u"is there twice, or that of another conversation"_s);
    if (!given->avatar.isEmpty() && given->avatar != run.avatarPath)
        return wrong(u"names a picture that is not before it"_s);
    run.seen.insert(given->id);
    run.conversation.emplace(m_database, run.archive, run.people, run.files, run.now);
    const auto begun = run.conversation->begin(*given, given->avatar.isEmpty() ? QByteArray() : run.avatar);
    return begun ? begun : Result<void>(inDocument(entry.path, begun.error()));
}

Result<void> Importer::addPage(Run &run, ZipReader &reader, const ZipReader::Entry &entry,
                               const ImportArchive::Place &place)
{
    if (!run.conversation || run.folder != folderOf(entry.path))
        return inDocument(entry.path, Error::invalid({}, u"is not behind its conversation.json"_s));
    const auto bytes = reader.readAll();
    if (!bytes)
        return bytes.error();
    const auto messages = readImportedMessages(*bytes);
    if (!messages)
        return inDocument(entry.path, messages.error());
    if (auto added = run.conversation->add(place.number, *messages); !added)
        return inDocument(entry.path, added.error());
    run.read += messages->size();
    if (m_progress)
        m_progress(run.read);
    return {};
}

Result<void> Importer::end(Run &run)
{
    if (!run.conversation)
        return {};
    if (auto ended = run.conversation->end(); !ended)
        return inDocument(run.folder, ended.error());
    ++run.summary.conversations;
    run.summary.messages += run.conversation->added();
    run.summary.changed = run.summary.changed || run.conversation->hasChanged();
    run.conversation.reset();
    return {};
}

} // namespace confab
