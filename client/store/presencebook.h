// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/protocol/serverframes.h"

#include <QHash>
#include <QObject>

namespace confab {

/// Who is there now, as last heard over this connection; nobody when there is none. GUI thread.
class PresenceBook final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] Presence of(const QString &username) const;
    /// `user` with what is known of the moment put in.
    [[nodiscard]] User present(User user) const;
    void note(const UserPresenceFrame &frame);
    /// As the server answers about one: without a presence it is not shared.
    void note(const User &user);
    void clear();

Q_SIGNALS:
    void changed(const QString &username);

private:
    struct Entry {
        QString username; ///< as the server writes it
        Presence presence = Presence::Offline;
        std::optional<Timestamp> lastSeenAt = {};
        bool isHidden = false; ///< it is not shared
        bool operator==(const Entry &) const = default;
    };
    void put(const Entry &entry);

    QHash<QString, Entry> m_entries; ///< by usernameKey
};

} // namespace confab
