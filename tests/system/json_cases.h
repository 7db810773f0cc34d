// JSON values and texts that a parser has to take, and others that it has to refuse (RFC 8259), after the well-known
// parsing test suites: the places where parsers differ.
#pragma once

#include <QByteArrayList>

namespace relevo::test {

/// Each is one JSON value.
QByteArrayList goodJsonValues();

/// None is a JSON value; each stands where a value is expected and leaves the brackets around it closed, or fails the
/// framing.
QByteArrayList badJsonValues();

/// Whole texts, beginning with a bracket, that are no JSON.
QByteArrayList badJsonTexts();

} // namespace relevo::test
