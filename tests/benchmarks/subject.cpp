// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/subject.h"

#include "tests/benchmarks/processgroup.h"

#include <charconv>

namespace confab::tests {

namespace {

constexpr size_t bodyLength = 100;
constexpr int numberLength = 12;

} // namespace

std::chrono::microseconds Subject::cpuTime() const
{
    return ProcessGroup(ownProcesses() + otherProcesses()).cpuTime();
}

std::chrono::microseconds Subject::othersCpuTime() const
{
    return ProcessGroup(otherProcesses()).cpuTime();
}

std::chrono::microseconds Subject::threadTime(const QByteArray &name) const
{
    return ProcessGroup(ownProcesses()).threadTime(name);
}

double Subject::residentMebibytes() const
{
    return ProcessGroup(ownProcesses()).residentMebibytes();
}

void Subject::appendNumber(std::string &out, quint64 number)
{
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

void Subject::appendBody(std::string &out, quint64 number)
{
    std::string digits;
    appendNumber(digits, number);
    out.append(numberLength - digits.size(), '0');
    out.append(digits);
    out.append(bodyLength - numberLength, 'x');
}

quint64 Subject::numberInBody(std::string_view text)
{
    return numberAfter(text, R"("body":")");
}

quint64 Subject::numberAfter(std::string_view text, std::string_view before)
{
    const size_t at = text.find(before);
    quint64 number = 0;
    if (at != text.npos)
        std::from_chars(text.data() + at + before.size(), text.data() + text.size(), number);
    return number;
}

} // namespace confab::tests
