// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace confab {

/// Something to tell a person who does not look at the window. All of it is plain text.
struct Notification {
    enum class Answers { No, Yes };

    qint64 key; ///< what it is about: a newer one of the same key takes its place
    QString title;
    QString text = {};
    Answers answers = Answers::No; ///< whether it can be replied to, and marked as read

    bool operator==(const Notification &) const = default;
};

/// The system's way of telling a person something: one file for each platform. Calls never wait, and what
/// cannot be shown is not an error. GUI thread.
class NotificationService : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void show(const Notification &notification) = 0;
    /// Takes it away, if it is still there.
    virtual void close(qint64 key) = 0;

Q_SIGNALS:
    /// It was clicked.
    void activated(qint64 key);
    void replied(qint64 key, const QString &text);
    void readMarked(qint64 key);
};

} // namespace confab
