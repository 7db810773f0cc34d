# How every target is built. `relevo_options` carries the language level and the warnings; each target links it
# privately, so that a user of the installed libraries does not inherit our warnings.
include(GNUInstallDirs)

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_AUTOMOC OFF)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()

add_library(relevo_options INTERFACE)
target_compile_features(relevo_options INTERFACE cxx_std_20)
target_compile_options(relevo_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
  -Woverloaded-virtual -Wnull-dereference -Wimplicit-fallthrough)
target_compile_definitions(relevo_options INTERFACE
  QT_NO_KEYWORDS QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_ASCII QT_NO_URL_CAST_FROM_STRING)

option(RELEVO_WERROR "Treat warnings as errors" OFF)
if(RELEVO_WERROR)
  target_compile_options(relevo_options INTERFACE -Werror)
endif()

# RELEVO_SANITIZE: empty, "address,undefined" or "thread". Applied to the whole tree: a mix does not link.
set(RELEVO_SANITIZE "" CACHE STRING "Sanitizers to build everything with")
if(RELEVO_SANITIZE)
  add_compile_options(-fsanitize=${RELEVO_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${RELEVO_SANITIZE})
  if(RELEVO_SANITIZE MATCHES undefined)
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
endif()

# relevo_library(NAME SOURCES … PUBLIC … PRIVATE …): one static library with one purpose.
function(relevo_library name)
  cmake_parse_arguments(ARG "MOC" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>")
  target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE "$<BUILD_INTERFACE:relevo_options>" ${ARG_PRIVATE})
  if(ARG_MOC)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
  endif()
endfunction()

# relevo_program(NAME SOURCES … LIBRARIES …): an executable in build/<preset>/bin.
function(relevo_program name)
  cmake_parse_arguments(ARG "MOC" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE relevo_options ${ARG_LIBRARIES})
  if(ARG_MOC)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
  endif()
endfunction()
