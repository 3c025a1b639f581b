# SPDX-License-Identifier: Apache-2.0
# Every C++ file is as clang-format would write it. Other versions than the one that .clang-format was written for
# would write some of it otherwise, so they are not asked.
cmake_minimum_required(VERSION 3.25)

set(version 14)
find_program(CLANG_FORMAT NAMES clang-format-${version} clang-format)
if(CLANG_FORMAT)
    execute_process(COMMAND ${CLANG_FORMAT} --version OUTPUT_VARIABLE said)
endif()
if(NOT CLANG_FORMAT OR NOT said MATCHES "version ${version}\\.")
    message("SKIPPED: clang-format ${version} is not installed")
    return()
endif()
file(GLOB_RECURSE files ${ROOT}/shared/*.h ${ROOT}/shared/*.cpp ${ROOT}/server/*.h ${ROOT}/server/*.cpp
    ${ROOT}/client/*.h ${ROOT}/client/*.cpp ${ROOT}/tests/*.h ${ROOT}/tests/*.cpp)
execute_process(COMMAND ${CLANG_FORMAT} --dry-run --Werror ${files} RESULT_VARIABLE result ERROR_VARIABLE said)
if(NOT result EQUAL 0)
    string(REGEX MATCHALL "[^\n]+: error: [^\n]+" errors "${said}")
    string(JOIN "\n  " errors ${errors})
    message(FATAL_ERROR "clang-format -i would change:\n  ${errors}")
endif()
