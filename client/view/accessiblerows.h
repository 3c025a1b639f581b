// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIdentityProxyModel>

#include <functional>

namespace confab {

/// A model whose rows say themselves to a screen reader: adds Qt::AccessibleTextRole to the rows of its
/// source, because what is painted by a delegate is otherwise not heard.
class AccessibleRows final : public QIdentityProxyModel {
    Q_OBJECT

public:
    using Text = std::function<QString(const QModelIndex &)>;

    AccessibleRows(Text text, QObject *parent)
        : QIdentityProxyModel(parent)
        , m_text(std::move(text))
    { }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::AccessibleTextRole ? QVariant(m_text(index))
                                              : QIdentityProxyModel::data(index, role);
    }

private:
    const Text m_text;
};

} // namespace confab
