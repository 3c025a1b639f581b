// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/connection/alarm.h"
#include "client/connection/answer.h"
#include "client/store/peoplelistmodel.h"
#include "shared/protocol/page.h"
#include "shared/protocol/user.h"

namespace confab {

class LocalStore;
class PresenceBook;

/// The contacts and other people a search finds on the server, or in the LocalStore while that cannot be
/// asked. GUI thread; everything given outlives it.
class FoundPeopleListModel final : public PeopleListModel {
    Q_OBJECT

public:
    /// Asks the server for a page; a networkError says that this device has to answer.
    using Find = std::function<void(const QString &query, const QString &after, Answer<Page<User>> done)>;

    static constexpr std::chrono::milliseconds pause{150};
    static constexpr int localLimit = 200;

    FoundPeopleListModel(Find find, LocalStore &store, const PresenceBook &presence, Scheduler &scheduler,
                         QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    void setQuery(const QString &query) override;
    [[nodiscard]] QString query() const override { return m_query; }
    [[nodiscard]] bool isSearching() const override { return m_isSearching; }
    [[nodiscard]] bool isLocal() const override { return m_isLocal; }

private:
    void ask();
    void take(const Result<Page<User>> &page);
    void takeMore(const Result<Page<User>> &page);
    void setSearching(bool searching);
    /// The rows anew, of what is found and who is a contact now.
    void fill();
    /// Without oneself and the contacts, who are there already.
    [[nodiscard]] QList<User> others(const QList<User> &users) const;

    const Find m_find;
    LocalStore &m_store;
    const PresenceBook &m_presence;
    Alarm m_pause;
    QString m_query;
    QString m_answered; ///< the query that the rows answer
    QList<User> m_found; ///< by the server, or on this device
    QList<User> m_users; ///< what is shown
    int m_contacts = 0; ///< how many of those, at the beginning
    QString m_next; ///< the cursor of the next page; empty at the end
    quint64 m_question = 0; ///< counts them: the answer to an older one is stale
    bool m_isSearching = false;
    bool m_isFetching = false;
    bool m_isLocal = false;
};

} // namespace confab
