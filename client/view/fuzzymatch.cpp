// SPDX-License-Identifier: Apache-2.0
#include "client/view/fuzzymatch.h"

#include <algorithm>
#include <vector>

namespace confab {
namespace {

constexpr int letterScore = 4;
constexpr int wordStartScore = 8;
constexpr int adjacentScore = 6;
constexpr int farPenalty = 3; ///< the most that a gap costs
constexpr int none = -1'000'000;

/// A letter as it is compared, and where it came from.
struct Letter {
    QChar folded;
    int place;
    bool beginsWord;
};

/// Without case and accents. A letter may become several, and each remembers where it stood.
std::vector<Letter> letters(QStringView text)
{
    std::vector<Letter> out;
    bool beginsWord = true;
    for (int place = 0; place < text.size(); ++place) {
        const QString parts = QString(text[place]).normalized(QString::NormalizationForm_KD).toCaseFolded();
        const bool isLetter = text[place].isLetterOrNumber() || text[place].isSurrogate();
        for (const QChar part : parts) {
            if (!part.isMark())
                out.push_back({part, place, beginsWord && isLetter});
        }
        const bool isCamel = text[place].isLower() && place + 1 < text.size() && text[place + 1].isUpper();
        if (!text[place].isMark())
            beginsWord = !isLetter || isCamel;
    }
    return out;
}

std::vector<Letter> asked(QStringView query)
{
    std::vector<Letter> out = letters(query);
    std::erase_if(out, [](const Letter &letter) { return letter.folded.isSpace(); });
    return out;
}

/// The table of the best scores: of the first letters of the query, the last of them at that letter of the
/// text, and where the one before it stands then.
class Table final {
public:
    Table(const std::vector<Letter> &query, const std::vector<Letter> &text)
        : m_query(query)
        , m_text(text)
        , m_cells(query.size() * text.size())
    {
        for (size_t row = 0; row < query.size(); ++row)
            fill(row);
    }

    [[nodiscard]] std::optional<FuzzyMatch> best() const
    {
        const size_t last = m_query.size() - 1;
        size_t at = 0;
        for (size_t column = 1; column < m_text.size(); ++column)
            at = cell(last, column).score > cell(last, at).score ? column : at;
        if (cell(last, at).score <= none / 2)
            return std::nullopt;
        FuzzyMatch match{.score = cell(last, at).score, .places = {}};
        for (size_t row = m_query.size(); row-- > 0; at = cell(row, at).before)
            match.places.prepend(m_text[at].place);
        match.places.erase(std::unique(match.places.begin(), match.places.end()), match.places.end());
        return match;
    }

private:
    struct Cell {
        int score = none;
        size_t before = 0;
    };

    [[nodiscard]] const Cell &cell(size_t row, size_t column) const
    {
        return m_cells[row * m_text.size() + column];
    }

    void fill(size_t row)
    {
        size_t best = 0; // where the letter before stands best, when this one is not beside it
        for (size_t column = row; column < m_text.size(); ++column) {
            if (row > 0 && column > 1 && cell(row - 1, column - 2).score >= cell(row - 1, best).score)
                best = column - 2;
            if (m_text[column].folded != m_query[row].folded)
                continue;
            Cell &here = m_cells[row * m_text.size() + column];
            const int own = letterScore + (m_text[column].beginsWord ? wordStartScore : 0);
            if (row == 0) {
                here.score = own - std::min(int(column), farPenalty);
                continue;
            }
            const int beside = column > 0 ? cell(row - 1, column - 1).score + adjacentScore : none;
            const int apart = column > 1 ? cell(row - 1, best).score - farPenalty : none;
            here = beside >= apart ? Cell{beside + own, column - 1} : Cell{apart + own, best};
        }
    }

    const std::vector<Letter> &m_query;
    const std::vector<Letter> &m_text;
    std::vector<Cell> m_cells;
};

} // namespace

std::optional<FuzzyMatch> FuzzyMatch::of(QStringView query, QStringView text)
{
    const auto wanted = asked(query);
    if (wanted.empty())
        return FuzzyMatch();
    const auto given = letters(text);
    if (wanted.size() > given.size())
        return std::nullopt;
    return Table(wanted, given).best();
}

} // namespace confab
