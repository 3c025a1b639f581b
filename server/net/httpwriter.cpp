// SPDX-License-Identifier: Apache-2.0
#include "server/net/httpwriter.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <chrono>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

struct Reason {
    int status;
    const char *phrase;
};

// RFC 9110, 15, and 460 of the tus protocol; a client must not care for them.
constexpr std::array reasons{Reason{200, "OK"},
                             Reason{201, "Created"},
                             Reason{202, "Accepted"},
                             Reason{204, "No Content"},
                             Reason{206, "Partial Content"},
                             Reason{304, "Not Modified"},
                             Reason{400, "Bad Request"},
                             Reason{401, "Unauthorized"},
                             Reason{403, "Forbidden"},
                             Reason{404, "Not Found"},
                             Reason{405, "Method Not Allowed"},
                             Reason{408, "Request Timeout"},
                             Reason{409, "Conflict"},
                             Reason{410, "Gone"},
                             Reason{412, "Precondition Failed"},
                             Reason{413, "Content Too Large"},
                             Reason{414, "URI Too Long"},
                             Reason{415, "Unsupported Media Type"},
                             Reason{416, "Range Not Satisfiable"},
                             Reason{417, "Expectation Failed"},
                             Reason{426, "Upgrade Required"},
                             Reason{429, "Too Many Requests"},
                             Reason{431, "Request Header Fields Too Large"},
                             Reason{460, "Checksum Mismatch"},
                             Reason{500, "Internal Server Error"},
                             Reason{501, "Not Implemented"},
                             Reason{503, "Service Unavailable"},
                             Reason{505, "HTTP Version Not Supported"},
                             Reason{507, "Insufficient Storage"}};

const char *reasonOf(int status)
{
    const auto found
        = std::find_if(reasons.begin(), reasons.end(), [&](Reason r) { return r.status == status; });
    return found == reasons.end() ? "" : found->phrase;
}

bool hasHeader(const Response &response, QByteArrayView name)
{
    return std::any_of(response.headers.begin(), response.headers.end(), [&](const auto &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
}

void addField(QByteArray &out, QByteArrayView name, QByteArrayView value)
{
    Q_ASSERT(!value.contains('\r') && !value.contains('\n'));
    out.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

QByteArray HttpWriter::write(const Response &response, AfterResponse after, BodyOf body)
{
    constexpr qsizetype headRoom = 512;
    QByteArray out;
    out.reserve(headRoom + response.body.size());
    out.append("HTTP/1.1 ")
        .append(QByteArray::number(response.status))
        .append(' ')
        .append(reasonOf(response.status));
    out.append("\r\n");
    addField(out, "Date", date());
    if (!response.contentType.isEmpty())
        addField(out, "Content-Type", response.contentType);
    if (response.status != 204 && response.status != 304)
        addField(out, "Content-Length",
                 QByteArray::number(response.source ? response.source->length() : response.body.size()));
    if (!hasHeader(response, "Connection"))
        addField(out, "Connection", after == AfterResponse::Close ? "close" : "keep-alive");
    if (!hasHeader(response, "Cache-Control"))
        addField(out, "Cache-Control", "no-store");
    addField(out, "X-Content-Type-Options", "nosniff");
    for (const auto &[name, value] : response.headers)
        addField(out, name, value);
    out.append("\r\n");
    if (body == BodyOf::Response)
        out.append(response.body);
    return out;
}

const QByteArray &HttpWriter::date()
{
    using namespace std::chrono;
    const qint64 now = floor<seconds>(system_clock::now().time_since_epoch()).count();
    if (now != m_second) {
        m_second = now;
        m_date = QLocale::c()
                     .toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s)
                     .toLatin1();
    }
    return m_date;
}

} // namespace confab
