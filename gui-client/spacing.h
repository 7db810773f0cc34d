// The distances of the windows' layouts, in device-independent pixels.
#pragma once

namespace relevo::desktop {

inline constexpr int tight = 4;    ///< a label and what it says more about
inline constexpr int gap = 8;      ///< controls of one group
inline constexpr int section = 12; ///< groups
inline constexpr int margin = 16;  ///< a page's edge

} // namespace relevo::desktop
