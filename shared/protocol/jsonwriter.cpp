// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/jsonwriter.h"

#include <QStringEncoder>

#include <charconv>

namespace confab {

namespace {

void appendEscaped(QByteArray &out, char16_t c)
{
    switch (c) {
    case u'"':
        out.append("\\\"");
        return;
    case u'\\':
        out.append("\\\\");
        return;
    case u'\n':
        out.append("\\n");
        return;
    case u'\r':
        out.append("\\r");
        return;
    case u'\t':
        out.append("\\t");
        return;
    default:
        out.append("\\u00");
        out.append("0123456789abcdef"[c >> 4]);
        out.append("0123456789abcdef"[c & 15]);
    }
}

void appendText(QByteArray &out, QStringView text)
{
    // Runs without a character to escape are encoded as a whole.
    QStringEncoder toUtf8(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    const auto appendRun = [&](QStringView run) {
        const qsizetype size = out.size();
        out.resize(size + toUtf8.requiredSpace(run.size()));
        const char *end = toUtf8.appendToBuffer(out.data() + size, run);
        out.truncate(end - out.constData());
    };
    qsizetype start = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c >= 0x20 && c != u'"' && c != u'\\')
            continue;
        if (i > start)
            appendRun(text.sliced(start, i - start));
        appendEscaped(out, c);
        start = i + 1;
    }
    if (text.size() > start)
        appendRun(text.sliced(start));
}

} // namespace

void JsonWriter::separate()
{
    if (m_needsComma)
        m_out.append(',');
    m_needsComma = true;
}

void JsonWriter::open(char bracket)
{
    separate();
    m_out.append(bracket);
    m_needsComma = false;
}

void JsonWriter::close(char bracket)
{
    m_out.append(bracket);
    m_needsComma = true;
}

void JsonWriter::key(QLatin1StringView name)
{
    separate();
    m_out.append('"').append(name.data(), name.size()).append("\":");
    m_needsComma = false;
}

void JsonWriter::key(QStringView name)
{
    value(name);
    m_out.append(':');
    m_needsComma = false;
}

void JsonWriter::value(QStringView text)
{
    separate();
    m_out.append('"');
    appendText(m_out, text);
    m_out.append('"');
}

void JsonWriter::value(QLatin1StringView text)
{
    value(QStringView(QString(text)));
}

void JsonWriter::value(qint64 number)
{
    separate();
    char digits[24];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
    Q_ASSERT(error == std::errc());
    m_out.append(digits, end - digits);
}

void JsonWriter::value(bool yes)
{
    raw(yes ? "true" : "false");
}

void JsonWriter::value(std::nullptr_t)
{
    raw("null");
}

void JsonWriter::value(Timestamp time)
{
    separate();
    char text[24];
    writeRfc3339(time, text);
    m_out.append('"').append(text, sizeof text).append('"');
}

void JsonWriter::value(const QUuid &uuid)
{
    separate();
    m_out.append('"').append(uuid.toByteArray(QUuid::WithoutBraces)).append('"');
}

void JsonWriter::raw(QByteArrayView json)
{
    separate();
    m_out.append(json.data(), json.size());
}

} // namespace confab
