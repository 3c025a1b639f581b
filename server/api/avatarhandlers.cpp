// SPDX-License-Identifier: Apache-2.0
#include "server/api/avatarhandlers.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

Result<Response> answer(const Result<Me> &me)
{
    return me ? Response::json(toJson(*me)) : Result<Response>(me.error());
}

/// A name is of one content for ever: whoever has it need not ask again.
Result<Response> show(const AvatarService &avatars, const Request &request, Database &database)
{
    const auto row = avatars.find(database, request.arguments.at(0));
    if (!row)
        return row.error();
    const QByteArray tag = '"' + row->name.toLatin1() + '"';
    Response response{.headers = {{"ETag", tag}, {"Cache-Control", "private, max-age=31536000, immutable"}}};
    if (request.ifNoneMatch.contains(tag) || request.ifNoneMatch.trimmed() == "*") {
        response.status = 304;
        return response;
    }
    response.contentType = mediaTypeOf(PictureType(row->type));
    response.body = row->data;
    return response;
}

} // namespace

void addAvatarRoutes(Router &router, const AvatarService &avatars)
{
    router.route("/me/avatar"_L1, Method::Put, Login::Required,
                 PasswordHandler([&avatars](const Request &request, Database &, Writer &writer) {
                     return answer(avatars.set(writer, request.caller, request.body));
                 }),
                 Body::Raw);
    router.route("/me/avatar"_L1, Method::Delete, Login::Required,
                 WriteHandler([&avatars](const Request &request, Transaction &transaction) {
                     return answer(avatars.remove(transaction, request.caller));
                 }));
    router.route("/avatars/<avatar>"_L1, Method::Get, Login::Required,
                 ReadHandler([&avatars](const Request &request, Database &database) {
                     return show(avatars, request, database);
                 }));
}

} // namespace confab
