// Reads the server's lines: is each to the letter what the contract promises, and what does it say?
#pragma once

#include "tests/support/json_text_value.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

namespace relevo::test {

/// What is wrong with a line as a reply of JSON-RPC 2.0 or 1.0, or a batch of them; empty if nothing is.
QString faultOf(const QByteArray &line);

/// A reply in short: `ID RESULT` with the result in canonical form, `ID !CODE` for an error, with its data's `param`,
/// `limit` or `suggestion` in parentheses if there is one. In the form of JSON-RPC 1.0 `v1:` stands before it.
QByteArray summaryOf(const JsonTextValue &reply);
/// The summary of a line; of a batch the members' summaries, sorted, in brackets with ` ; ` between.
QByteArray summaryOf(const QByteArray &line);

/// Empty if `lines` are, in any order, replies with the summaries `expected`; otherwise a text for the test's log. An
/// expected summary that starts with `* ` takes any id (where the contract leaves it open).
QString differenceOf(const QByteArrayList &lines, const QByteArrayList &expected);

/// `{"jsonrpc":"2.0","method":METHOD,"params":PARAMS,"id":ID}`; without the member where its text is empty.
QByteArray request(const QByteArray &id, const QByteArray &method, const QByteArray &params = {});
/// text.reverse of `ab`, which succeeds with `ID {"text":"ba"}`.
QByteArray goodRequest(const QByteArray &id);
QByteArray goodSummary(const QByteArray &id);
/// text.count of about `bytes` bytes of words with marks: work for milliseconds per 100 KiB, however fast the server.
QByteArray slowRequest(const QByteArray &id, qsizetype bytes);

} // namespace relevo::test
