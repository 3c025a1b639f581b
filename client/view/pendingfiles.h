// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/store/outgoingfile.h"
#include "client/view/thumbnails.h"

#include <QWidget>

namespace confab {

class Theme;

/// The files that go out with the next message, as cards in a row above its text, each with a button that
/// takes it away again. Is not there while there are none.
class PendingFiles final : public QWidget {
    Q_OBJECT

public:
    explicit PendingFiles(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] const QList<OutgoingFile> &files() const { return m_files; }
    void setFiles(const QList<OutgoingFile> &files);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }
    /// The card of a file, and its button; for tests too.
    [[nodiscard]] QRect cardAt(qsizetype index) const;
    [[nodiscard]] QRect buttonAt(qsizetype index) const;

Q_SIGNALS:
    void removed(const confab::OutgoingFile &file);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void paintCard(QPainter &painter, qsizetype index);
    void remove(qsizetype index);
    [[nodiscard]] int cardWidth() const;

    const Theme &m_theme;
    QList<OutgoingFile> m_files;
    Thumbnails m_thumbnails;
};

/// The file at `path` as it would go out; an error in words when it cannot be sent.
struct PendingFile {
    OutgoingFile file;
    QString error; ///< empty when there is none
    [[nodiscard]] static PendingFile at(const QString &path, std::optional<qint64> largest = {});
};

} // namespace confab
