// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace confab {

/// An invitation to a server, as people pass it on: `confab://host:port/i/CODE`.
struct InviteLink {
    QString server; ///< `host:port`, as ServerAddress::parse takes it
    QString code;

    /// To the server at `root`.
    [[nodiscard]] static InviteLink to(const QUrl &root, const QString &code);
    /// Nothing when it is none.
    [[nodiscard]] static std::optional<InviteLink> parse(const QString &typed);
    [[nodiscard]] QString toString() const;
};

} // namespace confab
