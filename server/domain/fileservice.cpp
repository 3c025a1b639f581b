// SPDX-License-Identifier: Apache-2.0
#include "server/domain/fileservice.h"

#include "server/storage/uploadrepository.h"

namespace confab {

using namespace Qt::StringLiterals;

Error noFile()
{
    return {ErrorCode::NotFound, u"file"_s, u"there is no such file"_s};
}

Result<FileService::Readable> FileService::find(Database &database, const Caller &caller, FileId id) const
{
    FileRepository files(database);
    const auto file = files.find(id);
    if (!file)
        return file.error();
    if (!*file)
        return noFile();
    // One that has expired waits to be removed.
    const bool isKept = !(*file)->expiresAt || *(*file)->expiresAt > m_clock.now();
    if ((*file)->owner != caller.account || !isKept) {
        const auto shown = files.isShownTo(id, caller.account);
        if (!shown)
            return shown.error();
        if (!*shown)
            return noFile();
    }
    const auto content = FileContentRepository(database).find((*file)->content);
    if (!content)
        return content.error();
    if (!*content)
        return Error{ErrorCode::Internal, {}, u"the content of a file is missing"_s};
    return Readable{**file, **content};
}

Result<std::optional<Attachment>> FileService::toSend(Database &database, AccountId account, FileId id)
{
    FileRepository files(database);
    const auto file = files.find(id, Lock::Row);
    if (!file)
        return file.error();
    if (!*file)
        return std::optional<Attachment>();
    const auto shown = (*file)->owner == account ? Result<bool>(true) : files.isShownTo(id, account);
    if (!shown)
        return shown.error();
    return *shown ? std::optional((*file)->shown) : std::nullopt;
}

Result<FileService::Swept> FileService::sweep(Transaction &transaction) const
{
    Database &database = transaction.database();
    const auto files = FileRepository(database).expiredBy(m_clock.now(), sweptAtOnce);
    if (!files)
        return files.error();
    for (const FileId file : *files) {
        if (const auto removed = removeFile(database, file); !removed)
            return removed.error();
    }
    const auto uploads = UploadRepository(database).expiredBy(m_clock.now(), sweptAtOnce);
    if (!uploads)
        return uploads.error();
    for (const UploadId upload : *uploads) {
        if (const auto removed = removeUpload(database, upload); !removed)
            return removed.error();
    }
    const auto clean = FileContentRepository(database).removeSomeGarbage();
    if (!clean)
        return clean.error();
    const bool all = *clean && files->size() < sweptAtOnce && uploads->size() < sweptAtOnce;
    return all ? Swept::All : Swept::Some;
}

Result<void> FileService::removeFile(Database &database, FileId id)
{
    FileRepository files(database);
    const auto file = files.find(id, Lock::Row);
    if (!file || !*file || !(*file)->expiresAt)
        return file ? Result<void>() : Result<void>(file.error());
    // Somebody may have put it into a message since.
    const auto held = files.isHeld(id);
    if (!held)
        return held.error();
    if (*held)
        return files.setExpiresAt(id, std::nullopt);
    FileContentRepository contents(database);
    if (const auto locked = contents.find((*file)->content, Lock::Row); !locked)
        return locked.error();
    if (auto removed = files.remove(id); !removed)
        return removed;
    const auto used = contents.isUsed((*file)->content);
    if (!used)
        return used.error();
    return *used ? Result<void>() : contents.discard((*file)->content);
}

Result<void> FileService::removeUpload(Database &database, UploadId id)
{
    UploadRepository uploads(database);
    const auto upload = uploads.find(id, Lock::Row);
    if (!upload || !*upload)
        return upload ? Result<void>() : Result<void>(upload.error());
    if (!(*upload)->file) {
        if (auto discarded = FileContentRepository(database).discard((*upload)->content); !discarded)
            return discarded;
    }
    return uploads.remove(id);
}

} // namespace confab
