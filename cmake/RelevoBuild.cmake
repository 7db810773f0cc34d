# How every target is built. `relevo_options` carries the language level and the warnings; each target links it
# privately, so that a user of the installed libraries does not inherit our warnings.
include(GNUInstallDirs)

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_AUTOMOC OFF)

find_program(CCACHE ccache)
if(CCACHE)
  # A precompiled header is taken for what its text says, whatever the time of its file.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;${CCACHE}")
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

# Two thirds of the time to compile our files went into the standard library's and Qt's headers: these are compiled once
# for everything that stands on Qt Core. (QtTest is left out: its targets define each test's own folder.) clang-tidy reads
# every file without them, so that each still names what it uses.
# GCC 12 then takes strings' own moves for overflows (its bug 105329), which the sanitizers would tell of if they were.
target_compile_options(relevo_options INTERFACE "$<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds;-Wno-stringop-overflow>")
add_library(relevo_headers OBJECT "${PROJECT_SOURCE_DIR}/cmake/precompiled.cpp")
target_link_libraries(relevo_headers PRIVATE relevo_options Qt6::Core)
target_precompile_headers(relevo_headers PRIVATE
  <algorithm> <array> <atomic> <chrono> <cmath> <cstdint> <cstring> <deque> <functional> <limits> <map> <memory> <mutex>
  <optional> <random> <set> <span> <string> <string_view> <thread> <unordered_map> <utility> <variant> <vector>
  <QAbstractItemModel> <QBitArray> <QByteArray> <QCborMap> <QCoreApplication> <QDateTime> <QFile> <QJsonDocument>
  <QJsonObject> <QList> <QLocale> <QObject> <QRect> <QRegularExpression> <QString> <QStringList> <QTemporaryDir> <QThread> <QTimer>
  <QUrl> <QUuid>)

# Where nobody edits (the sanitizers' builds, and the one that a user makes once), a target's files are compiled a dozen at
# a time: less than half of the work. The development build compiles each alone, and looks for shadows there: one file's
# value may have the name of another's argument.
option(RELEVO_UNITY "Compile the files of a target together" OFF)
if(RELEVO_UNITY)
  target_compile_options(relevo_options INTERFACE -Wno-shadow)
endif()
function(relevo_compile_together name)
  if(RELEVO_UNITY)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 12)
  endif()
endfunction()

# relevo_library(NAME [MOC] [PLAIN] [APART] SOURCES … PUBLIC … PRIVATE …): one static library with one purpose; a PLAIN one
# knows nothing of Qt, and the files of one APART are compiled each alone, always.
function(relevo_library name)
  cmake_parse_arguments(ARG "MOC;PLAIN;APART" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>")
  target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE "$<BUILD_INTERFACE:relevo_options>" ${ARG_PRIVATE})
  if(NOT ARG_PLAIN)
    target_precompile_headers(${name} REUSE_FROM relevo_headers)
  endif()
  if(NOT ARG_APART)
    relevo_compile_together(${name})
  endif()
  if(ARG_MOC)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
  endif()
endfunction()

# relevo_program(NAME [MOC] [PLAIN] SOURCES … LIBRARIES …): an executable in build/<preset>/bin.
function(relevo_program name)
  cmake_parse_arguments(ARG "MOC;PLAIN" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE relevo_options ${ARG_LIBRARIES})
  if(NOT ARG_PLAIN)
    target_precompile_headers(${name} REUSE_FROM relevo_headers)
  endif()
  relevo_compile_together(${name})
  if(ARG_MOC)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
  endif()
endfunction()
