# SPDX-License-Identifier: Apache-2.0
# For tests of the project's own check scripts: a tree of made-up files, and what a check must say of it.

# expect_pass(<what> <argument of cmake>…)
function(expect_pass what)
    execute_process(COMMAND ${CMAKE_COMMAND} ${ARGN} RESULT_VARIABLE result ERROR_VARIABLE said OUTPUT_VARIABLE said)
    if(NOT result EQUAL 0)
        message(SEND_ERROR "${what}: must pass, but was refused with\n${said}")
    endif()
endfunction()

# expect_failure(<what> <part of the message> <argument of cmake>…)
function(expect_failure what part)
    execute_process(COMMAND ${CMAKE_COMMAND} ${ARGN} RESULT_VARIABLE result ERROR_VARIABLE said OUTPUT_VARIABLE said)
    string(REGEX REPLACE "[ \n]+" " " said "${said}") # CMake wraps what it says
    string(FIND "${said}" "${part}" found)
    if(result EQUAL 0)
        message(SEND_ERROR "${what}: must be refused, but passed")
    elseif(found EQUAL -1)
        message(SEND_ERROR "${what}: the refusal does not say \"${part}\" but\n${said}")
    endif()
endfunction()
