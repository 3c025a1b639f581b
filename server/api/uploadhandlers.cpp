// SPDX-License-Identifier: Apache-2.0
#include "server/api/uploadhandlers.h"

#include "server/api/routeargument.h"
#include "server/domain/randomid.h"
#include "server/storage/filerepository.h"
#include "shared/protocol/upload.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Result<void> checkVersion(const Request &request)
{
    if (request.other("tus-resumable") == tus::version)
        return {};
    return Error{ErrorCode::PreconditionFailed, u"Tus-Resumable"_s, u"must be 1.0.0"_s};
}

Response capabilities(const FileRules &rules)
{
    Response response = Response::noContent();
    response.headers = {{"Tus-Version", tus::version.toByteArray()},
                        {"Tus-Extension", tus::extensions.toByteArray()},
                        {"Tus-Checksum-Algorithm", tus::algorithms.toByteArray()},
                        {"Tus-Max-Size", QByteArray::number(rules.largest)}};
    return response;
}

Upload shownUpload(const UploadRow &row, const std::optional<Attachment> &file)
{
    return {.id = row.id,
            .name = row.name,
            .length = row.length.value_or(row.received),
            .offset = row.received,
            .expiresAt = row.expiresAt,
            .file = file};
}

Result<Response> create(const UploadService &uploads, const Request &request, Transaction &transaction)
{
    if (const auto known = checkVersion(request); !known)
        return known.error();
    const auto length = tus::readNumber(request.other("upload-length"), "Upload-Length");
    if (!length)
        return length.error();
    const auto metadata = tus::readMetadata(request.other("upload-metadata"));
    if (!metadata)
        return metadata.error();
    const auto type = metadata->mediaType.isEmpty() ? std::optional(u"application/octet-stream"_s)
                                                    : mediaTypeFromText(metadata->mediaType);
    const QString name = metadata->name.isEmpty() ? u"file"_s : metadata->name;
    if (const QString why = fileNameObjection(name); !why.isEmpty() || !type)
        return Error::invalid(u"Upload-Metadata"_s, type ? u"filename "_s + why : u"filetype is none"_s);
    const auto upload
        = uploads.begin(transaction, request.caller,
                        {.id = newRandomId<UploadId>(), .name = name, .mediaType = *type, .length = *length});
    if (!upload)
        return upload.error();
    Response response = Response::json(toJson(shownUpload(*upload, {})), 201);
    addUploadFields(response, *upload);
    response.headers.append({"Location", "/api/v1/uploads/" + upload->id.toString().toLatin1()});
    return response;
}

Result<Response> show(const UploadService &uploads, const Request &request, Database &database)
{
    const auto id = idArgument<UploadId>(request, 0, "upload");
    const auto upload = id ? uploads.find(database, request.caller, *id) : Result<UploadRow>(id.error());
    if (!upload)
        return upload.error();
    std::optional<Attachment> file;
    if (upload->file) {
        const auto found = FileRepository(database).find(*upload->file);
        if (!found)
            return found.error();
        if (*found)
            file = (*found)->shown;
    }
    Response response = Response::json(toJson(shownUpload(*upload, file)));
    addUploadFields(response, *upload);
    return response;
}

Result<UploadTask> readTask(const Request &request)
{
    if (const auto known = checkVersion(request); !known)
        return known.error();
    if (request.contentType.split(';').first().trimmed().toLower() != "application/offset+octet-stream") {
        return Error{ErrorCode::UnsupportedMediaType, u"Content-Type"_s,
                     u"must be application/offset+octet-stream"_s};
    }
    const auto id = idArgument<UploadId>(request, 0, "upload");
    if (!id)
        return id.error();
    const auto offset = tus::readNumber(request.other("upload-offset"), "Upload-Offset");
    if (!offset)
        return offset.error();
    auto checksum = tus::readChecksum(request.other("upload-checksum"));
    if (!checksum)
        return checksum.error();
    return UploadTask{.caller = request.caller,
                      .upload = *id,
                      .offset = *offset,
                      .length = request.bodyLength,
                      .checksum = *std::move(checksum)};
}

std::unique_ptr<BodyConsumer> receivePart(const UploadParts &parts, const Request &request,
                                          const Answer &answer)
{
    auto task = readTask(request);
    if (task)
        return std::make_unique<UploadBody>(parts, *std::move(task), answer);
    answer(Response::problem(task.error()));
    return std::make_unique<IgnoredBody>();
}

Result<Response> terminate(const UploadService &uploads, const Request &request, Transaction &transaction)
{
    if (const auto known = checkVersion(request); !known)
        return known.error();
    const auto id = idArgument<UploadId>(request, 0, "upload");
    const auto removed = id ? uploads.remove(transaction, request.caller, *id) : Result<void>(id.error());
    return removed ? Result<Response>(Response::noContent()) : Result<Response>(removed.error());
}

} // namespace

void addUploadRoutes(Router &router, const UploadParts &parts)
{
    const UploadService &uploads = parts.uploads;
    router.route("/uploads"_L1, Method::Options, Login::None,
                 DirectHandler([&uploads](const Request &) { return capabilities(uploads.rules()); }));
    router.route("/uploads"_L1, Method::Post, Login::Required,
                 WriteHandler([&uploads](const Request &request, Transaction &transaction) {
                     return create(uploads, request, transaction);
                 }));
    router.route("/uploads/<id>"_L1, Method::Get, Login::Required,
                 ReadHandler([&uploads](const Request &request, Database &database) {
                     return show(uploads, request, database);
                 }));
    router.route("/uploads/<id>"_L1, Method::Patch, Login::Required,
                 StreamHandler([parts](const Request &request, const Answer &answer) {
                     return receivePart(parts, request, answer);
                 }));
    router.route("/uploads/<id>"_L1, Method::Delete, Login::Required,
                 WriteHandler([&uploads](const Request &request, Transaction &transaction) {
                     return terminate(uploads, request, transaction);
                 }));
}

Method uploadMethod(const Request &request)
{
    const QByteArray meant
        = request.method == Method::Post ? request.other("x-http-method-override") : QByteArray();
    return meant == "PATCH" ? Method::Patch : meant == "DELETE" ? Method::Delete : request.method;
}

Answer withTusFields(const Answer &answer)
{
    return [answer](Response response) {
        response.headers.append({"Tus-Resumable", tus::version.toByteArray()});
        if (response.status == 412)
            response.headers.append({"Tus-Version", tus::version.toByteArray()});
        answer(std::move(response));
    };
}

} // namespace confab
