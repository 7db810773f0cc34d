// ICU's break iterators over UTF-8 as it lies, one of each kind per thread. The text must be valid UTF-8.
#pragma once

#include "server/tasks/task.h"

#include <memory>
#include <string_view>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

namespace relevo {

class Segmenter
{
public:
    /// Of the calling thread, and only for it.
    static Segmenter &graphemes();
    static Segmenter &words();

    explicit Segmenter(std::unique_ptr<icu::BreakIterator> iterator);
    Segmenter(const Segmenter &) = delete;
    Segmenter &operator=(const Segmenter &) = delete;
    ~Segmenter();

    /// Calls `visit(segment)` for one after the other. Throws TaskError when the task is cancelled, and for a text past
    /// the 2 GiB that ICU's positions reach; tasks give it only the stretches that need it.
    template <typename Visit> void forEach(std::string_view text, const TaskContext &context, Visit visit);

private:
    void open(std::string_view text);

    std::unique_ptr<icu::BreakIterator> m_iterator;
    UText m_text = UTEXT_INITIALIZER;
};

template <typename Visit> void Segmenter::forEach(std::string_view text, const TaskContext &context, Visit visit)
{
    open(text);
    unsigned untilAsked = 1024;
    std::size_t begin = 0;
    for (;;) {
        const int32_t end = m_iterator->next();
        if (end == icu::BreakIterator::DONE)
            return;
        visit(text.substr(begin, static_cast<std::size_t>(end) - begin));
        begin = static_cast<std::size_t>(end);
        if (--untilAsked == 0) {
            context.stopIfCancelled();
            untilAsked = 1024;
        }
    }
}

} // namespace relevo
