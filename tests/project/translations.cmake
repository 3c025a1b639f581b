# SPDX-License-Identifier: Apache-2.0
# Fails when a file of translations/ has something unfinished, or is not what lupdate makes of it and today's
# sources: a text that is new, changed or gone.
# cmake -DROOT=… -DWORK=… -DLUPDATE=… -P translations.cmake

file(MAKE_DIRECTORY ${WORK})
set(sources ${ROOT}/client/main.cpp)
foreach(layer connection store desktop view)
    file(GLOB files ${ROOT}/client/${layer}/*.cpp ${ROOT}/client/${layer}/*.h)
    list(APPEND sources ${files})
endforeach()
list(JOIN sources "\n" lines)
file(WRITE ${WORK}/sources.txt "${lines}\n")

foreach(language en de)
    set(name confab_${language}.ts)
    set(options -silent -locations none -no-ui-lines -no-obsolete -source-language en -target-language ${language} -I ${ROOT})
    if(language STREQUAL "en")
        list(APPEND options -pluralonly)
    endif()
    configure_file(${ROOT}/translations/${name} ${WORK}/${name} COPYONLY)
    execute_process(COMMAND ${LUPDATE} ${options} @${WORK}/sources.txt -ts ${WORK}/${name} RESULT_VARIABLE status)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "lupdate: ${status}")
    endif()
    execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${ROOT}/translations/${name} ${WORK}/${name}
        RESULT_VARIABLE differs ERROR_QUIET)
    if(NOT differs EQUAL 0)
        message(SEND_ERROR "translations/${name} is stale: run the target confab-lupdate and translate what is new")
    endif()
    file(STRINGS ${ROOT}/translations/${name} bad REGEX "type=\"(unfinished|vanished|obsolete)\"|<translation></translation>")
    if(bad)
        message(SEND_ERROR "translations/${name} is unfinished:\n${bad}")
    endif()
endforeach()
