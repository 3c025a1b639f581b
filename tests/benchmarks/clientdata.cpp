// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/clientdata.h"

#include "client/store/localstore.h"
#include "client/store/syncstore.h"
#include "shared/core/uuid7.h"

#include <cmath>
#include <random>

namespace confab::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageLength = 200;
constexpr int vocabulary = 20'000;
constexpr int rareEvery = 200'000;
const QString self = u"ada"_s;

QString person(int number)
{
    return u"person%1"_s.arg(number);
}

/// The most frequent words of English, and many more of its sounds, with Zipf's distribution over them.
class Words {
public:
    Words()
    {
        m_words
            = u"the be to of and a in that have it for not on with he as you do at this but his by from they "
              u"we"
              " say her she or an will my one all would there their what so up out if about who get which go "
              "me"
              " when make can like time no just him know take people into year your good some could them see"
              " other than then now look only come its over think also back after use two how our work first"
              " well way even new want because any these give day most us is was are been has had were said "
              "did"
              " question answer morning meeting tomorrow friend letter station winter number water thing"_s
                  .split(u' ');
        while (m_words.size() < vocabulary)
            m_words.append(word(m_words.size() < 4000 ? 2 : 3));
        double sum = 0;
        for (int rank = 1; rank <= vocabulary; ++rank)
            m_sums.push_back(sum += 1.0 / rank);
    }

    QString sentence()
    {
        QString text = word();
        text[0] = text[0].toUpper();
        const int words = std::uniform_int_distribution(2, 22)(m_random);
        for (int i = 0; i < words; ++i)
            text += u' ' + word();
        return text + u'.';
    }

private:
    QString word(int syllables)
    {
        static const QStringList onsets
            = u"b c d f g h l m n p r s t v w st tr ch pr th sh cl qu gr sp"_s.split(u' ');
        static const QStringList rests
            = u"a e i o u an er in on ing ed al ent ar is ou ea ight ack ump oss ell ay ow ib ud ex"_s.split(
                u' ');
        const auto one = [this](const QStringList &list) {
            return list.at(std::uniform_int_distribution<qsizetype>(0, list.size() - 1)(m_random));
        };
        QString word;
        for (int i = 0; i < syllables; ++i)
            word += one(onsets) + one(rests);
        return word;
    }

    const QString &word()
    {
        const double place = std::uniform_real_distribution(0.0, m_sums.back())(m_random);
        const auto found = std::lower_bound(m_sums.begin(), m_sums.end(), place);
        return m_words.at(found - m_sums.begin());
    }

    std::mt19937 m_random{7};
    QStringList m_words;
    std::vector<double> m_sums;
};

class Filler {
public:
    explicit Filler(LocalStore &store)
        : m_sync(store)
    { }

    bool fill(const ClientData &data)
    {
        const int largest = data.largest > 0 ? data.largest : data.messages / data.conversations;
        const int each = data.conversations > 1 ? (data.messages - largest) / (data.conversations - 1) : 0;
        for (int number = 1; number <= data.conversations; ++number) {
            if (!conversation(number, number == data.conversations ? largest : each))
                return false;
        }
        return true;
    }

private:
    bool conversation(int number, int messages)
    {
        const Conversation conversation = summaryOf(number, messages);
        if (!m_sync.applySummaries({conversation}))
            return false;
        for (int last = messages; last > 0; last -= pageLength) {
            QList<Message> page;
            for (int seq = std::max(1, last - pageLength + 1); seq <= last; ++seq)
                page.append(message(conversation.id, seq));
            const auto kind = last == messages ? SyncStore::PageKind::Tail : SyncStore::PageKind::Older;
            if (!m_sync.applyPage(conversation.id, page, kind))
                return false;
        }
        return true;
    }

    /// Read to the end, so that it opens at the newest.
    Conversation summaryOf(int number, int messages)
    {
        const ConversationId id(number);
        return {.id = id,
                .members = {{.user = self, .readSeq = Seq(messages)}, {.user = person(number)}},
                .memberCount = 2,
                .membership = MembershipId(number),
                .firstSeq = Seq(1),
                .lastSeq = Seq(messages),
                .change = Change(messages + 1),
                .lastMessage = message(id, messages),
                .updatedAt = m_start + std::chrono::minutes(number)};
    }

    Message message(ConversationId conversation, int seq)
    {
        QString body = m_words.sentence();
        if (++m_made % rareEvery == 0)
            body += u" It was the "_s + SearchedFor::rare;
        const Timestamp sentAt = m_start + std::chrono::minutes(seq);
        return {.conversation = conversation,
                .seq = Seq(seq),
                .change = Change(seq + 1),
                .clientId = newUuid7(sentAt),
                .sender = seq % 3 ? person(int(conversation.value())) : self,
                .sentAt = sentAt,
                .body = body};
    }

    SyncStore m_sync;
    Words m_words;
    int m_made = 0;
    const Timestamp m_start = SystemClock().now() - std::chrono::hours(24 * 900);
};

} // namespace

bool fill(const Profile &profile, const ClientData &data)
{
    const auto store = LocalStore::open(profile.databasePath(), self);
    return store && Filler(**store).fill(data);
}

} // namespace confab::tests
