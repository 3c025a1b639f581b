// SPDX-License-Identifier: Apache-2.0
#include "tests/support/httpclient.h"

#include <QHostAddress>
#include <QJsonDocument>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr int timeout = 20'000; // milliseconds

} // namespace

QJsonObject HttpAnswer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QString HttpAnswer::code() const
{
    return json()["code"_L1].toString();
}

QString HttpAnswer::field() const
{
    return json()["field"_L1].toString();
}

HttpAnswer HttpClient::request(const QByteArray &method, const QByteArray &path, const QByteArray &body,
                               const Headers &headers)
{
    QByteArray head
        = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n";
    bool typed = false;
    for (const auto &[name, value] : headers) {
        head += name + ": " + value + "\r\n";
        typed = typed || name.toLower() == "content-type";
    }
    if (!body.isEmpty()) {
        if (!typed)
            head += "Content-Type: application/json\r\n";
        head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    } else if (method != "GET" && method != "HEAD") {
        head += "Content-Length: 0\r\n";
    }
    if (!connected())
        return {};
    m_socket.write(head + "\r\n" + body);
    return readAnswer(method == "HEAD");
}

HttpAnswer HttpClient::raw(const QByteArray &bytes)
{
    if (!connected())
        return {};
    m_socket.write(bytes);
    return readAnswer(false);
}

bool HttpClient::connected()
{
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        m_socket.waitForReadyRead(0); // notices a close that came meanwhile
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        return true;
    m_input.clear();
    m_socket.abort();
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
    if (!m_socket.waitForConnected(timeout))
        return false;
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    return true;
}

bool HttpClient::readMore()
{
    if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(timeout))
        return false;
    m_input += m_socket.readAll();
    return true;
}

HttpAnswer HttpClient::readAnswer(bool withoutBody)
{
    qsizetype end = -1;
    while ((end = m_input.indexOf("\r\n\r\n")) < 0) {
        if (!readMore())
            return {};
    }
    HttpAnswer answer;
    const QList<QByteArray> lines = m_input.left(end).replace("\r\n", "\n").split('\n');
    m_input.remove(0, end + 4);
    answer.status = lines.first().mid(9, 3).toInt();
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    if (answer.status == 100)
        return readAnswer(withoutBody);
    const qsizetype length = withoutBody ? 0 : answer.headers.value("content-length", "0").toLongLong();
    while (m_input.size() < length) {
        if (!readMore())
            return {};
    }
    answer.body = m_input.left(length);
    m_input.remove(0, length);
    if (answer.headers.value("connection").toLower().contains("close"))
        m_socket.abort();
    return answer;
}

} // namespace confab::tests
