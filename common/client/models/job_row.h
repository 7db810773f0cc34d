// A job as JobModel keeps it: with what its row shows and is found by, made once when it changes.
#pragma once

#include "common/client/models/job_model.h"

#include <limits>

namespace relevo {

struct JobRow
{
    Job job;
    QString input; ///< previews
    QString outcome;
    std::string haystack;           ///< both, case-folded, UTF-8, with a line end in between
    std::size_t inputSize = 0;      ///< of the former in there
    double inputNumber = notNumber; ///< the preview as a number, where it is one
    double outcomeNumber = notNumber;
    quint64 server = 0;   ///< the one it was meant for, as JobModel counts them
    int tries = 0;        ///< answered with "not run"
    bool refused = false; ///< another server was chosen

    static constexpr double notNumber = std::numeric_limits<double>::quiet_NaN();

    explicit JobRow(Job job);

    /// The outcome has changed, or the language.
    void describeOutcome();
    qsizetype bytes() const;
    std::string_view foldedInput() const { return std::string_view(haystack).substr(0, inputSize); }
    std::string_view foldedOutcome() const { return std::string_view(haystack).substr(inputSize + 1); }
};

/// For people, in the user's language.
QString jobStateText(Job::State state);
QString jobDurationText(std::chrono::nanoseconds duration);
/// The time; with the date if it is not today's.
QString jobTimeText(const QDateTime &time);
QString otherServerText();

} // namespace relevo
