// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/messagerange.h"
#include "client/store/localstore.h"
#include "client/store/messagefile.h"
#include "client/store/messageroles.h"

#include <QAbstractListModel>

namespace confab {

/// The files of a chat's messages, the latest message first, in pages.
///
/// This device answers at once; what only the server has comes a little later, in its place among them, and
/// stays here. Views fetch more with canFetchMore and fetchMore. The caller's own, on the GUI thread; the
/// store outlives it.
class FileListModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        FileRole = Qt::UserRole + 1, ///< MessageFile
        SeqRole, ///< qint64: of its message
        SenderRole, ///< QString: a display name
        IsOwnRole, ///< bool
        SentAtRole, ///< QDateTime in UTC
    };
    Q_ENUM(Role)
    using NameOf = MessageRoles::NameOf;

    static constexpr int pageSize = 50; ///< messages

    FileListModel(LocalStore &store, ChatId chat, LoadMessages load, NameOf nameOf,
                  QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    [[nodiscard]] bool isLoading() const { return m_isLoading; }
    /// Whether the server could not be asked: there may be more than the rows.
    [[nodiscard]] bool isLocal() const { return m_isLocal; }
    /// The server can be reached again.
    void retry();

Q_SIGNALS:
    /// What the two questions above are answered with has changed.
    void stateChanged();

private:
    struct Row {
        Seq seq;
        QString sender;
        Timestamp sentAt;
        Attachment file;
    };
    void readPage();
    void askServer();
    void fillHole();
    void take(const Result<Seq> &first);
    void storeChanged(const StoreChange &change);
    void messageChanged(const Message &message);
    void remove(Seq seq);
    void insert(const Message &message);
    /// Where the files of that message stand, or would.
    [[nodiscard]] int rowOf(Seq seq) const;

    LocalStore &m_store;
    const ChatId m_chat;
    const LoadMessages m_load;
    const NameOf m_nameOf;
    QList<Row> m_rows;
    Seq m_read; ///< whatever this device has from there on is among the rows; 0 before the first page
    Seq m_asked; ///< whatever the server has from there on is here; 0 before the first answer
    bool m_isLoading = false;
    bool m_isLocal = false;
    int m_generation = 0; ///< an answer to an older one is of rows that are gone
};

} // namespace confab
