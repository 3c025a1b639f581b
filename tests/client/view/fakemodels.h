// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/conversationlistmodel.h"
#include "client/store/hitlistmodel.h"
#include "client/store/messagelistmodel.h"
#include "client/store/peoplelistmodel.h"
#include "shared/protocol/user.h"

#include <QDateTime>

namespace confab::tests {

/// A conversation that is there from the start, changed by the test through `items`.
class FakeMessages final : public MessageListModel {
    Q_OBJECT

public:
    struct Item {
        QString sender;
        QString body;
        QDateTime sentAt;
        Delivery delivery = Delivery::Accepted;
        qint64 seq = 0;
        bool deleted = false;
        bool fromBlocked = false;
        bool edited = false;
        Kind kind = Kind::Message;
        QUuid clientId = QUuid::createUuid();
        QList<ShownReaction> reactions = {};
        qint64 replyTo = 0;
        QList<MessageFile> files = {};
    };
    static inline const QString me = QStringLiteral("ada");

    /// Others' messages and own ones in turn, `count` of them, a minute apart, the last at `end`.
    void fill(int count, const QDateTime &end)
    {
        beginResetModel();
        items.clear();
        for (int i = 0; i < count; ++i)
            items.append(numbered(i + 1, end.addSecs(-60 * (count - 1 - i))));
        endResetModel();
    }
    [[nodiscard]] static Item numbered(qint64 seq, const QDateTime &sentAt)
    {
        return {seq % 2 == 0 ? me : QStringLiteral("grace"), QStringLiteral("Message %1").arg(seq), sentAt,
                Delivery::Accepted, seq};
    }
    void append(const Item &item)
    {
        beginInsertRows({}, int(items.size()), int(items.size()));
        items.append(item);
        endInsertRows();
    }
    void prepend(const QList<Item> &older)
    {
        beginInsertRows({}, 0, int(older.size()) - 1);
        items = older + items;
        endInsertRows();
    }
    void replace(int row, const Item &item)
    {
        items[row] = item;
        Q_EMIT dataChanged(index(row), index(row));
    }

    [[nodiscard]] ChatId chat() const override { return ChatId(1); }
    void loadOlder() override { ++loads; }
    void loadNewer() override { ++newerLoads; }
    void showNewest() override { reachesEnd = true; }
    void showAround(Seq seq) override { Q_EMIT shownAround(seq); }
    [[nodiscard]] bool atEnd() const override { return reachesEnd; }
    void fillGap(int) override { ++gapFills; }
    [[nodiscard]] bool atStart() const override { return start; }
    [[nodiscard]] bool isLoadingOlder() const override { return false; }
    [[nodiscard]] Seq firstUnread() const override { return unread; }
    [[nodiscard]] int rowOf(const QUuid &clientId) const override
    {
        for (int row = 0; row < items.size(); ++row) {
            if (items.at(row).clientId == clientId)
                return row;
        }
        return -1;
    }
    [[nodiscard]] int rowOf(Seq seq) const override
    {
        for (int row = 0; row < items.size(); ++row) {
            if (items.at(row).seq == seq.value())
                return row;
        }
        return -1;
    }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(items.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const Item &item = items.at(index.row());
        switch (role) {
        case KindRole:
            return QVariant::fromValue(item.kind);
        case ClientIdRole:
            return item.clientId;
        case SeqRole:
            return item.seq;
        case Qt::DisplayRole:
        case BodyRole:
            return item.body;
        case SenderRole:
            return item.sender;
        case SenderNameRole:
            return item.sender == me ? QStringLiteral("Ada") : QStringLiteral("Grace Hopper");
        case IsOwnRole:
            return item.sender == me;
        case SentAtRole:
            return item.sentAt;
        case DeliveryRole:
            return QVariant::fromValue(item.delivery);
        case ErrorRole:
            return item.delivery == Delivery::Refused ? QVariant::fromValue(Error{ErrorCode::TooManyRequests})
                                                      : QVariant();
        case EditedRole:
            return item.edited;
        case DeletedRole:
            return item.deleted;
        case FromBlockedRole:
            return item.fromBlocked;
        case ReactionsRole:
            return QVariant::fromValue(item.reactions);
        case ReplyToRole:
            return item.replyTo;
        case ReplyNameRole:
            return QStringLiteral("Grace Hopper");
        case ReplyBodyRole:
            return QStringLiteral("What was said before");
        case FilesRole:
            return QVariant::fromValue(item.files);
        default:
            return {};
        }
    }

    QList<Item> items;
    Seq unread;
    bool start = true;
    bool reachesEnd = true;
    int loads = 0;
    int newerLoads = 0;
    int gapFills = 0;
};

class FakeConversations final : public ConversationListModel {
    Q_OBJECT

public:
    struct Item {
        QString username;
        QString title;
        QString preview = {};
        bool own = false;
        Delivery delivery = Delivery::Read;
        QDateTime updatedAt = {};
        int unread = 0;
        bool muted = false;
        bool marked = false;
        bool pinned = false;
        Presence presence = Presence::Offline;
        bool typing = false;
        QString draft = {};
    };

