// SPDX-License-Identifier: Apache-2.0
#include "server/api/exporthandlers.h"

#include "server/api/routeargument.h"
#include "server/api/servedcontent.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Result<ExportId> exportOf(const Request &request)
{
    return idArgument<ExportId>(request, 0, "export");
}

Response status(const Export &one)
{
    return Response::json(toJson(one), one.state == ExportState::Ready ? 200 : 202);
}

/// Whether only what an export is at is asked for, and not its bytes.
bool wantsStatus(const Request &request)
{
    return request.other("accept").startsWith("application/json");
}

Response archive(const Request &request, const ExportRow &row, StoragePool &pool)
{
    const QString name
        = u"confab-%1-%2.zip"_s.arg(request.caller.username, toRfc3339(row.createdAt).first(10));
    return serveContent({.content = row.content,
                         .size = row.size,
                         .sha256 = row.sha256,
                         .mediaType = "application/zip",
                         .name = name},
                        request, pool);
}

} // namespace

void addExportRoutes(Router &router, const ExportParts &parts)
{
    router.route(
        "/exports"_L1, Method::Post, Login::Required,
        WriteHandler([parts](const Request &request, Transaction &transaction) -> Result<Response> {
            const auto begun = parts.exports.begin(transaction, request.caller);
            if (!begun)
                return begun.error();
            parts.begun();
            Response response = status(*begun);
            response.headers.append({"Location", "/api/v1/exports/" + begun->id.toString().toLatin1()});
            return response;
        }));
    router.route("/exports/<id>"_L1, Method::Get, Login::Required,
                 ReadHandler([parts](const Request &request, Database &database) -> Result<Response> {
                     const auto id = exportOf(request);
                     if (!id)
                         return id.error();
                     const auto row = parts.exports.find(database, request.caller, *id);
                     if (!row)
                         return row.error();
                     if (row->state != ExportState::Ready || wantsStatus(request))
                         return status(row->shown());
                     return archive(request, *row, parts.files);
                 }));
    router.route("/exports/<id>"_L1, Method::Delete, Login::Required,
                 WriteHandler([parts](const Request &request, Transaction &transaction) -> Result<Response> {
                     const auto id = exportOf(request);
                     if (!id)
                         return id.error();
                     const auto cancelled = parts.exports.cancel(transaction, request.caller, *id);
                     return cancelled ? Response::noContent() : Result<Response>(cancelled.error());
                 }));
}

} // namespace confab
