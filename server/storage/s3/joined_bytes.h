// Two byte strings, read as one without being copied together.
#pragma once

#include "server/storage/sha256.h"

#include <algorithm>
#include <string_view>

namespace relevo {

/// A view: what it was made of outlives it.
struct JoinedBytes
{
    std::string_view first;
    std::string_view second;

    std::size_t size() const { return first.size() + second.size(); }

    /// Up to `length` bytes from `offset` on, which is not past the end.
    JoinedBytes part(std::size_t offset, std::size_t length) const
    {
        const std::size_t inFirst = std::min(offset, first.size());
        const std::string_view front = first.substr(inFirst, length);
        return {front, second.substr(offset - inFirst, length - front.size())};
    }

    void copyTo(char *to) const
    {
        to = std::copy(first.begin(), first.end(), to);
        std::copy(second.begin(), second.end(), to);
    }

    Sha256Digest sha256() const
    {
        Sha256 hash;
        hash.add(first);
        hash.add(second);
        return hash.finish();
    }
};

} // namespace relevo
