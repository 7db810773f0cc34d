// libFuzzer: the frame reader in pieces against the same in one piece, on every instruction set; and the cursor against
// simdjson on the texts that were found.
//
// An input is: a byte for the limits, a byte for how many cuts there are (at most 15), a byte for each piece's length,
// and the stream.
#include "common/protocol/frame_reader.h"
#include "common/protocol/json_cursor.h"
#include "common/protocol/json_text.h"

#include <simdjson.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace relevo;

struct Told
{
    FrameEvent event = FrameEvent::None;
    std::size_t end = 0;
    std::uint64_t offset = 0;
    std::string text;
    bool ascii = true;
    std::size_t commas = 0;
    std::array<std::uint64_t, FrameNotes::capacity> commaAt{};
    bool operator==(const Told &) const = default;
};

void require(bool condition, const char *what)
{
    if (condition)
        return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

class Session
{
public:
    Session(const FrameLimits &limits, BlockIsa isa)
        : m_limits(limits)
        , m_reader(limits, isa)
    {}

    void read(std::string_view bytes)
    {
        const std::vector<char> input(bytes.begin(), bytes.end()); // of just that size, for AddressSanitizer
        std::size_t at = 0;
        while (at < input.size()) {
            const char *const data = input.data() + at;
            const FrameResult result = m_reader.next(data, input.size() - at);
            require(result.consumed <= input.size() - at, "consumed at most what there is");
            require(result.event != FrameEvent::None || result.consumed == input.size() - at, "None takes all");
            at += result.consumed;
            m_taken += result.consumed;
            if (result.event == FrameEvent::Text || m_reader.keeping())
                m_kept.append(data + result.textBegin, result.consumed - result.textBegin);
            require(m_kept.size() <= m_limits.message, "nothing is kept beyond the limit");
            if (result.event != FrameEvent::None)
                tell(result);
            if (!m_reader.keeping())
                m_kept.clear();
        }
    }

    const std::vector<Told> &told() const { return m_told; }
    bool unfinished() const { return m_reader.endOfStream(); }

private:
    void tell(const FrameResult &result)
    {
        Told told{result.event, m_taken, result.offset, {}, true, 0, {}};
        if (result.event == FrameEvent::Text) {
            require(m_kept.size() == m_reader.textSize(), "textSize()");
            told.text = m_kept;
            told.ascii = m_reader.textIsAscii();
            require(told.ascii == isAscii(m_kept), "textIsAscii()");
            told.commas = m_reader.notes().count;
            for (std::size_t i = 0; i < told.commas && i < told.commaAt.size(); ++i)
                told.commaAt[i] = m_reader.notes().commas[i];
        }
        m_told.push_back(std::move(told));
    }

    FrameLimits m_limits;
    FrameReader m_reader;
    std::string m_kept;
    std::size_t m_taken = 0;
    std::vector<Told> m_told;
};

void compareWithSimdjson(const std::string &text)
{
    if (!isValidUtf8(text)) {
        require(firstInvalidUtf8(text) < text.size(), "firstInvalidUtf8()");
        return;
    }
    require(firstInvalidUtf8(text) == text.size(), "firstInvalidUtf8()");
    JsonCursor cursor(text);
    const bool accepted = cursor.skipValue() && cursor.atEnd();
    simdjson::dom::parser parser;
    const simdjson::error_code error = parser.parse(text).error();
    // It refuses numbers out of its range, unpaired surrogates and deep nesting, which are JSON.
    const bool beyond =
        error == simdjson::NUMBER_ERROR || error == simdjson::STRING_ERROR || error == simdjson::DEPTH_ERROR;
    require(accepted == (error == simdjson::SUCCESS) || (accepted && beyond), "as simdjson");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const FrameLimits limits{(data[0] & 1) != 0 ? std::uint64_t{1} << 20 : std::uint64_t{1} + data[0],
                             (data[0] & 2) != 0 ? std::uint64_t{1000} : std::uint64_t{1} + (data[0] >> 5)};
    const std::size_t pieces = std::min<std::size_t>(data[1] & 15, size - 2);
    const std::string_view stream = input.substr(2 + pieces);

    Session whole(limits, bestBlockIsa());
    whole.read(stream);
    for (const BlockIsa isa : {BlockIsa::Portable, BlockIsa::Sse2, BlockIsa::Avx2}) {
        if (!isSupported(isa))
            continue;
        Session cut(limits, isa);
        std::string_view rest = stream;
        for (std::size_t i = 0; i < pieces && !rest.empty(); ++i) {
            const std::size_t length = std::min<std::size_t>(data[2 + i], rest.size());
            cut.read(rest.substr(0, length));
            rest.remove_prefix(length);
        }
        cut.read(rest);
        std::vector<Told> told = cut.told();
        // A method that comes in pieces is malformed at its first byte already.
        if (told.size() == 2 && told[0].event == FrameEvent::Malformed && told[1].event == FrameEvent::HttpMethod)
            told.erase(told.begin());
        require(told == whole.told(), "the same events wherever the cuts are");
        require(cut.unfinished() == whole.unfinished(), "the same at the end");
    }
    for (const Told &told : whole.told()) {
        if (told.event == FrameEvent::Text)
            compareWithSimdjson(told.text);
    }
    return 0;
}
