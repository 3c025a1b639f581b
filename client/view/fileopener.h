// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

QT_FORWARD_DECLARE_CLASS(QWidget)

namespace confab {

/// Hands a file of a message to the person: to another program under its own name, or to where they want it.
///
/// In the cache a file has no name that another program would know its kind by, so that one gets a copy; a
/// copy is removed by a later start, a day after it was made, as the other program may still hold it.
class FileOpener final {
public:
    /// `parent` is what dialogs are shown above; it outlives this.
    explicit FileOpener(QWidget &parent);

    /// Opens the file at `path`, which is called `name`; one that may run something is only saved.
    void open(const QString &path, const QString &name) const;
    /// Asks where to, and says so when that did not work.
    void saveAs(const QString &path, const QString &name) const;
    /// The same with a text, as UTF-8.
    void saveTextAs(const QString &text, const QString &name) const;

    /// Whether opening a file of that name may run something.
    [[nodiscard]] static bool mayRun(const QString &name);
    /// Removes the copies that are older than a day.
    static void removeOldCopies();

private:
    /// Where the person wants it; empty for nowhere.
    [[nodiscard]] QString askWhere(const QString &name) const;
    void tellUnwritten(const QString &path) const;

    QWidget &m_parent;
};

} // namespace confab
