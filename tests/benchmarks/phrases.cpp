// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/phrases.h"

#include <QStringList>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr int rareWords = 20'000;
constexpr int longest = 400;

/// The commonest first.
const QStringList &commonWords()
{
    static const QStringList words
        = u"I you the to a it and that is of in what we do me on this for not be have are can no yes so but "
          u"my "
          "if at with was will there all they your just he now up know like or get go one out here how about "
          "okay see time then when good some think need could thanks would really from our who did back also "
          "has new want today make tomorrow work only more way well their over after an come her him say "
          "where "
          "why than take still something right let meeting week next sent look tell before day call please "
          "morning first sure maybe already much give again never home last people great best keep around "
          "question answer file picture table letter train station market garden kitchen doctor school "
          "number "
          "office change every other two three four five monday friday evening dinner lunch coffee water "
          "better later always nothing everything somebody ready late early quick slow happy sorry welcome"_s
              .split(u' ');
    return words;
}

const QStringList &otherScripts()
{
    static const QStringList texts
        = u"Привет, как дела?|Встречаемся завтра в семь.|明日の会議は三時からです。|谢谢，我马上到。|"
          "Grüße aus Köln, bis später!|Τα λέμε αύριο.|شكرا جزيلا|감사합니다, 내일 봐요|À bientôt, ça va très bien"_s
              .split(u'|');
    return texts;
}

const QStringList &pictures()
{
    static const QStringList texts = u"👍 😀 🎉 ❤️ 😂 🙏"_s.split(u' ');
    return texts;
}

} // namespace

QString Phrases::rareWord(int number)
{
    static constexpr std::string_view onsets{"bdfgklmnprstvz"};
    static constexpr std::string_view vowels{"aeiou"};
    // Consonant and vowel in turn: the digits of the number, each word another one.
    QString word;
    int rest = number % rareWords;
    for (int i = 0; i < 4; ++i) {
        word += QLatin1Char(onsets.at(size_t(rest) % onsets.size()));
        rest /= int(onsets.size());
        word += QLatin1Char(vowels.at(size_t(rest) % vowels.size()));
        rest /= int(vowels.size());
    }
    return word;
}

int Phrases::skewed(int end)
{
    const double share = std::uniform_real_distribution<double>(0, 1)(m_random);
    return std::min(end - 1, int(double(end) * share * share * share));
}

QString Phrases::word()
{
    if (m_random() % 100 < 4)
        return rareWord(int(m_random() % rareWords));
    const QStringList &words = commonWords();
    return words.at(skewed(int(words.size())));
}

QString Phrases::message()
{
    const quint32 kind = m_random() % 100;
    if (kind < 2)
        return otherScripts().at(skewed(int(otherScripts().size())));
    QString text = word();
    for (int left = skewed(40) + skewed(12); left > 0 && text.size() < longest - 20; --left)
        text += u' ' + word();
    text[0] = text.at(0).toUpper();
    if (kind < 5)
        text += u' ' + pictures().at(skewed(int(pictures().size())));
    else
        text += kind % 5 == 0 ? u'?' : u'.';
    return text;
}

QString Phrases::personName()
{
    const auto name = [this] {
        QString text = rareWord(int(m_random() % rareWords)).first(6);
        text[0] = text.at(0).toUpper();
        return text;
    };
    return name() + u' ' + name();
}

} // namespace confab::tests
