// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <string>
#include <string_view>

/// The bytes on the wire as the load generator makes and reads them: only what servers under test send, as
/// cheaply as can be.
namespace confab::tests {

/// What stands at the beginning of some bytes.
struct Taken {
    size_t size = 0; ///< bytes of it; 0 when it is not whole yet
    std::string_view text = {}; ///< of a frame, or an answer's body
    int status = 0; ///< of an answer
};

/// A WebSocket frame from a server (RFC 6455, 5.2): not masked, not in parts.
[[nodiscard]] Taken takeFrame(std::string_view bytes);
/// An HTTP answer with its Content-Length, or without a body.
[[nodiscard]] Taken takeAnswer(std::string_view bytes);

/// A text frame as a client sends it: masked, with a key of zeros, which costs nothing.
void appendFrame(std::string &out, std::string_view text);
/// The head that asks for an upgrade to WebSocket; `more` are header fields with their line ends.
[[nodiscard]] QByteArray upgradeRequest(const QByteArray &path, const QByteArray &more = {});
/// A whole request; with a body it says JSON and its length.
[[nodiscard]] QByteArray httpRequest(const QByteArray &method, const QByteArray &path,
                                     const QByteArray &token = {}, const QByteArray &body = {});

} // namespace confab::tests
