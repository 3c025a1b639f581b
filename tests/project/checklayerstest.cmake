# SPDX-License-Identifier: Apache-2.0
# CheckLayers.cmake stops a build that includes upward, and no other.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/expect.cmake)

file(REMOVE_RECURSE ${WORK})
file(WRITE ${WORK}/shared/core/id.h "#pragma once\n")
file(WRITE ${WORK}/shared/protocol/message.h "#pragma once\n")
file(WRITE ${WORK}/server/storage/database.h "#pragma once\n")
file(WRITE ${WORK}/server/net/listener.h "#pragma once\n")
file(WRITE ${WORK}/server/network/other.h "#pragma once\n")

# includes(<line>…): the one source of server/storage holds these lines.
macro(includes)
    string(JOIN "\n" content ${ARGV} "int x;\n")
    file(WRITE ${WORK}/server/storage/database.cpp "${content}")
endmacro()
set(check -DROOT=${WORK} -DFOLDER=server/storage "-DMAY_INCLUDE=shared/core\;server/net" -DSTAMP=${WORK}/stamp
    -P ${ROOT}/.cmake/CheckLayers.cmake)

includes("#include \"server/storage/database.h\"" "#include \"shared/core/id.h\"" "#include <QString>" "#include <vector>")
expect_pass("its own folder, an allowed one, Qt and the standard library" ${check})
if(NOT EXISTS ${WORK}/stamp)
    message(SEND_ERROR "a check that passed leaves no stamp")
endif()
file(REMOVE ${WORK}/stamp)

includes("#include \"shared/protocol/message.h\"")
expect_failure("a folder beside the allowed one" "\"shared/protocol/message.h\"" ${check})
if(EXISTS ${WORK}/stamp)
    message(SEND_ERROR "a check that failed leaves a stamp: the next build would pass")
endif()

includes("#include \"server/network/other.h\"")
expect_failure("a folder whose name begins like an allowed one" "\"server/network/other.h\"" ${check})

includes("  #  include <shared/protocol/message.h>")
expect_failure("angle brackets and blanks" "\"shared/protocol/message.h\"" ${check})

includes("#include \"../../shared/core/id.h\"")
expect_failure("a path that goes up, though its target is allowed" "write the path from the root" ${check})

includes("#include \"shared/core/id.h\"")
file(WRITE ${WORK}/server/storage/database.h "#include \"shared/protocol/message.h\"\n")
expect_failure("a header" "database.h: \"shared/protocol/message.h\"" ${check})
file(WRITE ${WORK}/server/storage/database.h "#pragma once\n")

# And the build: a tree of two layers in which one looks up does not build.
file(WRITE ${WORK}/shared/core/id.cpp "#include \"server/net/listener.h\"\nint id() { return 1; }\n")
file(WRITE ${WORK}/shared/core/CMakeLists.txt "confab_library(core SOURCES id.cpp)\n")
file(WRITE ${WORK}/CMakeLists.txt "cmake_minimum_required(VERSION 3.25)\nproject(layers VERSION 1.0 LANGUAGES CXX)\n"
    "include(.cmake/ConfabTargets.cmake)\nadd_subdirectory(shared/core)\n")
file(COPY ${ROOT}/.cmake DESTINATION ${WORK})
file(WRITE ${WORK}/.cmake/precompiled.h "#include <vector>\n")
execute_process(COMMAND ${CMAKE_COMMAND} -G ${GENERATOR} -S ${WORK} -B ${WORK}/build OUTPUT_QUIET ERROR_VARIABLE said RESULT_VARIABLE result)
if(NOT result EQUAL 0)
    message(SEND_ERROR "the small tree cannot be configured:\n${said}")
endif()
expect_failure("a build of a layer that looks up" "shared/core may include only from itself"
    --build ${WORK}/build --target confab-core-layers)
file(WRITE ${WORK}/shared/core/id.cpp "#include \"shared/core/id.h\"\nint id() { return 1; }\n")
expect_pass("a build of the same layer without it" --build ${WORK}/build --target confab-core-layers)
