# SPDX-License-Identifier: Apache-2.0
# The few functions that every CMakeLists.txt of the project uses.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

find_program(CONFAB_CCACHE ccache)
if(CONFAB_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # A precompiled header is only cached when ccache is told to look past its time stamps.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        ${CONFAB_CCACHE})
endif()

add_library(confab-options INTERFACE)
target_include_directories(confab-options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(confab-options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_CONTEXTLESS_CONNECT
    QT_NO_FOREACH QT_NO_KEYWORDS QT_DISABLE_DEPRECATED_BEFORE=0x060400
    CONFAB_VERSION="${PROJECT_VERSION}")
if(MSVC)
    target_compile_options(confab-options INTERFACE /W4 /utf-8 $<$<BOOL:${CONFAB_WERROR}>:/WX>)
else()
    # As hiredis asks for; said to all, since a precompiled header is for those who say the same.
    target_compile_definitions(confab-options INTERFACE _FILE_OFFSET_BITS=64)
    target_compile_options(confab-options INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
        -Wno-missing-field-initializers # designated initializers leave the rest at their defaults on purpose
        # Each test's folders, which none of them asks for and which keep them from sharing a precompiled header.
        -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR
        # GCC 12 takes an empty std::optional's payload for one that is read (bugzilla 80635).
        $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess> $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
        $<$<BOOL:${CONFAB_WERROR}>:-Werror>)
endif()
if(CONFAB_SANITIZE)
    target_compile_options(confab-options INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer
        -fno-sanitize-recover=undefined)
    target_link_options(confab-options INTERFACE -fsanitize=address,undefined)
endif()

# confab_precompiled(<target> [WITH <library>…] [HEADERS <header>…])
#
# Gives a target .cmake/precompiled.h and the headers, compiled once for all targets that ask for the same: one of its
# own for each would be nearly all that a build writes. The libraries are those whose presence the headers ask for (Qt's
# QT_…_LIB); -Winvalid-pch, which CMake sets, tells when a target does not fit.
function(confab_precompiled target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "WITH;HEADERS")
    list(TRANSFORM arg_WITH REPLACE "Qt6::" "-" OUTPUT_VARIABLE owner)
    string(JOIN "" owner confab-precompiled ${owner})
    if(NOT TARGET ${owner})
        add_library(${owner} OBJECT ${CMAKE_SOURCE_DIR}/.cmake/precompiled.cpp)
        target_link_libraries(${owner} PRIVATE confab-options $<TARGET_NAME_IF_EXISTS:Qt6::Core> ${arg_WITH})
        target_precompile_headers(${owner} PRIVATE ${CMAKE_SOURCE_DIR}/.cmake/precompiled.h ${arg_HEADERS})
    endif()
    target_link_libraries(${target} PRIVATE ${arg_WITH})
    target_precompile_headers(${target} REUSE_FROM ${owner})
endfunction()

# confab_library(<layer> SOURCES … LINK … [MAY_INCLUDE <folder>…])
#
# A layer: the static library confab-<layer> from the sources beside the calling CMakeLists.txt. Its files
# may include only from its own folder and from the folders that MAY_INCLUDE names; anything else of the
# project fails the build (CheckLayers.cmake).
function(confab_library layer)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK;MAY_INCLUDE")
    set(target confab-${layer})
    add_library(${target} STATIC ${arg_SOURCES})
    target_link_libraries(${target} PUBLIC confab-options ${arg_LINK})
    confab_precompiled(${target})
    set_target_properties(${target} PROPERTIES AUTOMOC ON)

    file(RELATIVE_PATH folder ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
    file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.h ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    set(stamp ${CMAKE_CURRENT_BINARY_DIR}/${target}.layers)
    add_custom_command(OUTPUT ${stamp}
        COMMAND ${CMAKE_COMMAND} -DROOT=${CMAKE_SOURCE_DIR} -DFOLDER=${folder}
                "-DMAY_INCLUDE=${arg_MAY_INCLUDE}" -DSTAMP=${stamp} -P ${CMAKE_SOURCE_DIR}/.cmake/CheckLayers.cmake
        DEPENDS ${files} ${CMAKE_SOURCE_DIR}/.cmake/CheckLayers.cmake
        COMMENT "Checking what ${folder} includes" VERBATIM)
    add_custom_target(${target}-layers DEPENDS ${stamp})
    add_dependencies(${target} ${target}-layers)
endfunction()

# confab_tests(<name> CLASSES <file>… LINK … [ENGINES <class>…] [GUI] [SERIAL] [LABELS …] [TIMEOUT seconds])
#
# One executable for the test classes of a folder, and one ctest entry for each class, named <name>/<class>.
# Each file ends with CONFAB_TEST(ClassName), the class being the file's name in lower case. The classes of ENGINES
# run once more on each shared database engine, as <name>/<class>/<engine> (tests/support/testdatabase.h).
function(confab_tests name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "GUI;SERIAL" "TIMEOUT" "CLASSES;LINK;LABELS;ENGINES")
    string(REPLACE "/" "-" flat ${name})
    set(target test-${flat})
    set(main ${CMAKE_SOURCE_DIR}/tests/support/testmain.cpp)
    add_executable(${target} ${arg_CLASSES} ${main})
    target_link_libraries(${target} PRIVATE confab-options ${arg_LINK})
    set_target_properties(${target} PROPERTIES AUTOMOC ON)
    if(arg_GUI)
        target_compile_definitions(${target} PRIVATE CONFAB_GUI_TEST)
        confab_precompiled(${target} WITH Qt6::Test Qt6::Network Qt6::Widgets HEADERS <QtTest>)
    else()
        confab_precompiled(${target} WITH Qt6::Test Qt6::Network HEADERS <QtTest>)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    # QtTest would end a function after five minutes, however long the test may take.
    math(EXPR functionTimeout "1000 * ${arg_TIMEOUT}")
    set(environment "QTEST_FUNCTION_TIMEOUT=${functionTimeout};QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;UBSAN_OPTIONS=print_stacktrace=1;LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/leaks.supp")
    foreach(file ${arg_CLASSES})
        get_filename_component(class ${file} NAME_WE)
        if(NOT file MATCHES "test\\.cpp$")
            continue()
        endif()
        set(tests ${name}/${class})
        add_test(NAME ${name}/${class} COMMAND ${target} ${class})
        set_tests_properties(${name}/${class} PROPERTIES ENVIRONMENT "${environment}")
        if(class IN_LIST arg_ENGINES)
            foreach(engine postgresql mariadb)
                list(APPEND tests ${name}/${class}/${engine})
                add_test(NAME ${name}/${class}/${engine} COMMAND ${target} ${class})
                set_tests_properties(${name}/${class}/${engine} PROPERTIES SKIP_RETURN_CODE 77
                    ENVIRONMENT "${environment};CONFAB_TEST_ENGINE=${engine}")
            endforeach()
        endif()
        set_tests_properties(${tests} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}")
        if(arg_SERIAL)
            set_tests_properties(${tests} PROPERTIES RUN_SERIAL ON)
        endif()
    endforeach()
endfunction()
