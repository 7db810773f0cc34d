#include "bench/load/json_rpc.h"

int main(int argc, char **argv)
{
    return relevo::bench::runDriver(argc, argv, relevo::bench::JsonRpc());
}
