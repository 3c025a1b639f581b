// SPDX-License-Identifier: Apache-2.0
#include "server/api/filehandlers.h"

#include "server/api/contentdisposition.h"
#include "server/api/entitytag.h"
#include "server/api/filesource.h"
#include "server/api/queryreader.h"
#include "server/api/routeargument.h"
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

/// The part that is asked for, unless the file is another than the one that If-Range means.
std::optional<ByteRange> rangeOf(const Request &request, const QByteArray &tag, qint64 size)
{
    const QByteArray condition = request.other("if-range").trimmed();
    if (!condition.isEmpty() && condition != tag) // a date is never the one: there is no Last-Modified
        return std::nullopt;
    return parseByteRange(request.other("range"), size);
}

Response unsatisfiable(qint64 size)
{
    Response response = Response::problem(
        {ErrorCode::RangeNotSatisfiable, u"Range"_s, u"the file has %1 bytes"_s.arg(size)});
    response.headers.append({"Content-Range", "bytes */" + QByteArray::number(size)});
    return response;
}

Response serve(const FileService::Readable &found, const Request &request, StoragePool &pool)
{
    const auto &[file, content] = found;
    const QByteArray tag = '"' + content.sha256.toHex() + '"';
    const QList<std::pair<QByteArray, QByteArray>> headers{
        {"ETag", tag}, {"Cache-Control", "private, no-cache"}, {"Accept-Ranges", "bytes"}};
    if (namesTag(request.ifNoneMatch, tag))
        return {.status = 304, .headers = headers};
    const auto range = rangeOf(request, tag, content.size);
    if (range && !range->isSatisfiable())
        return unsatisfiable(content.size);
    const ByteRange part = range.value_or(ByteRange{0, content.size});
    Response response{.status = range ? 206 : 200,
                      .contentType = file.shown.mediaType.toLatin1(),
                      .headers = headers,
                      .source = std::make_shared<FileSource>(pool, content.id, part)};
    if (range) {
        response.headers.append({"Content-Range",
                                 "bytes " + QByteArray::number(part.first) + '-'
                                     + QByteArray::number(part.first + part.length - 1) + '/'
                                     + QByteArray::number(content.size)});
    }
    // Whatever it holds, a browser saves it, and runs nothing of it.
    response.headers.append({"Content-Disposition", attachmentDisposition(file.shown.name)});
    response.headers.emplaceBack("Content-Security-Policy", "sandbox; default-src 'none'");
    response.headers.emplaceBack("Cross-Origin-Resource-Policy", "same-origin");
    return response;
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
                     return serve(*found, request, pool);
                 }));
}

} // namespace confab
