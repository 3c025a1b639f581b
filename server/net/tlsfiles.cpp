// SPDX-License-Identifier: Apache-2.0
#include "server/net/tlsfiles.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

#include <openssl/pem.h>
#include <openssl/x509.h>

namespace confab {

using namespace Qt::StringLiterals;

namespace {

const QString certificateSetting = u"tls_certificate"_s;
const QString keySetting = u"tls_key"_s;

Result<QByteArray> readFile(const QString &setting, const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return Error::invalid(setting, u"%1 cannot be read: %2"_s.arg(name, file.errorString()));
    return file.readAll();
}

QSslKey keyIn(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        if (QSslKey key(pem, algorithm, QSsl::Pem, QSsl::PrivateKey); !key.isNull())
            return key;
    }
    return {};
}

int refusePassphrase(char *, int, int, void *)
{
    return -1; // or OpenSSL would ask at the terminal
}

// Qt finds out at the first handshake only.
bool belongTogether(const QSslCertificate &certificate, const QByteArray &keyPem)
{
    const QByteArray der = certificate.toDer();
    const auto *data = reinterpret_cast<const unsigned char *>(der.constData());
    const std::unique_ptr<X509, decltype(&X509_free)> x509(d2i_X509(nullptr, &data, long(der.size())),
                                                           X509_free);
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(
        BIO_new_mem_buf(keyPem.constData(), int(keyPem.size())), BIO_free);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PrivateKey(bio.get(), nullptr, refusePassphrase, nullptr), EVP_PKEY_free);
    return x509 && key && X509_check_private_key(x509.get(), key.get()) == 1;
}

} // namespace

Result<QSslConfiguration> loadTls(const QString &certificateFile, const QString &keyFile)
{
    if (!QSslSocket::supportsSsl())
        return Error::invalid(certificateSetting, u"this build of Qt does not speak TLS"_s);
    const auto certificatePem = readFile(certificateSetting, certificateFile);
    if (!certificatePem)
        return certificatePem.error();
    const QList<QSslCertificate> chain = QSslCertificate::fromData(*certificatePem, QSsl::Pem);
    if (chain.isEmpty())
        return Error::invalid(certificateSetting, u"%1 holds no certificate in PEM"_s.arg(certificateFile));
    const auto keyPem = readFile(keySetting, keyFile);
    if (!keyPem)
        return keyPem.error();
    const QSslKey key = keyIn(*keyPem);
    if (key.isNull())
        return Error::invalid(keySetting,
                              u"%1 holds no RSA or EC key in PEM without passphrase"_s.arg(keyFile));
    if (!belongTogether(chain.first(), *keyPem))
        return Error::invalid(keySetting,
                              u"%1 is not the key of the certificate in %2"_s.arg(keyFile, certificateFile));

    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // clients log in with tokens
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    return configuration;
}

} // namespace confab
