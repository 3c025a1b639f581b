// SPDX-License-Identifier: Apache-2.0
#include "client/store/confablink.h"

#include "client/connection/serveraddress.h"
#include "shared/core/limits.h"
#include "shared/core/text.h"

#include <algorithm>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

constexpr auto separator = "://"_L1;
constexpr int largestPort = 65535;
constexpr int longestHost = 253;

Error refused(const QString &why)
{
    return Error::invalid(u"link"_s, why);
}

/// What no host, name, id or code needs. What is left cannot be read in another way by another program.
bool isPlain(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return c > u' ' && c < QChar(0x7f) && !QStringView(u"%@\\?#\"<>^`{|}").contains(c);
    });
}

bool isLetterOrDigit(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
}

std::optional<int> readPort(QStringView text)
{
    const bool digits = std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const int port = text.size() <= 5 && digits ? text.toInt() : 0;
    if (port < 1 || port > largestPort || text.front() == u'0')
        return std::nullopt;
    return port;
}

/// The host as QUrl writes it; empty when it is none. What QUrl would take for another address than it looks
/// like (0x7f.1, 127.1) is none.
QString readHost(QStringView text)
{
    QUrl url;
    url.setHost(text.toString(), QUrl::StrictMode);
    const QString host = url.host(QUrl::FullyEncoded);
    const QStringView bare = text.startsWith(u'[') && text.endsWith(u']') ? text.sliced(1).chopped(1) : text;
    const bool isAddress = text.startsWith(u'[');
    if (text.size() > longestHost || host.isEmpty()
        || (!isAddress && host.compare(bare, Qt::CaseInsensitive) != 0))
        return {};
    return isAddress ? u'[' + host + u']' : host;
}

/// `host:port` of what stands between the scheme and the path.
Result<QString> readServer(QStringView authority)
{
    const bool isAddress = authority.startsWith(u'[');
    const qsizetype end = isAddress ? authority.indexOf(u']') + 1 : authority.indexOf(u':');
    const QStringView host = end < 0 ? authority : authority.first(end);
    const QStringView rest = end < 0 ? QStringView() : authority.sliced(end);
    std::optional<int> port = ServerAddress::defaultPort;
    if (!rest.isEmpty())
        port = rest.startsWith(u':') && rest.size() > 1 ? readPort(rest.sliced(1)) : std::nullopt;
    const QString name = host.isEmpty() ? QString() : readHost(host);
    if (name.isEmpty())
        return refused(u"names no host"_s);
    if (!port)
        return refused(u"has no such port"_s);
    return name + u':' + QString::number(*port);
}

bool isCode(QStringView text)
{
    return !text.isEmpty() && text.size() <= Limits::inviteCode
        && std::all_of(text.begin(), text.end(), [](QChar c) { return isLetterOrDigit(c) || c == u'-'; });
}

std::optional<Seq> readSeq(QStringView text)
{
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    if (!ok || value <= 0 || QString::number(value) != text)
        return std::nullopt;
    return Seq(value);
}

Result<ConfabLink::Target> readTarget(const QList<QStringView> &path)
{
    const QStringView kind = path.value(0);
    const QStringView name = path.value(1);
    if (path.size() == 2 && kind == u"u" && isUsername(name))
        return ConfabLink::Target(ConfabLink::Person{name.toString()});
    if (path.size() == 2 && kind == u"i" && isCode(name))
        return ConfabLink::Target(ConfabLink::Invitation{name.toString()});
    const auto conversation = ConversationId::fromString(name);
    if ((path.size() != 2 && path.size() != 3) || kind != u"c" || !conversation)
        return refused(u"leads to nothing that is known"_s);
    const auto message = path.size() == 3 ? readSeq(path[2]) : Seq();
    if (!message)
        return refused(u"names no message"_s);
    return ConfabLink::Target(ConfabLink::Place{*conversation, *message});
}

struct PathOf {
    QString operator()(const ConfabLink::Person &person) const { return u"/u/"_s + person.username; }
    QString operator()(const ConfabLink::Invitation &invitation) const { return u"/i/"_s + invitation.code; }
    QString operator()(const ConfabLink::Place &place) const
    {
        const QString path = u"/c/"_s + place.conversation.toString();
        return place.message == Seq() ? path : path + u'/' + QString::number(place.message.value());
    }
};

} // namespace

ConfabLink ConfabLink::to(const QUrl &root, const Target &target)
{
    QUrl server = root;
    server.setPort(root.port(ServerAddress::defaultPort));
    server.setUserInfo({});
    return {.server = server.authority(QUrl::FullyEncoded), .target = target};
}

bool ConfabLink::isMeant(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    return trimmed.startsWith(scheme, Qt::CaseInsensitive) && trimmed.sliced(scheme.size()).startsWith(u':');
}

Result<ConfabLink> ConfabLink::parse(const QString &text)
{
    const QStringView trimmed = QStringView(text).trimmed();
    if (!isMeant(trimmed) || !trimmed.sliced(scheme.size()).startsWith(separator))
        return refused(u"does not begin with confab://"_s);
    if (trimmed.size() > longest)
        return refused(u"is too long"_s);
    if (!isPlain(trimmed))
        return refused(u"holds what no link holds"_s);
    const QStringView rest = trimmed.sliced(scheme.size() + separator.size());
    const qsizetype slash = rest.indexOf(u'/');
    const auto server = readServer(slash < 0 ? rest : rest.first(slash));
    if (!server)
        return server.error();
    const auto target = readTarget(slash < 0 ? QList<QStringView>() : rest.sliced(slash + 1).split(u'/'));
    if (!target)
        return target.error();
    return ConfabLink{.server = *server, .target = *target};
}

bool ConfabLink::leadsTo(const QUrl &root) const
{
    return to(root, target).server.compare(server, Qt::CaseInsensitive) == 0;
}

QString ConfabLink::toString() const
{
    return QString(scheme) + separator + server + std::visit(PathOf(), target);
}

} // namespace confab
