#include "server/tasks/unicode/segmenter.h"

#include "server/tasks/unicode/word_rules.h"

#include <limits>
#include <mutex>
#include <unicode/locid.h>
#include <unicode/rbbi.h>
#include <utility>

namespace relevo {

namespace {

void check(UErrorCode status, const char *what)
{
    if (U_FAILURE(status))
        throw TaskError{ErrorCode::InternalError, std::string(what) + ": " + u_errorName(status), {}};
}

std::unique_ptr<icu::BreakIterator> graphemeIterator()
{
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> iterator(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    check(status, "grapheme rules");
    return iterator;
}

/// The rules are compiled once (some milliseconds); each thread gets a clone, which shares what they were compiled to.
std::unique_ptr<icu::BreakIterator> wordIterator()
{
    static const std::unique_ptr<icu::BreakIterator> compiled = [] {
        UErrorCode status = U_ZERO_ERROR;
        UParseError where{};
        auto iterator = std::make_unique<icu::RuleBasedBreakIterator>(icu::UnicodeString(wordRules), where, status);
        check(status, "word rules");
        return iterator;
    }();
    static std::mutex cloning;
    const std::lock_guard lock(cloning);
    return std::unique_ptr<icu::BreakIterator>(compiled->clone());
}

} // namespace

Segmenter &Segmenter::graphemes()
{
    thread_local Segmenter segmenter(graphemeIterator());
    return segmenter;
}

Segmenter &Segmenter::words()
{
    thread_local Segmenter segmenter(wordIterator());
    return segmenter;
}

Segmenter::Segmenter(std::unique_ptr<icu::BreakIterator> iterator)
    : m_iterator(std::move(iterator))
{}

Segmenter::~Segmenter()
{
    utext_close(&m_text);
}

void Segmenter::open(std::string_view text)
{
    if (text.size() > std::numeric_limits<int32_t>::max())
        throw TaskError{ErrorCode::TooLarge, "More than 2 GiB of text without a plain boundary", {}};
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&m_text, text.data(), static_cast<int64_t>(text.size()), &status);
    m_iterator->setText(&m_text, status);
    check(status, "text segmentation");
}

} // namespace relevo
