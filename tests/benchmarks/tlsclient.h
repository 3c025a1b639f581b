// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <memory>

struct ssl_ctx_st;
struct ssl_st;

namespace confab::tests {

/// The client's side of TLS for connections to a server under test, whose certificate is not looked at.
/// Outlives its connections.
class TlsClient final {
public:
    TlsClient();
    ~TlsClient();
    TlsClient(const TlsClient &) = delete;
    TlsClient &operator=(const TlsClient &) = delete;

    /// A connected socket's end of TLS; the descriptor stays the caller's.
    struct Free {
        void operator()(ssl_st *ssl) const;
    };
    using Session = std::unique_ptr<ssl_st, Free>;
    /// Shakes hands; the descriptor must be blocking. Ends the process when that fails.
    [[nodiscard]] Session connect(int descriptor) const;

    /// As recv and send: the bytes moved, or not more than 0.
    [[nodiscard]] static qsizetype read(ssl_st *session, char *data, size_t size);
    [[nodiscard]] static qsizetype write(ssl_st *session, const char *data, size_t size);

    /// Makes a certificate and its key with the `openssl` program.
    static void makeCertificate(const QString &certificateFile, const QString &keyFile);

private:
    ssl_ctx_st *m_context;
};

} // namespace confab::tests
