# SPDX-License-Identifier: Apache-2.0
# Every file that git knows is where it belongs and as checksources.cmake asks.
cmake_minimum_required(VERSION 3.25)

find_program(GIT git)
if(NOT GIT OR NOT EXISTS ${ROOT}/.git)
    message("SKIPPED: not a git checkout, so what belongs to the tree is not known")
    return()
endif()
file(MAKE_DIRECTORY ${WORK})
execute_process(COMMAND ${GIT} -c safe.directory=* ls-files WORKING_DIRECTORY ${ROOT}
    OUTPUT_FILE ${WORK}/list COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${ROOT} -DLIST=${WORK}/list
    -P ${CMAKE_CURRENT_LIST_DIR}/checksources.cmake COMMAND_ERROR_IS_FATAL ANY)
