#include "server/background/time_text.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace relevo {

std::int64_t nowMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

void appendTime(std::string &json, std::int64_t ms)
{
    using namespace std::chrono;
    if (ms == 0) {
        json += "null";
        return;
    }
    const sys_time<milliseconds> time{milliseconds(ms)};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    std::array<char, 48> text{};
    const int size = std::snprintf(text.data(), text.size(), "\"%04d-%02u-%02uT%02d:%02d:%02d.%03dZ\"",
                                   static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                   static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                                   static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
                                   static_cast<int>(clock.subseconds().count()));
    json.append(text.data(), static_cast<std::size_t>(size));
}

} // namespace relevo
