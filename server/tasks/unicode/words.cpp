#include "server/tasks/unicode/words.h"

#include "server/tasks/unicode/character_class.h"
#include "server/tasks/unicode/segmenter.h"
#include "server/tasks/unicode/utf8.h"

namespace relevo {

namespace {

/// One character and what its class says. At the end of the text its size is 0 and its class never joins.
struct Neighbour
{
    const char *begin = nullptr;
    std::size_t size = 0;
    CharacterClass is{WordClass::Other, false, true};
    WordClass word() const { return is.word(); }
    const char *end() const { return begin + size; }
};

bool isMid(WordClass c)
{
    return c >= WordClass::MidLetter;
}

/// Characters whose boundaries depend on nothing but their two direct neighbours.
bool standsAlone(WordClass c)
{
    return c >= WordClass::Other && c <= WordClass::Newline;
}

/// WB5, WB8 to WB10, WB13 to WB13b for neighbours that are neither complex nor Mid…
bool joins(WordClass a, WordClass b)
{
    const auto isAlphanumeric = [](WordClass c) { return c == WordClass::Letter || c == WordClass::Numeric; };
    if (isAlphanumeric(a) && isAlphanumeric(b))
        return true;
    if (a == WordClass::Katakana && b == WordClass::Katakana)
        return true;
    const auto joinsLow = [&](WordClass c) { return isAlphanumeric(c) || c == WordClass::Katakana; };
    return (b == WordClass::ExtendNumLet && (joinsLow(a) || a == b)) || (a == WordClass::ExtendNumLet && joinsLow(b));
}

/// WB6, WB7, WB11, WB12.
bool joinsAcross(WordClass a, WordClass mid, WordClass b)
{
    return a == b && ((a == WordClass::Letter && mid != WordClass::MidNum) ||
                      (a == WordClass::Numeric && mid != WordClass::MidLetter));
}

/// Is there a boundary between `a` and `b`, whatever stands around them?
bool surelyBreaks(WordClass a, WordClass b)
{
    if (a == WordClass::Complex || b == WordClass::Complex || (a == WordClass::Space && b == WordClass::Space) ||
        (a == WordClass::Cr && b == WordClass::Lf))
        return false;
    return standsAlone(a) || standsAlone(b);
}

class WordCounter
{
public:
    WordCounter(std::string_view text, const TaskContext &context)
        : m_classes(CharacterClasses::table())
        , m_context(context)
        , m_end(text.data() + text.size())
    {}

    std::size_t count(const char *at)
    {
        constexpr std::ptrdiff_t askedEvery = 1 << 18;
        const char *askAt = at;
        Neighbour first = characterAt(at);
        while (first.size != 0) {
            first = passSegment(first);
            if (first.begin - askAt >= askedEvery) {
                m_context.stopIfCancelled();
                askAt = first.begin;
            }
        }
        return m_words;
    }

private:
    Neighbour characterAt(const char *at) const
    {
        if (at == m_end)
            return {at};
        const utf8::Character character = utf8::at(at);
        return {at, character.size, m_classes[character.code]};
    }

    /// Counts the segment that begins at `first`, where there is a boundary, and returns the character behind it; if it
    /// has to do with a complex character, counts on to the next place where there surely is a boundary.
    Neighbour passSegment(Neighbour first)
    {
        bool counts = first.is.makesWord();
        Neighbour last = first;
        Neighbour next = characterAt(first.end());
        while (last.word() != WordClass::Complex && next.word() != WordClass::Complex) {
            if (isMid(next.word())) {
                const Neighbour behind = characterAt(next.end());
                if (behind.word() == WordClass::Complex)
                    return passStretch(first, behind);
                if (!joinsAcross(last.word(), next.word(), behind.word())) {
                    m_words += counts;
                    return next;
                }
                next = behind;
            } else if (!joins(last.word(), next.word())) {
                m_words += counts;
                return next;
            }
            counts = counts || next.is.makesWord();
            last = next;
            next = characterAt(last.end());
        }
        return passStretch(first, next);
    }

    /// Counts by ICU from the boundary at `first` to the first sure one at or behind `from`.
    Neighbour passStretch(Neighbour first, Neighbour from)
    {
        Neighbour last = from;
        Neighbour next = from.size == 0 ? from : characterAt(from.end());
        while (next.size != 0 && !surelyBreaks(last.word(), next.word())) {
            last = next;
            next = characterAt(next.end());
        }
        const std::string_view stretch(first.begin, static_cast<std::size_t>(next.begin - first.begin));
        Segmenter::words().forEach(stretch, m_context,
                                   [this](std::string_view segment) { m_words += isWord(segment); });
        return next;
    }

    bool isWord(std::string_view segment) const
    {
        while (!segment.empty()) {
            const utf8::Character character = utf8::at(segment.data());
            if (m_classes[character.code].makesWord())
                return true;
            segment.remove_prefix(character.size);
        }
        return false;
    }

    const CharacterClasses &m_classes;
    const TaskContext &m_context;
    const char *const m_end;
    std::size_t m_words = 0;
};

} // namespace

std::size_t countWords(std::string_view text, const TaskContext &context)
{
    return WordCounter(text, context).count(text.data());
}

} // namespace relevo
