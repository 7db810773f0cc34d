# What `cmake --install` puts where: the programs, and the CMake package `Relevo` for Qt programs that use the client:
#
#   find_package(Relevo REQUIRED)
#   target_link_libraries(my_program PRIVATE Relevo::Client)     # or Relevo::Protocol alone, or Relevo::Models for a window
#
# Its headers are included as in this tree: "common/client/client.h".
include(CMakePackageConfigHelpers)

set(RELEVO_PACKAGE_DIR "${CMAKE_INSTALL_LIBDIR}/cmake/Relevo")
set(RELEVO_HEADER_DIR "${CMAKE_INSTALL_INCLUDEDIR}/relevo")

# relevo_export(TARGET FOLDER NAME): the library of common/FOLDER becomes Relevo::NAME. Folders below it are libraries of
# their own.
function(relevo_export target folder name)
  if(NOT TARGET ${target})
    return()
  endif()
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  target_compile_features(${target} PUBLIC cxx_std_20)
  install(TARGETS ${target} EXPORT RelevoTargets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    INCLUDES DESTINATION "${RELEVO_HEADER_DIR}")
  file(GLOB headers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/common/${folder}/*.h")
  install(FILES ${headers} DESTINATION "${RELEVO_HEADER_DIR}/common/${folder}")
endfunction()
relevo_export(relevo_protocol protocol Protocol)
relevo_export(relevo_client client Client)
relevo_export(relevo_models client/models Models)

install(EXPORT RelevoTargets NAMESPACE Relevo:: DESTINATION "${RELEVO_PACKAGE_DIR}")
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/RelevoConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/RelevoConfig.cmake" INSTALL_DESTINATION "${RELEVO_PACKAGE_DIR}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/RelevoConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/RelevoConfig.cmake" "${PROJECT_BINARY_DIR}/RelevoConfigVersion.cmake"
  DESTINATION "${RELEVO_PACKAGE_DIR}")

foreach(program relevo-server relevo relevo-bench relevo-desktop relevo-mobile)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
  endif()
endforeach()

if(EXISTS "${PROJECT_SOURCE_DIR}/console-client/completion/relevo.bash")
  install(FILES "${PROJECT_SOURCE_DIR}/console-client/completion/relevo.bash"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME relevo)
endif()
install(FILES "${PROJECT_SOURCE_DIR}/README.md" "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
