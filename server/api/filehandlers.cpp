// SPDX-License-Identifier: Apache-2.0
#include "server/api/filehandlers.h"

#include "server/api/queryreader.h"
#include "server/api/routeargument.h"
#include "server/api/servedcontent.h"
#include "server/domain/fileservice.h"
#include "server/domain/randomid.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView anyType("application/octet-stream");

Result<UploadService::New> newFile(const Request &request)
{
    QueryReader query(request.query);
    const QString name = query.text("name"_L1, Limits::fileName);
    if (const QString why = fileNameObjection(name); !why.isEmpty())
        query.reject("name"_L1, why);
    if (const auto read = query.finish(); !read)
        return read.error();
    const auto type = request.contentType.isEmpty()
        ? std::optional(QString::fromLatin1(anyType))
        : mediaTypeFromText(QString::fromLatin1(request.contentType));
    if (!type)
        return Error::invalid(u"Content-Type"_s, u"is no media type"_s);
    return UploadService::New{
        .id = newRandomId<UploadId>(), .name = name, .mediaType = *type, .length = request.bodyLength};
}

std::unique_ptr<BodyConsumer> receiveFile(const UploadParts &parts, const Request &request,
                                          const Answer &answer)
{
    auto file = newFile(request);
    if (!file) {
        answer(Response::problem(file.error()));
        return std::make_unique<IgnoredBody>();
    }
    const UploadId id = file->id;
    return std::make_unique<UploadBody>(
        parts, UploadTask{.caller = request.caller, .upload = id, .begins = *std::move(file)}, answer);
}

} // namespace

void addFileRoutes(Router &router, const UploadParts &parts, const FileService &files)
{
    router.route("/files"_L1, Method::Post, Login::Required,
                 StreamHandler([parts](const Request &request, const Answer &answer) {
                     return receiveFile(parts, request, answer);
                 }));
    router.route("/files/<id>"_L1, Method::Get, Login::Required,
                 ReadHandler([&pool = parts.files, &files](const Request &request,
                                                           Database &database) -> Result<Response> {
                     const auto id = idArgument<FileId>(request, 0, "file");
                     if (!id)
                         return id.error();
                     const auto found = files.find(database, request.caller, *id);
                     if (!found)
                         return found.error();
                     return serveContent({.content = found->content.id,
                                          .size = found->content.size,
                                          .sha256 = found->content.sha256,
                                          .mediaType = found->file.shown.mediaType.toLatin1(),
                                          .name = found->file.shown.name},
                                         request, pool);
                 }));
}

} // namespace confab
