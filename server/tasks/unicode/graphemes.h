// Where user-perceived characters (extended grapheme clusters, UAX #29) can be cut without ICU.
//
// Two neighbours that are both simple (CharacterClass) always have a boundary between them, but for CR LF. A *stretch*
// is what lies between two such places: one character, in most texts nearly always, or something for
// Segmenter::graphemes().
#pragma once

#include "server/tasks/task.h"
#include "server/tasks/unicode/character_class.h"
#include "server/tasks/unicode/utf8.h"

#include <string_view>

namespace relevo {

class GraphemeStretches
{
public:
    explicit GraphemeStretches(const CharacterClasses &classes = CharacterClasses::table())
        : m_classes(classes)
    {}

    /// The stretch that ends where `text` does; `text` is not empty and its end is a boundary.
    std::string_view last(std::string_view text) const
    {
        const char *const end = text.data() + text.size();
        const char *begin = end;
        utf8::Character later = utf8::before(begin);
        for (;;) {
            begin -= later.size;
            if (begin == text.data())
                break;
            const utf8::Character earlier = utf8::before(begin);
            if (isBoundary(earlier, later))
                break;
            later = earlier;
        }
        return {begin, static_cast<std::size_t>(end - begin)};
    }

    /// A stretch that is one character, or CR LF, is one cluster.
    static bool isOneCluster(std::string_view stretch)
    {
        return stretch.size() == utf8::at(stretch.data()).size || stretch == "\r\n";
    }

    bool isSimple(utf8::Character c) const { return m_classes[c.code].isSimple(); }

private:
    bool isBoundary(utf8::Character a, utf8::Character b) const
    {
        return isSimple(a) && isSimple(b) && !(a.code == U'\r' && b.code == U'\n');
    }

    const CharacterClasses &m_classes;
};

/// How many user-perceived characters `text` (valid UTF-8) has.
std::size_t countGraphemes(std::string_view text, const TaskContext &context);

} // namespace relevo
