// What the precompiled headers hang on: CMake makes them with a target, and a target wants a source.
