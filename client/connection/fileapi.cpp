// SPDX-License-Identifier: Apache-2.0
#include "client/connection/fileapi.h"

#include "client/connection/authorizedclient.h"

namespace confab {

using namespace Qt::StringLiterals;
using Method = RestRequest::Method;

namespace {

const std::pair<QByteArray, QByteArray> tusVersion{"Tus-Resumable", "1.0.0"};

QString pathOf(UploadId upload)
{
    return u"/uploads/"_s + upload.toString();
}

} // namespace

void FileApi::begin(const Attachment &file, Answer<Upload> done)
{
    const QByteArray metadata
        = "filename " + file.name.toUtf8().toBase64() + ",filetype " + file.mediaType.toUtf8().toBase64();
    m_client.ask<Upload>(
        {.method = Method::Post,
         .path = u"/uploads"_s,
         .headers
         = {tusVersion, {"Upload-Length", QByteArray::number(file.size)}, {"Upload-Metadata", metadata}}},
        std::move(done));
}

void FileApi::find(UploadId upload, Answer<Upload> done)
{
    m_client.ask<Upload>({.path = pathOf(upload)}, std::move(done));
}

void FileApi::append(UploadId upload, qint64 offset, const QByteArray &bytes, Answer<void> done)
{
    m_client.tell({.method = Method::Patch,
                   .path = pathOf(upload),
                   .body = bytes,
                   .mediaType = "application/offset+octet-stream"_ba,
                   .headers = {tusVersion, {"Upload-Offset", QByteArray::number(offset)}}},
                  std::move(done));
}

void FileApi::end(UploadId upload)
{
    // It expires by itself where this does not arrive.
    m_client.tell({.method = Method::Delete, .path = pathOf(upload), .headers = {tusVersion}},
                  [](const Result<void> &) {});
}

void FileApi::read(FileId file, qint64 offset, qint64 length, Answer<QByteArray> done)
{
    const QByteArray range
        = "bytes=" + QByteArray::number(offset) + '-' + QByteArray::number(offset + length - 1);
    m_client.fetch({.path = u"/files/"_s + file.toString(), .headers = {{"Range", range}}}, std::move(done));
}

} // namespace confab
