// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>

namespace confab {

/// The people that a search finds, contacts first, without oneself, in pages.
///
/// The server is asked 150 ms after the last letter, and stale answers are dropped; while it cannot be
/// reached, the people this device has met answer. A new query resets the rows when its answer is there, not
/// before. Views fetch the next page with canFetchMore and fetchMore. Owned by the Account, on the GUI
/// thread.
class PeopleListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        UsernameRole = Qt::UserRole + 1, ///< QString
        DisplayNameRole, ///< QString; also Qt::DisplayRole
        PresenceRole, ///< Presence; Offline where it is not shared
        LastSeenAtRole, ///< QDateTime in UTC; invalid where it is not shared
        StatusTextRole, ///< QString
        ContactRole, ///< bool; contacts come before all others
        BlockedRole, ///< bool
    };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    /// Any part of a username or display name; empty finds everyone.
    virtual void setQuery(const QString &query) = 0;
    [[nodiscard]] virtual QString query() const = 0;
    [[nodiscard]] virtual bool isSearching() const = 0;
    /// Whether the rows come from this device, the server being out of reach.
    [[nodiscard]] virtual bool isLocal() const = 0;

Q_SIGNALS:
    void searchingChanged(bool searching);
    /// The rows now answer query().
    void answered();
};

} // namespace confab
