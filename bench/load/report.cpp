#include "bench/load/report.h"

#include <array>
#include <charconv>

namespace relevo::bench {

namespace {

struct Quantile
{
    const char *name;
    const char *key;
    double share; ///< 1: the maximum
};

constexpr std::array<Quantile, 5> quantiles{{
    {"p50", "p50", 0.5},
    {"p90", "p90", 0.9},
    {"p99", "p99", 0.99},
    {"p99.9", "p999", 0.999},
    {"max", "max", 1},
}};

std::string fixed(double value, int decimals)
{
    std::array<char, 64> text{};
    const auto result =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, decimals);
    return {text.data(), result.ptr};
}

double microseconds(const Histogram &histogram, const Quantile &quantile)
{
    const std::uint64_t value = quantile.share < 1 ? histogram.at(quantile.share) : histogram.maximum();
    return static_cast<double>(value) / 1000;
}

double cpuPerRequest(std::uint64_t cpu, const Outcome &outcome)
{
    return outcome.requests > 0 ? static_cast<double>(cpu) / 1000 / static_cast<double>(outcome.requests) : 0;
}

double perSecond(const Outcome &outcome)
{
    return outcome.seconds > 0 ? static_cast<double>(outcome.requests) / outcome.seconds : 0;
}

std::string workText(const Options &options)
{
    std::string text = taskName(options.task);
    if (options.task == TaskKind::Average)
        return text + " of " + std::to_string(options.numbers) + " numbers";
    return text + " of " + std::to_string(options.bytes) + (options.unicode ? " bytes of Unicode" : " bytes");
}

std::string quoted(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + "\"";
}

} // namespace

std::string reportText(const std::string &program, const Options &options, const Outcome &outcome)
{
    std::string text = program + ": " + workText(options) + ", " + std::to_string(options.connections) + " x " +
                       std::to_string(options.inFlight) + " in flight";
    if (options.idleConnections > 0)
        text += ", " + std::to_string(options.idleConnections) + " idle connections";
    if (options.rate > 0)
        text += ", " + fixed(options.rate, 0) + " per second asked for";
    text += "\n  requests/s     " + fixed(perSecond(outcome), 0) + "  (" + std::to_string(outcome.requests) + " in " +
            fixed(outcome.seconds, 2) + " s)\n  latency        ";
    for (const Quantile &quantile : quantiles)
        text += std::string(quantile.name) + " " + fixed(microseconds(outcome.latencies, quantile), 1) + "  ";
    text += "us\n";
    if (!options.pids.empty())
        text += "  server CPU     " + fixed(cpuPerRequest(outcome.serverCpu, outcome), 3) + " us per request\n";
    text += "  own CPU        " + fixed(cpuPerRequest(outcome.ownCpu, outcome), 3) + " us per request\n";
    text += "  errors         " + std::to_string(outcome.faults.count()) + "\n";
    return text;
}

std::string reportJson(const std::string &program, const Options &options, const Outcome &outcome)
{
    std::string text = "{\"program\":" + quoted(program) + ",\"task\":" + quoted(taskName(options.task));
    if (options.task == TaskKind::Average)
        text += ",\"numbers\":" + std::to_string(options.numbers);
    else
        text += ",\"bytes\":" + std::to_string(options.bytes) + ",\"unicode\":" + (options.unicode ? "true" : "false");
    text += ",\"connections\":" + std::to_string(options.connections);
    text += ",\"inFlight\":" + std::to_string(options.inFlight);
    text += ",\"idleConnections\":" + std::to_string(options.idleConnections);
    text += ",\"rate\":" + fixed(options.rate, 1);
    text += ",\"seconds\":" + fixed(outcome.seconds, 3);
    text += ",\"requests\":" + std::to_string(outcome.requests);
    text += ",\"perSecond\":" + fixed(perSecond(outcome), 1) + ",\"latencyUs\":{";
    const char *separator = "\"";
    for (const Quantile &quantile : quantiles) {
        text += separator + std::string(quantile.key) + "\":" + fixed(microseconds(outcome.latencies, quantile), 3);
        separator = ",\"";
    }
    text += "},\"serverCpuUsPerRequest\":";
    text += options.pids.empty() ? "null" : fixed(cpuPerRequest(outcome.serverCpu, outcome), 4);
    text += ",\"ownCpuUsPerRequest\":" + fixed(cpuPerRequest(outcome.ownCpu, outcome), 4);
    text += ",\"errors\":{\"wrong\":" + std::to_string(outcome.faults.wrong);
    text += ",\"lost\":" + std::to_string(outcome.faults.lost);
    text += ",\"unanswered\":" + std::to_string(outcome.faults.unanswered) + "}";
    if (!outcome.faults.first.empty())
        text += ",\"firstError\":" + quoted(outcome.faults.first);
    return text + "}\n";
}

} // namespace relevo::bench
