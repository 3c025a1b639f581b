// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

namespace confab {

/// A line or paragraph of text in one of the sizes and tones of the design. It follows the palette by itself,
/// and begins where the window's language begins, whatever language the text is in.
class Label : public QLabel {
    Q_OBJECT

public:
    enum class Size { Caption, Body, Strong, Title };
    enum class Tone { Normal, Secondary, Danger };
    enum class Wrap { No, Yes };

    explicit Label(const QString &text, Size size = Size::Body, Tone tone = Tone::Normal,
                   Wrap wrap = Wrap::No, QWidget *parent = nullptr);

    /// A paragraph ends its lines within a word where that is wider than the label.
    void setText(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void alignLeading();
};

/// A Label that shortens its text at the end when there is too little room.
class ElidedLabel final : public Label {
    Q_OBJECT

public:
    explicit ElidedLabel(Label::Size size, Label::Tone tone = Label::Tone::Normal, QWidget *parent = nullptr);
    void setFullText(const QString &text);
    [[nodiscard]] QString fullText() const { return m_text; }
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void elide();
    QString m_text;
};

} // namespace confab
