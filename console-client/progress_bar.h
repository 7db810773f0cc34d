// One line on standard error that is drawn over again, if that is a terminal; nothing otherwise.
#pragma once

#include "common/client/line_runner.h"

namespace relevo::console {

class ProgressBar
{
public:
    explicit ProgressBar(bool wanted);
    ~ProgressBar() { clear(); }

    void show(const LineProgress &progress);
    /// Makes room for other output.
    void clear();

private:
    bool m_shows;
    bool m_shown = false;
};

} // namespace relevo::console
