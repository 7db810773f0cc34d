// A worker of gearmand: the function "reverse", by libgearman.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <libgearman/gearman.h>
#include <string_view>

namespace {

void *reverse(gearman_job_st *job, void *, std::size_t *size, gearman_return_t *result)
{
    *size = gearman_job_workload_size(job);
    const auto *text = static_cast<const char *>(gearman_job_workload(job));
    auto *reversed = static_cast<char *>(std::malloc(*size)); // freed by the library
    std::reverse_copy(text, text + *size, reversed);
    *result = GEARMAN_SUCCESS;
    return reversed;
}

} // namespace

int main(int argc, char **argv)
{
    const std::string_view text = argc == 2 ? argv[1] : "";
    in_port_t port = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), port).ptr != text.data() + text.size() || port == 0) {
        std::fprintf(stderr, "usage: peer-gearman-worker PORT\n");
        return 2;
    }
    gearman_worker_st *worker = gearman_worker_create(nullptr);
    if (!worker || gearman_failed(gearman_worker_add_server(worker, "127.0.0.1", port)) ||
        gearman_failed(gearman_worker_add_function(worker, "reverse", 0, reverse, nullptr))) {
        std::fprintf(stderr, "peer-gearman-worker: %s\n", worker ? gearman_worker_error(worker) : "no memory");
        return 1;
    }
    while (gearman_success(gearman_worker_work(worker))) {
    }
    std::fprintf(stderr, "peer-gearman-worker: %s\n", gearman_worker_error(worker));
    gearman_worker_free(worker);
    return 1;
}
