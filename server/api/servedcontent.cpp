// SPDX-License-Identifier: Apache-2.0
#include "server/api/servedcontent.h"

#include "server/api/contentdisposition.h"
#include "server/api/entitytag.h"
#include "server/api/filesource.h"

namespace confab {

using namespace Qt::StringLiterals;

namespace {

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

} // namespace

Response serveContent(const ServedContent &served, const Request &request, StoragePool &pool)
{
    const QByteArray tag = '"' + served.sha256.toHex() + '"';
    const QList<std::pair<QByteArray, QByteArray>> headers{
        {"ETag", tag}, {"Cache-Control", "private, no-cache"}, {"Accept-Ranges", "bytes"}};
    if (namesTag(request.ifNoneMatch, tag))
        return {.status = 304, .headers = headers};
    const auto range = rangeOf(request, tag, served.size);
    if (range && !range->isSatisfiable())
        return unsatisfiable(served.size);
    const ByteRange part = range.value_or(ByteRange{0, served.size});
    Response response{.status = range ? 206 : 200,
                      .contentType = served.mediaType,
                      .headers = headers,
                      .source = std::make_shared<FileSource>(pool, served.content, part)};
    if (range) {
        response.headers.append({"Content-Range",
                                 "bytes " + QByteArray::number(part.first) + '-'
                                     + QByteArray::number(part.first + part.length - 1) + '/'
                                     + QByteArray::number(served.size)});
    }
    // Whatever it holds, a browser saves it, and runs nothing of it.
    response.headers.append({"Content-Disposition", attachmentDisposition(served.name)});
    response.headers.emplaceBack("Content-Security-Policy", "sandbox; default-src 'none'");
    response.headers.emplaceBack("Cross-Origin-Resource-Policy", "same-origin");
    return response;
}

} // namespace confab
