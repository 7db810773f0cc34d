#include "bench/load/workload.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <random>
#include <string_view>

namespace relevo::bench {

namespace {

using Random = std::mt19937_64;

std::size_t below(Random &random, std::size_t limit)
{
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

/// A piece of text that stays what it is beside any other: whole clusters, and words of their own between spaces.
struct Piece
{
    std::string_view utf8;
    std::size_t clusters;
    std::size_t codePoints;
    std::size_t words;
};

constexpr std::array<Piece, 12> unicodePieces{{
    {"a", 1, 1, 1},
    {"\u00f1", 1, 1, 1},                                     // ñ
    {"e\u0301", 1, 2, 1},                                    // e and a combining acute
    {"\u0436\u0443\u043a", 3, 3, 1},                         // жук
    {"\u4e2d\u6587", 2, 2, 2},                               // two ideographs: each a word
    {"\ud55c", 1, 1, 1},                                     // a Hangul syllable
    {"\U0001F1E6\U0001F1F7", 1, 2, 0},                       // a flag
    {"\U0001F44D\U0001F3FD", 1, 2, 0},                       // a hand and its skin tone
    {"\U0001F468\u200D\U0001F469\u200D\U0001F466", 1, 5, 0}, // a family joined by ZWJ
    {"\u0939\u093f", 1, 2, 1},                               // Devanagari with a vowel sign
    {"7", 1, 1, 1},
    {"\u2603\ufe0f", 1, 2, 0}, // a snowman and a variation selector
}};

constexpr std::string_view asciiLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

struct Counts
{
    std::size_t clusters = 0;
    std::size_t codePoints = 0;
    std::size_t words = 0;
    std::size_t lines = 0;
};

struct Text
{
    std::vector<std::string_view> clusters; ///< of static texts
    Counts counts;
};

void addCluster(Text &text, std::string_view utf8, std::size_t codePoints)
{
    text.clusters.push_back(utf8);
    text.counts.codePoints += codePoints;
    ++text.counts.clusters;
}

/// Words of ASCII letters with one space between: `bytes` bytes in all.
Text asciiText(Random &random, std::size_t bytes)
{
    Text text;
    std::size_t wordLeft = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
        if (wordLeft == 0 && i > 0 && i + 1 < bytes) {
            addCluster(text, " ", 1);
            wordLeft = 1 + below(random, 9);
            continue;
        }
        if (wordLeft == 0 && i == 0)
            wordLeft = 1 + below(random, 9);
        if (i == 0 || text.clusters.back() == " ")
            ++text.counts.words;
        addCluster(text, asciiLetters.substr(below(random, asciiLetters.size()), 1), 1);
        wordLeft -= wordLeft > 0 ? 1 : 0;
    }
    return text;
}

/// A piece's clusters, for the pieces of several: each of their code points is one.
void addPiece(Text &text, const Piece &piece)
{
    if (piece.clusters == 1) {
        addCluster(text, piece.utf8, piece.codePoints);
    } else {
        const std::size_t size = piece.utf8.size() / piece.clusters;
        for (std::size_t i = 0; i < piece.clusters; ++i)
            addCluster(text, piece.utf8.substr(i * size, size), 1);
    }
    text.counts.words += piece.words;
}

/// Pieces with one space between, filled up with spaces: `bytes` bytes in all.
Text unicodeText(Random &random, std::size_t bytes)
{
    Text text;
    std::size_t size = 0;
    for (;;) {
        const Piece &piece = unicodePieces[below(random, unicodePieces.size())];
        if (size + piece.utf8.size() + 1 > bytes)
            break;
        addPiece(text, piece);
        addCluster(text, " ", 1);
        size += piece.utf8.size() + 1;
    }
    for (; size < bytes; ++size)
        addCluster(text, " ", 1);
    return text;
}

template <typename Iterator> std::string joined(Iterator begin, Iterator end)
{
    std::string out;
    for (; begin != end; ++begin)
        out += *begin;
    return out;
}

Sample textSample(Random &random, const Options &options)
{
    const Text text = options.unicode ? unicodeText(random, options.bytes) : asciiText(random, options.bytes);
    Sample sample;
    sample.text = joined(text.clusters.begin(), text.clusters.end());
    sample.params = R"({"text":")" + sample.text + "\"}";
    if (options.task == TaskKind::Reverse) {
        sample.reverse = joined(text.clusters.rbegin(), text.clusters.rend());
        sample.result = R"({"text":")" + sample.reverse + "\"}";
    } else {
        sample.result = R"({"characters":)" + std::to_string(text.counts.clusters) + R"(,"codePoints":)" +
                        std::to_string(text.counts.codePoints) + R"(,"bytes":)" + std::to_string(sample.text.size()) +
                        R"(,"words":)" + std::to_string(text.counts.words) + R"(,"lines":1})";
    }
    return sample;
}

