// SPDX-License-Identifier: Apache-2.0
#include "server/net/headreader.h"

#include "server/net/httpparser.h"
#include "shared/core/limits.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>
#include <array>
#include <limits>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

namespace http = boost::beast::http;

/// What is handed on to the few routes that ask for it.
constexpr std::array<QByteArrayView, 12> otherFields{
    "accept",          "if-range",        "range",         "tus-resumable",
    "upload-checksum", "upload-length",   "upload-offset", "upload-defer-length",
    "upload-metadata", "upload-complete", "upload-concat", "x-http-method-override"};

using Fields = http::fields;

Error malformed(QString detail)
{
    return {.code = ErrorCode::Malformed, .detail = std::move(detail)};
}

QByteArray toByteArray(boost::beast::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

Method methodOf(http::verb verb)
{
    switch (verb) {
    case http::verb::get:
        return Method::Get;
    case http::verb::head:
        return Method::Head;
    case http::verb::post:
        return Method::Post;
    case http::verb::put:
        return Method::Put;
    case http::verb::patch:
        return Method::Patch;
    case http::verb::delete_:
        return Method::Delete;
    case http::verb::options:
        return Method::Options;
    default:
        return Method::Other;
    }
}

// A list field may come in several lines (RFC 9110, 5.3).
template <typename Name>
QByteArray listField(const Fields &fields, Name name)
{
    QByteArrayList lines;
    const auto [begin, end] = fields.equal_range(name);
    for (auto it = begin; it != end; ++it)
        lines.append(toByteArray(it->value()));
    return lines.join(", ");
}

/// What stands in fields that may come once only; remembers the first that came twice.
class SingleFields {
public:
    explicit SingleFields(const Fields &fields)
        : m_fields(fields)
    { }

    QByteArray operator()(http::field name)
    {
        const size_t count = m_fields.count(name);
        if (count > 1 && m_repeated.isEmpty())
            m_repeated = QString::fromLatin1(toByteArray(http::to_string(name)));
        return count == 0 ? QByteArray() : toByteArray(m_fields[name]);
    }
    [[nodiscard]] const QString &repeated() const { return m_repeated; }

private:
    const Fields &m_fields;
    QString m_repeated;
};

Result<QByteArray> originForm(QByteArray target, Method method)
{
    if (target == "*" && method == Method::Options)
        return target;
    if (target.contains('#'))
        return malformed(u"the request target has a fragment"_s);
    if (target.startsWith('/'))
        return target;
    const QByteArray scheme
        = target.first(std::min<qsizetype>(target.indexOf("://") + 3, target.size())).toLower();
    if (scheme != "http://" && scheme != "https://")
        return malformed(u"the request target is a path"_s);
    const QByteArray rest = target.sliced(scheme.size());
    const auto end = std::find_if(rest.begin(), rest.end(), [](char c) { return c == '/' || c == '?'; });
    const QByteArray authority = rest.first(end - rest.begin());
    if (authority.isEmpty() || authority.contains('@'))
        return malformed(u"the request target names no host"_s);
    const QByteArray path = rest.sliced(authority.size());
    return path.startsWith('/') ? path : '/' + path;
}

bool isHostName(const QByteArray &host)
{
    return !host.isEmpty() && std::all_of(host.begin(), host.end(), [](char c) {
        return uchar(c) > 0x20 && uchar(c) < 0x7f && !QByteArrayView("\"#,/<>?@\\^`{|}").contains(c);
    });
}

Result<void> checkHost(const Fields &fields, HttpHead &head, bool isVersion10)
{
    const size_t count = fields.count(http::field::host);
    if (count > 1 || (count == 0 && !isVersion10))
        return malformed(u"a request has exactly one Host"_s);
    head.host = toByteArray(fields[http::field::host]);
    if (count == 1 && !isHostName(head.host))
        return malformed(u"Host names no host"_s);
    return {};
}

Result<void> checkFraming(const Fields &fields, HttpHead &head, bool isVersion10)
{
    const size_t encodings = fields.count(http::field::transfer_encoding);
    const size_t lengths = fields.count(http::field::content_length);
    if (encodings > 0) {
        if (isVersion10 || encodings > 1 || lengths > 0
            || fields[http::field::transfer_encoding] != "chunked")
            return malformed(u"Transfer-Encoding is chunked, on HTTP/1.1, and without Content-Length"_s);
        head.isChunked = true;
        return {};
    }
    if (lengths == 0)
        return {};
    const QByteArray length = toByteArray(fields[http::field::content_length]);
    const bool isNumber = !length.isEmpty()
        && std::all_of(length.begin(), length.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (lengths > 1 || !isNumber)
        return malformed(u"Content-Length is one number"_s);
    bool isRepresentable = false;
    head.contentLength = length.toLongLong(&isRepresentable);
    if (!isRepresentable)
        return bodyTooLarge(Limits::requestBody);
    return {};
}

Result<void> checkExpectation(const Fields &fields, HttpHead &head, bool isVersion10)
{
    const QByteArray expectation = listField(fields, http::field::expect).toLower();
    if (expectation.isEmpty() || isVersion10) // RFC 9110, 10.1.1: HTTP/1.0 has none
        return {};
    if (expectation != "100-continue")
        return Error{.code = ErrorCode::ExpectationFailed, .detail = u"only 100-continue can be expected"_s};
    head.expectsContinue = true;
    return {};
}

Result<void> readFields(const Fields &fields, HttpHead &head, bool isVersion10)
{
    SingleFields single(fields);
    head.authorization = single(http::field::authorization);
    head.contentType = single(http::field::content_type);
    head.webSocketKey = single(http::field::sec_websocket_key);
    head.webSocketVersion = single(http::field::sec_websocket_version);
    if (!single.repeated().isEmpty())
        return malformed(single.repeated() + u" came twice"_s);
    for (const QByteArrayView name : otherFields) {
        const size_t count = fields.count(boost::beast::string_view(name.data(), size_t(name.size())));
        if (count > 1)
            return malformed(QString::fromLatin1(name) + u" came twice"_s);
        if (count == 1)
            head.others.append({name.toByteArray(), toByteArray(fields[{name.data(), size_t(name.size())}])});
    }
    head.ifNoneMatch = listField(fields, http::field::if_none_match);
    head.forwardedFor = listField(fields, "X-Forwarded-For");
    head.upgrade = listField(fields, http::field::upgrade).toLower();
    head.webSocketProtocol = listField(fields, http::field::sec_websocket_protocol);
    head.connection = listField(fields, http::field::connection).toLower();
    const QByteArrayList options = head.connection.split(',');
    head.isKeptAlive = !isVersion10
        && std::none_of(options.begin(), options.end(),
                        [](const QByteArray &option) { return option.trimmed() == "close"; });
    return {};
}

Result<HttpHead> checkHead(const http::request_header<Fields> &header)
{
    if (header.version() != 10 && header.version() != 11)
        return Error{.code = ErrorCode::UnsupportedVersion, .detail = u"HTTP/1.1 is spoken here"_s};
    const bool isVersion10 = header.version() == 10;
    HttpHead head{.method = methodOf(header.method())};
    auto target = originForm(toByteArray(header.target()), head.method);
    if (!target)
        return target.error();
    head.target = std::move(*target);
    for (const auto check : {checkHost, checkFraming, checkExpectation, readFields}) {
        if (const auto checked = check(header, head, isVersion10); !checked)
            return checked.error();
    }
    return head;
}

// Beast knows 1.0 and 1.1 only and calls all else malformed; the scanner has seen that this is a version.
bool isOtherVersion(QByteArrayView bytes)
{
    const QByteArrayView line = bytes.first(bytes.indexOf("\r\n"));
    return !line.endsWith("HTTP/1.1") && !line.endsWith("HTTP/1.0");
}

} // namespace

Result<HttpHead> readHttpHead(QByteArrayView bytes)
{
    if (isOtherVersion(bytes))
        return Error{.code = ErrorCode::UnsupportedVersion, .detail = u"HTTP/1.1 is spoken here"_s};
    http::request_parser<http::empty_body> parser;
    parser.header_limit(std::numeric_limits<std::uint32_t>::max()); // the scanner has kept ours
    parser.body_limit(std::numeric_limits<std::uint64_t>::max()); // nor is the body read with this
    parser.skip(true);
    boost::system::error_code error;
    parser.put(boost::asio::buffer(bytes.data(), size_t(bytes.size())), error);
    // What Beast says of framing fields is said better below.
    if (error == http::error::bad_content_length)
        return malformed(u"Content-Length is one number"_s);
    if (error == http::error::bad_transfer_encoding)
        return malformed(u"Transfer-Encoding is chunked, on HTTP/1.1, and without Content-Length"_s);
    if (error || !parser.is_header_done())
        return malformed(QString::fromStdString(error.message()));
    return checkHead(parser.get().base());
}

} // namespace confab