    void setItems(const QList<Item> &list)
    {
        beginResetModel();
        items = list;
        endResetModel();
    }

    [[nodiscard]] QModelIndex indexOf(ChatId chat) const override
    {
        const auto row = chat.value() - 1;
        return row >= 0 && row < items.size() ? index(int(row)) : QModelIndex();
    }
    [[nodiscard]] int totalUnread() const override { return 0; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(items.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const Item &item = items.at(index.row());
        switch (role) {
        case ChatIdRole:
            return QVariant::fromValue(ChatId(index.row() + 1));
        case UsernameRole:
            return item.username;
        case Qt::DisplayRole:
        case TitleRole:
            return item.title;
        case PreviewRole:
            return item.preview;
        case PreviewIsOwnRole:
            return item.own;
        case PreviewDeliveryRole:
            return QVariant::fromValue(item.delivery);
        case UpdatedAtRole:
            return item.updatedAt;
        case UnreadRole:
            return item.unread;
        case MutedRole:
            return item.muted;
        case MarkedUnreadRole:
            return item.marked;
        case PinnedRole:
            return item.pinned;
        case PresenceRole:
            return QVariant::fromValue(item.presence);
        case TypingRole:
            return item.typing;
        case DraftRole:
            return item.draft;
        default:
            return {};
        }
    }

    QList<Item> items;
};

class FakePeople final : public PeopleListModel {
    Q_OBJECT

public:
    void setNames(const QStringList &names)
    {
        beginResetModel();
        usernames = names;
        endResetModel();
        Q_EMIT answered();
    }
    void appendNames(const QStringList &names)
    {
        beginInsertRows({}, int(usernames.size()), int(usernames.size() + names.size()) - 1);
        usernames += names;
        endInsertRows();
    }

    void setQuery(const QString &query) override { asked = query; }
    [[nodiscard]] QString query() const override { return asked; }
    [[nodiscard]] bool isSearching() const override { return false; }
    [[nodiscard]] bool isLocal() const override { return false; }
    [[nodiscard]] bool canFetchMore(const QModelIndex &) const override { return more; }
    void fetchMore(const QModelIndex &) override { ++fetches; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(usernames.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        switch (role) {
        case UsernameRole:
        case DisplayNameRole:
        case Qt::DisplayRole:
            return usernames.at(index.row());
        case PresenceRole:
            return QVariant::fromValue(Presence::Offline);
        case ContactRole:
            return index.row() < contacts;
        default:
            return {};
        }
    }

    QStringList usernames;
    int contacts = 0; ///< how many of them, at the beginning
    QString asked;
    bool more = false;
    int fetches = 0;
};

class FakeHits final : public HitListModel {
    Q_OBJECT

public:
    struct Item {
        ChatId chat;
        qint64 seq;
        QString title;
        QString body;
        bool own = false;
    };

    void setItems(const QList<Item> &list)
    {
        beginResetModel();
        items = list;
        endResetModel();
    }
    void insertItem(int row, const Item &item)
    {
        beginInsertRows({}, row, row);
        items.insert(row, item);
        endInsertRows();
    }
    void removeItem(int row)
    {
        beginRemoveRows({}, row, row);
        items.removeAt(row);
        endRemoveRows();
    }
    void setState(bool isSearchingNow, bool isLocalNow, bool isIndexingNow = false)
    {
        searching = isSearchingNow;
        local = isLocalNow;
        indexing = isIndexingNow;
        Q_EMIT stateChanged();
    }

    void setQuery(const QString &query) override { asked = query; }
    [[nodiscard]] QString query() const override { return asked; }
    [[nodiscard]] bool isSearching() const override { return searching; }
    [[nodiscard]] bool isLocal() const override { return local; }
    [[nodiscard]] bool isIndexing() const override { return indexing; }
    [[nodiscard]] bool canFetchMore(const QModelIndex &) const override { return more; }
    void fetchMore(const QModelIndex &) override { ++fetches; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(items.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const Item &item = items.at(index.row());
        switch (role) {
        case ChatIdRole:
            return QVariant::fromValue(item.chat);
        case SeqRole:
            return item.seq;
        case UsernameRole:
        case TitleRole:
            return item.title;
        case Qt::DisplayRole:
        case BodyRole:
            return item.body;
        case IsOwnRole:
            return item.own;
        case SentAtRole:
            return QDateTime::currentDateTimeUtc();
        default:
            return {};
        }
    }

    QList<Item> items;
    QString asked;
    bool searching = false;
    bool local = false;
    bool indexing = false;
    bool more = false;
    int fetches = 0;
};

} // namespace confab::tests