__extension__ using Wide = __int128; // sums of up to 10^8 numbers below 10^19

std::string digitsOf(Wide value)
{
    std::string digits;
    do {
        digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
        value /= 10;
    } while (value > 0);
    return digits;
}

constexpr unsigned scaleDigits = 16; // the numbers are multiples of 10^-16

/// sum * 10^-16 / count, rounded once. The division is carried on for more digits than the tie between two doubles of
/// this range can have; what is left then only tells on which side of a tie the value lies.
double roundedQuotient(Wide sum, std::size_t count)
{
    const bool negative = sum < 0;
    const auto divisor = static_cast<Wide>(count);
    Wide value = negative ? -sum : sum;
    std::string digits = digitsOf(value / divisor);
    Wide rest = value % divisor;
    constexpr unsigned moreDigits = 80;
    for (unsigned i = 0; i < moreDigits; ++i) {
        rest *= 10;
        digits += static_cast<char>('0' + static_cast<int>(rest / divisor));
        rest %= divisor;
    }
    if (rest != 0)
        digits += '1';
    const std::size_t point = digits.size() - (rest != 0 ? 1 : 0) - moreDigits;
    digits.insert(point, 1, '.');
    digits += "e-" + std::to_string(scaleDigits);
    double result = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), result);
    return negative ? -result : result;
}

std::string shortest(double value)
{
    std::array<char, 512> text{};
    const auto [end, fault] = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    return fault == std::errc() ? std::string(text.data(), end) : std::string();
}

/// A number of 17 digits between 1 and 1000, one in eight of them negative, so that sums and averages stay in the range
/// that is written without an exponent.
Wide appendDouble(Random &random, std::string &out)
{
    constexpr std::uint64_t least = 10'000'000'000'000'000; // 10^16
    const std::uint64_t digits = least + std::uniform_int_distribution<std::uint64_t>(0, 9 * least - 1)(random);
    const std::size_t before = 1 + below(random, 3);
    const bool negative = below(random, 8) == 0;
    std::string text = std::to_string(digits);
    text.insert(before, 1, '.');
    out += negative ? "-" + text : text;
    Wide scaled = static_cast<Wide>(digits);
    for (std::size_t i = 1; i < before; ++i)
        scaled *= 10;
    return negative ? -scaled : scaled;
}

Sample numbersSample(Random &random, std::size_t count)
{
    Sample sample;
    sample.params = R"({"numbers":[)";
    Wide sum = 0;
    Wide least = 0;
    Wide most = 0;
    std::string leastText;
    std::string mostText;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0)
            sample.params += ',';
        const std::size_t begin = sample.params.size();
        const Wide value = appendDouble(random, sample.params);
        sum += value;
        if (i == 0 || value < least) {
            least = value;
            leastText = sample.params.substr(begin);
        }
        if (i == 0 || value > most) {
            most = value;
            mostText = sample.params.substr(begin);
        }
    }
    sample.params += "]}";
    sample.result = R"({"average":)" + shortest(roundedQuotient(sum, count)) + R"(,"count":)" + std::to_string(count) +
                    R"(,"sum":)" + shortest(roundedQuotient(sum, 1)) + R"(,"min":)" + leastText + R"(,"max":)" +
                    mostText + "}";
    return sample;
}

} // namespace

std::vector<Sample> makeSamples(const Options &options)
{
    Random random(20'15); // any constant: runs are to be compared
    const std::size_t size = options.task == TaskKind::Average ? options.numbers * 18 : options.bytes;
    constexpr std::size_t poolBytes = 1u << 20;
    const std::size_t count = std::clamp<std::size_t>(poolBytes / size, 8, 512);
    std::vector<Sample> samples;
    samples.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        samples.push_back(options.task == TaskKind::Average ? numbersSample(random, options.numbers)
                                                            : textSample(random, options));
    return samples;
}

} // namespace relevo::bench
