// text.reverse: the user-perceived characters of a text (extended grapheme clusters, UAX #29) in reverse order.
#include "server/tasks/task.h"
#include "server/tasks/unicode/graphemes.h"
#include "server/tasks/unicode/plain_reverse.h"
#include "server/tasks/unicode/segmenter.h"

#include <algorithm>
#include <array>

namespace relevo {

namespace {

/// The most that a byte of text takes in a JSON string: \u0000.
constexpr std::size_t longestEscape = 6;

std::size_t quotedSize(char c)
{
    switch (c) {
    case '"':
    case '\\':
    case '\b':
    case '\f':
    case '\n':
    case '\r':
    case '\t':
        return 2;
    default:
        return static_cast<unsigned char>(c) < 0x20 ? longestEscape : 1;
    }
}

std::size_t quotedSize(std::string_view text)
{
    std::size_t size = 0;
    for (const char c : text)
        size += quotedSize(c);
    return size;
}

char *putQuoted(char *out, std::string_view text)
{
    constexpr std::string_view shortForms = "btn\0fr"; // of the control characters from 8 on
    constexpr std::string_view hex = "0123456789abcdef";
    for (const char c : text) {
        const std::size_t size = quotedSize(c);
        if (size > 1)
            *out++ = '\\';
        if (size == longestEscape) {
            for (const char digit :
                 {'u', '0', '0', hex[static_cast<unsigned char>(c) >> 4], hex[static_cast<unsigned char>(c) & 15]})
                *out++ = digit;
        } else {
            *out++ =
                size == 2 && static_cast<unsigned char>(c) < 0x20 ? shortForms[static_cast<std::size_t>(c - '\b')] : c;
        }
    }
    return out;
}

/// Appends to a string through a pointer. What std::string fills with zeros for it, it fills in strides, so that it is
/// still in the cache when it is written over. Exceptions leave the string with some of the zeros.
class StridedWriter
{
public:
    explicit StridedWriter(std::string &out)
        : m_out(out)
        , m_size(out.size())
    {}

    /// Room for `size` bytes, and for up to `wanted` if that is more.
    char *room(std::size_t size, std::size_t wanted)
    {
        constexpr std::size_t stride = std::size_t{32} * 1024;
        if (m_out.size() - m_size < size)
            m_out.resize(m_size + std::max(size, std::min(wanted, stride)));
        return m_out.data() + m_size;
    }
    void advance(std::size_t size) { m_size += size; }
    void takeBack(std::size_t size) { m_size -= size; }
    void finish() { m_out.resize(m_size); }

    /// Appends up to `most` bytes, without zeros first: as many as `write` says that it wrote. It must not throw.
    template <class Write> std::size_t append(std::size_t most, const Write &write)
    {
        std::size_t written = 0;
        const std::size_t before = m_out.size();
        m_out.resize_and_overwrite(std::max(before, m_size + most), [&](char *bytes, std::size_t) noexcept {
            written = write(bytes + m_size);
            return std::max(before, m_size + written);
        });
        m_size += written;
        return written;
    }

private:
    std::string &m_out;
    std::size_t m_size; ///< of what is written
};

/// Appends plain characters from the end of `text`, and takes them off it, as far as they reach. Returns how many.
std::size_t appendPlain(StridedWriter &out, std::string_view &text)
{
    const std::size_t taken = out.append(
        text.size(), [&](char *to) noexcept { return reversePlain(text.data() + text.size(), text.size(), to); });
    text.remove_suffix(taken);
    return taken;
}

/// Appends one stretch, its clusters in reverse order: visited forwards, put from the end of their room.
void appendStretch(StridedWriter &out, std::string_view stretch, std::size_t wanted, const TaskContext &context)
{
    if (utf8::isContinuation(stretch.back()) && GraphemeStretches::isOneCluster(stretch)) {
        std::copy(stretch.begin(), stretch.end(),
                  out.room(stretch.size(), wanted)); // one character, which needs no escape
        out.advance(stretch.size());
        return;
    }
    const std::size_t size = quotedSize(stretch);
    char *to = out.room(size, wanted);
    out.advance(size);
    if (GraphemeStretches::isOneCluster(stretch)) {
        putQuoted(to, stretch);
        return;
    }
    to += size;
    Segmenter::graphemes().forEach(stretch, context, [&to](std::string_view cluster) {
        to -= quotedSize(cluster);
        putQuoted(to, cluster);
    });
}

/// Appends from the end of `text` up to where plain characters may come next.
void appendStretches(StridedWriter &out, std::string_view &text, const GraphemeStretches &stretches,
                     const TaskContext &context)
{
    do {
        const std::string_view stretch = stretches.last(text);
        appendStretch(out, stretch, text.size(), context);
        text.remove_suffix(stretch.size());
    } while (!text.empty() && utf8::isContinuation(text.back()));
}

void appendReversed(std::string_view text, const TaskContext &context, ResultText &result)
{
    const GraphemeStretches stretches;
    StridedWriter out(result);
    while (!text.empty()) {
        const std::size_t plain = appendPlain(out, text);
        if (text.empty())
            break;
        context.stopIfCancelled();
        // The first of the plain characters may belong with what stands before it.
        if (plain != 0 && !stretches.isSimple(utf8::before(text.data() + text.size()))) {
            out.takeBack(1);
            text = {text.data(), text.size() + 1};
        }
        appendStretches(out, text, stretches, context);
    }
    out.finish();
}

void run(TaskInput &input, TaskContext &context, ResultText &result)
{
    const std::string_view text = input.text(0);
    result.reserve(result.size() + text.size() + 16);
    result += R"({"text":")";
    appendReversed(text, context, result);
    result += R"("})";
}

} // namespace

TaskDefinition textReverse()
{
    TaskDescription description;
    description.name = "text.reverse";
    description.title = {"Reverse a text", "Invertir un texto"};
    description.summary = {"The characters of a text, as people perceive them, in reverse order.",
                           "Los caracteres de un texto, tal como se perciben, en orden inverso."};
    ParamDescription text;
    text.name = "text";
    text.kind = ParamKind::Text;
    text.label = {"Text", "Texto"};
    text.help = {"The text to reverse.", "El texto que se invierte."};
    description.params = {text};
    description.result = {{"text", ResultMember::Kind::Text, {"Reversed text", "Texto invertido"}, false}};
    description.pure = true;
    return {description, run};
}

} // namespace relevo
