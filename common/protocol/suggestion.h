// The nearest known name to one that is not known: for methods, options, file keys and subcommands alike.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace relevo {

/// The candidate with the least Damerau-Levenshtein distance (optimal string alignment), if that is at most a third of
/// the name's length, and at least 1 for short names; empty if none is near. Long names (over 64 bytes) have none.
/// A name that equals the last part of a dotted candidate (`reverse` of `text.reverse`) is near as well.
std::string nearestName(std::string_view name, std::span<const std::string> candidates);

} // namespace relevo
