// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>

namespace confab {

/// The messages that contain what is searched for, the latest first, in pages.
///
/// This device answers at once; what only the server has comes a little later, in its place among them. A new
/// query resets the rows when its first answer is there, not before. Views fetch more with canFetchMore and
/// fetchMore. Owned by the Account, on the GUI thread.
class HitListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        ChatIdRole = Qt::UserRole + 1, ///< ChatId
        SeqRole, ///< qint64
        UsernameRole, ///< QString: whom the conversation is with
        TitleRole, ///< QString: the name of the conversation
        BodyRole, ///< QString; also Qt::DisplayRole
        IsOwnRole, ///< bool
        SentAtRole, ///< QDateTime in UTC
    };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    /// What a person typed, as MessageQuery reads it. Any part of the text, from two characters on; less
    /// finds nothing.
    virtual void setQuery(const QString &query) = 0;
    /// Its text without the filters; empty when it is too short to be searched for.
    [[nodiscard]] virtual QString query() const = 0;
    [[nodiscard]] virtual bool isSearching() const = 0;
    /// Whether the rows come from this device alone, the server being out of reach.
    [[nodiscard]] virtual bool isLocal() const = 0;
    /// Whether this device is still indexing messages, which may be missing here.
    [[nodiscard]] virtual bool isIndexing() const = 0;

Q_SIGNALS:
    /// What the three questions above are answered with has changed.
    void stateChanged();
};

} // namespace confab
