// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/tlsclient.h"

#include <QProcess>

#include <openssl/ssl.h>

namespace confab::tests {

using namespace Qt::StringLiterals;

TlsClient::TlsClient()
    : m_context(SSL_CTX_new(TLS_client_method()))
{
    SSL_CTX_set_verify(m_context, SSL_VERIFY_NONE, nullptr);
    SSL_CTX_set_mode(m_context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE);
}

TlsClient::~TlsClient()
{
    SSL_CTX_free(m_context);
}

void TlsClient::Free::operator()(ssl_st *ssl) const
{
    SSL_free(ssl);
}

TlsClient::Session TlsClient::connect(int descriptor) const
{
    Session session(SSL_new(m_context));
    SSL_set_fd(session.get(), descriptor);
    if (SSL_connect(session.get()) != 1)
        qFatal("the server did not shake hands over TLS");
    return session;
}

qsizetype TlsClient::read(ssl_st *session, char *data, size_t size)
{
    return SSL_read(session, data, int(size));
}

qsizetype TlsClient::write(ssl_st *session, const char *data, size_t size)
{
    return SSL_write(session, data, int(size));
}

void TlsClient::makeCertificate(const QString &certificateFile, const QString &keyFile)
{
    QProcess openssl;
    openssl.start(u"openssl"_s,
                  {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                   u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-subj"_s, u"/CN=localhost"_s, u"-days"_s,
                   u"2"_s, u"-keyout"_s, keyFile, u"-out"_s, certificateFile});
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        qFatal("openssl made no certificate: %s", openssl.readAllStandardError().constData());
}

} // namespace confab::tests
