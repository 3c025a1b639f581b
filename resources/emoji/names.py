#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes names.txt: every emoji of Unicode with its name in lower case, in the order the picker shows them.

Names are those of Python's unicodedata, properties those of Perl. Run it again when either knows a newer Unicode.
"""
import pathlib
import subprocess
import unicodedata


def having(name):
    code = 'for my $c (0x80..0x1FFFF) { print "$c\\n" if chr($c) =~ /\\p{%s}/ }' % name
    return set(map(int, subprocess.check_output(["perl", "-e", code]).split()))


# What is no emoji of its own, or no picture.
SKIPPED = {0xA9, 0xAE, 0x2122} | set(range(0x1F1E6, 0x1F200))

# The first group that holds a code point says its place.
GROUPS = [
    # faces
    [(0x1F600, 0x1F637), (0x1F641, 0x1F644), (0x1F910, 0x1F917), (0x1F920, 0x1F925), (0x1F927, 0x1F92F),
     (0x1F970, 0x1F976), (0x1F978, 0x1F97A), (0x1F9D0, 0x1F9D0), (0x1FAE0, 0x1FAE8)],
    # hands
    [(0x1F44A, 0x1F450), (0x1F446, 0x1F449), (0x1F590, 0x1F590), (0x1F595, 0x1F596), (0x1F64C, 0x1F64C),
     (0x1F64F, 0x1F64F), (0x1F918, 0x1F91F), (0x270A, 0x270D), (0x261D, 0x261D), (0x1FAF0, 0x1FAF8),
     (0x1F90C, 0x1F90C), (0x1F90F, 0x1F90F), (0x1F4AA, 0x1F4AA), (0x1F932, 0x1F932)],
    # hearts and outbursts
    [(0x2763, 0x2764), (0x1F493, 0x1F49F), (0x1F5A4, 0x1F5A4), (0x1F90D, 0x1F90E), (0x1F9E1, 0x1F9E1),
     (0x1FA75, 0x1FA77), (0x1F48B, 0x1F48C), (0x1F4A5, 0x1F4AF), (0x1F525, 0x1F525), (0x2728, 0x2728),
     (0x1F389, 0x1F38A)],
    # people
    [(0x2639, 0x263A), (0x1F638, 0x1F64E), (0x1F440, 0x1F445), (0x1F464, 0x1F488), (0x1F926, 0x1F926),
     (0x1F930, 0x1F93E), (0x1F9B0, 0x1F9DF), (0x1F57A, 0x1F57A), (0x1F574, 0x1F575), (0x1FAC0, 0x1FAC5),
     (0x1F385, 0x1F385), (0x1F3C2, 0x1F3CC), (0x1F5E3, 0x1F5E3), (0x1F9E0, 0x1F9E0)],
    # animals and plants
    [(0x1F400, 0x1F43F), (0x1F980, 0x1F9AE), (0x1F330, 0x1F344), (0x1FAB0, 0x1FABF), (0x1F577, 0x1F578),
     (0x1F54A, 0x1F54A), (0x1F490, 0x1F490), (0x1FACE, 0x1FACF)],
    # food
    [(0x1F345, 0x1F37F), (0x1F950, 0x1F96F), (0x1F9C0, 0x1F9CB), (0x2615, 0x2615), (0x1F32D, 0x1F32F),
     (0x1FAD0, 0x1FADF), (0x1F382, 0x1F382)],
    # doing
    [(0x1F380, 0x1F3D3), (0x1F3F8, 0x1F3FA), (0x26BD, 0x26BE), (0x1F940, 0x1F94F), (0x1F9E7, 0x1F9E9),
     (0x2660, 0x2666), (0x1F004, 0x1F0CF), (0x1FA80, 0x1FA88)],
    # places, sky and travel
    [(0x1F680, 0x1F6FF), (0x1F3D4, 0x1F3F0), (0x26EA, 0x26F5), (0x1F300, 0x1F32C), (0x2600, 0x2604),
     (0x26C4, 0x26C8), (0x2744, 0x2744), (0x1F5FA, 0x1F5FF), (0x231A, 0x231B), (0x23F0, 0x23F3), (0x2B50, 0x2B50)],
    # things
    [(0x1F4A0, 0x1F4FD), (0x1F50B, 0x1F518), (0x1F526, 0x1F52E), (0x1F54B, 0x1F54E), (0x1F56F, 0x1F5F3),
     (0x1F9E2, 0x1F9FF), (0x1FA70, 0x1FAAF), (0x2702, 0x270F), (0x260E, 0x260E)],
]

# Joined ones that people use.
JOINED = """\
❤️‍🔥 heart on fire
😮‍💨 face exhaling
😵‍💫 face with spiral eyes
🤷‍♀️ woman shrugging
🤷‍♂️ man shrugging
🤦‍♀️ woman facepalming
🤦‍♂️ man facepalming
👩‍💻 woman with a computer
👨‍💻 man with a computer
🧑‍🚀 astronaut
👨‍👩‍👧 family
🐻‍❄️ polar bear
🏳️‍🌈 rainbow flag
🏴‍☠️ pirate flag
"""


def place(point):
    for number, ranges in enumerate(GROUPS):
        if any(first <= point <= last for first, last in ranges):
            return number, point
    return len(GROUPS), point


def main():
    pictures = having("Emoji_Presentation")
    lines = ["# SPDX-License-Identifier: Apache-2.0", "# Written by names.py."]
    for point in sorted(having("Emoji") - having("Emoji_Modifier") - SKIPPED, key=place):
        style = "" if point in pictures else "\N{VARIATION SELECTOR-16}"
        lines.append(f"{chr(point)}{style} {unicodedata.name(chr(point)).lower()}")
    target = pathlib.Path(__file__).with_name("names.txt")
    target.write_text("\n".join(lines) + "\n" + JOINED, encoding="utf-8")


if __name__ == "__main__":
    main()
