# SPDX-License-Identifier: Apache-2.0
# Fails when what desktops are told of Confab is malformed, or says other than the program: the scheme of its links
# and the name of its desktop entry.
# cmake -DROOT=… -DWORK=… -P packaging.cmake

set(folder ${ROOT}/resources/packaging)
set(entry ${folder}/linux/org.confab.Confab.desktop)

function(expect file text)
    file(READ ${file} content)
    string(FIND "${content}" "${text}" at)
    if(at EQUAL -1)
        message(SEND_ERROR "${file} lacks: ${text}")
    endif()
endfunction()

expect(${entry} "MimeType=x-scheme-handler/confab;")
expect(${entry} "Exec=confab %u")
expect(${folder}/linux/org.confab.Confab.metainfo.xml "x-scheme-handler/confab")
expect(${folder}/windows/confab.reg "Classes\\confab\\shell\\open\\command]")
expect(${folder}/macos/Info.plist.in "<string>confab</string>")
expect(${ROOT}/client/main.cpp "setDesktopFileName(u\"org.confab.Confab\"_s)")
expect(${ROOT}/client/store/confablink.h "scheme{\"confab\"}")

find_program(DESKTOP_FILE_VALIDATE desktop-file-validate)
find_program(APPSTREAMCLI appstreamcli)
if(DESKTOP_FILE_VALIDATE)
    execute_process(COMMAND ${DESKTOP_FILE_VALIDATE} ${entry} RESULT_VARIABLE status OUTPUT_VARIABLE output)
    if(NOT status EQUAL 0 OR NOT output STREQUAL "")
        message(SEND_ERROR "desktop-file-validate: ${output}")
    endif()
endif()
if(APPSTREAMCLI)
    execute_process(COMMAND ${APPSTREAMCLI} validate --no-net ${folder}/linux/org.confab.Confab.metainfo.xml
        RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT status EQUAL 0)
        message(SEND_ERROR "appstreamcli: ${output}")
    endif()
endif()
if(NOT DESKTOP_FILE_VALIDATE OR NOT APPSTREAMCLI)
    message(STATUS "Without desktop-file-validate and appstreamcli only a part was checked")
endif()
