// What a run's results look like in its file: one record per line of the input, in each of the formats.
//
// Not thread-safe; one per file.
#pragma once

#include "common/client/models/batch_run.h"

#include <string>
#include <string_view>

namespace relevo {

class BatchFormat
{
public:
    BatchFormat(const TaskDescription &task, BatchOptions::Format format);

    /// What stands before the first record; empty where nothing does.
    std::string header() const;
    /// Appends the record of one line, its end included.
    void append(std::string &out, const LineResult &line);

private:
    void appendText(std::string &out, const LineResult &line);
    void appendCsv(std::string &out, const LineResult &line);
    static void appendJson(std::string &out, const LineResult &line);
    /// The member's value for people; empty where it is null or absent.
    std::string_view valueOf(std::string_view result, const std::string &name);

    std::vector<std::string> m_members; ///< of the result; none: its shape is not known
    BatchOptions::Format m_format;
    std::string m_value;
};

} // namespace relevo
