// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/amending.h"

#include "tests/benchmarks/statistics.h"
#include "tests/benchmarks/talk.h"

namespace confab::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono;
using Kind = Subject::Received::Kind;

namespace {

constexpr int pairs = 200;
/// A second lies between two things of one pair: marks of one conversation are written once a second.
constexpr nanoseconds interval = nanoseconds(1s) / 150;

/// Each pair in turn does one thing, and it is timed until the other of the two hears of it.
class Passes {
public:
    explicit Passes(Talk &talk)
        : m_talk(talk)
    { }

    /// `act` is what the pair does, `observer` which of the two hears of it, `what` as what.
    std::vector<double> run(const std::function<void(int pair)> &act, int observer, Kind what)
    {
        std::vector<double> times;
        std::vector<Talk::Clock::time_point> begun(pairs);
        const auto heard = [&](int user, const Subject::Received &received) {
            if (user % 2 == observer && received.kind == what)
                times.push_back(
                    duration<double, std::milli>(Talk::Clock::now() - begun.at(size_t(user / 2))).count());
        };
        const auto begin = Talk::Clock::now();
        for (int pair = 0; pair < pairs; ++pair) {
            const auto due = begin + interval * pair;
            for (auto now = Talk::Clock::now(); now < due; now = Talk::Clock::now())
                m_talk.turn(due - now, heard);
            begun.at(size_t(pair)) = Talk::Clock::now();
            act(pair);
            m_talk.turn(0ns, heard);
        }
        const auto end = Talk::Clock::now() + Talk::patience;
        while (times.size() < pairs && Talk::Clock::now() < end)
            m_talk.turn(100ms, heard);
        return times;
    }

private:
    Talk &m_talk;
};

void append(std::vector<double> &all, const std::vector<double> &more)
{
    all.insert(all.end(), more.begin(), more.end());
}

Figures measureAmend(Talk &talk, const WorkloadOptions &options)
{
    using Amendment = Subject::Amendment;
    std::vector<double> sent;
    std::vector<double> edited;
    std::vector<double> reacted;
    std::vector<double> read;
    Passes passes(talk);
    const auto amend = [&](int who, Amendment what, quint64 seq) {
        return [&talk, who, what, seq](int pair) { talk.amend(pair * 2 + who, what, seq); };
    };
    const auto rounds = quint64(std::max<qint64>(1, options.duration / 1s));
    for (quint64 seq = 1; seq <= rounds; ++seq) {
        append(sent, passes.run([&](int pair) { talk.send(pair * 2); }, 1, Kind::Message));
        append(edited, passes.run(amend(0, Amendment::Edit, seq), 1, Kind::Message));
        append(reacted, passes.run(amend(0, Amendment::React, seq), 1, Kind::Message));
        append(read, passes.run(amend(1, Amendment::Read, seq), 0, Kind::Receipt));
    }
    return quantiles(u"message there"_s, sent) + quantiles(u"edit there"_s, edited)
        + quantiles(u"reaction there"_s, reacted) + quantiles(u"receipt there"_s, read);
}

} // namespace

Figures runAmend(Subject &subject, const WorkloadOptions &options)
{
    subject.start();
    Figures figures;
    {
        Talk talk(subject, pairs * 2);
        std::string frame;
        if (subject.writeAmend(frame, 0, Subject::Amendment::Edit, 1))
            figures = measureAmend(talk, options);
    }
    subject.stop();
    return figures;
}

} // namespace confab::tests
