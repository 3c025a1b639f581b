// SPDX-License-Identifier: Apache-2.0
#include "client/connection/exportapi.h"

#include "client/connection/authorizedclient.h"

namespace confab {

using namespace Qt::StringLiterals;
using Method = RestRequest::Method;

namespace {

QString pathOf(ExportId id)
{
    return u"/exports/"_s + id.toString();
}

} // namespace

void ExportApi::begin(Answer<Export> done)
{
    m_client.ask<Export>({.method = Method::Post, .path = u"/exports"_s}, std::move(done));
}

void ExportApi::find(ExportId id, Answer<Export> done)
{
    m_client.ask<Export>({.path = pathOf(id), .headers = {{"Accept", "application/json"}}}, std::move(done));
}

void ExportApi::read(ExportId id, qint64 offset, qint64 length, Answer<QByteArray> done)
{
    const QByteArray range
        = "bytes=" + QByteArray::number(offset) + '-' + QByteArray::number(offset + length - 1);
    m_client.fetch({.path = pathOf(id), .headers = {{"Range", range}}}, std::move(done));
}

void ExportApi::cancel(ExportId id, Answer<void> done)
{
    m_client.tell({.method = Method::Delete, .path = pathOf(id)}, std::move(done));
}

} // namespace confab
