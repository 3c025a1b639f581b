# SPDX-License-Identifier: Apache-2.0
# Fails when a file of the tree breaks a rule that a script can see, and names each that does.
# cmake -DROOT=… -DLIST=<file with one path a line, from ROOT> -P checksources.cmake
cmake_minimum_required(VERSION 3.25)

# Past these there is usually a second thing inside. A test's tables may be longer.
set(lineLimit 400)
set(testLineLimit 650)

# Where a file may be. Folders of tests mirror those of the source.
set(layers "shared/(core|protocol)|server/(app|net|api|domain|storage|bus)|client/(connection|store|view|desktop)")
set(places
    "(CMakeLists\\.txt|CMakePresets\\.json|README\\.md|LICENSE|NOTICE|\\.[a-z-]+)"
    "\\.(ci|cmake)/.+"
    "(server|client|shared|translations|tests)/CMakeLists\\.txt"
    "(server|client)/main\\.cpp"
    "server/SCALING\\.md"
    "client/run\\.sh|tests/run\\.sh"
    "(${layers})/[^/]+"
    "resources/(emoji|icons|themes|migrations|api|packaging)/.+"
    "resources/(CMakeLists\\.txt|[a-z]+\\.qrc)"
    "translations/confab_[A-Za-z_]+\\.ts"
    "tests/(${layers}|project|support|integration|gui|faults|fuzz|benchmarks)/.+"
    "(server|client|shared|resources|translations|tests)/(.*/)?README\\.md")

file(STRINGS ${LIST} files)
set(errors "")
macro(refuse why)
    string(APPEND errors "\n  ${file}: ${why}")
endmacro()

foreach(file ${files})
    if(NOT EXISTS ${ROOT}/${file})
        continue() # deleted and not committed yet
    endif()
    set(hasPlace OFF)
    foreach(place ${places})
        if(file MATCHES "^(${place})$")
            set(hasPlace ON)
        endif()
    endforeach()
    if(NOT hasPlace)
        refuse("has no place in the tree (checksources.cmake lists them)")
    endif()
    if(NOT file MATCHES "\\.(h|cpp|cmake|sh|py|sql|yaml|json|md|ts|qrc|txt|desktop|service|in)$")
        continue()
    endif()
    file(READ ${ROOT}/${file} content)

    if(file MATCHES "\\.(h|cpp)$")
        if(NOT file MATCHES "/[a-z0-9]+(_(unix|linux|macos|windows|other))?\\.(h|cpp)$")
            refuse("a file is named after its class, in lower case, and perhaps its platform")
        endif()
        if(NOT content MATCHES "^// SPDX-License-Identifier: Apache-2\\.0\n")
            refuse("its first line is not its SPDX line")
        endif()
        string(REGEX REPLACE "[^\n]" "" ends "${content}")
        string(LENGTH "${ends}" lines)
        set(limit ${lineLimit})
        if(file MATCHES "test\\.cpp$")
            set(limit ${testLineLimit})
        endif()
        if(lines GREATER limit)
            refuse("has ${lines} lines, more than ${limit}")
        endif()
    elseif(file MATCHES "(CMakeLists\\.txt|\\.cmake|\\.sh|\\.py|\\.yaml)$")
        if(NOT content MATCHES "^(#![^\n]*\n)?# SPDX-License-Identifier: Apache-2\\.0\n")
            refuse("its first line is not its SPDX line")
        endif()
    elseif(file MATCHES "\\.sql$")
        if(NOT content MATCHES "^-- SPDX-License-Identifier: Apache-2\\.0\n")
            refuse("its first line is not its SPDX line")
        endif()
    endif()
    # Paths of someone's machine; those of every machine (/usr, /etc, /dev, /proc, /tmp) are another thing.
    if(content MATCHES "[^A-Za-z0-9.…}>)]/(home|root|Users|work|mnt)/[A-Za-z0-9_.]+")
        refuse("names a path of one machine: ${CMAKE_MATCH_0}")
    endif()
endforeach()
if(errors)
    message(FATAL_ERROR "The tree is not as it should be:${errors}")
endif()
