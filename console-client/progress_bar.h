// One line on standard error that is drawn over again, if that is a terminal; nothing otherwise.
#pragma once

#include "common/client/line_runner.h"

namespace relevo::console {

class ProgressBar
{
public:
    ProgressBar();
    ~ProgressBar() { clear(); }

    void show(const LineProgress &progress);
    /// Makes room for other output.
    void clear();

private:
    bool m_terminal;
    bool m_shown = false;
};

} // namespace relevo::console
