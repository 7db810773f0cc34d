// SHA-256, by libcrypto, which has it for the processor at hand.
#pragma once

#include <array>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace relevo {

using Sha256Digest = std::array<unsigned char, 32>;

/// One hash in the making. One thread. Throws std::bad_alloc where libcrypto has no memory.
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256 &) = delete;
    Sha256 &operator=(const Sha256 &) = delete;

    void add(std::string_view bytes);
    /// Of all that was added; begins anew.
    Sha256Digest finish();

    static Sha256Digest of(std::string_view bytes);

private:
    void begin();

    evp_md_ctx_st *m_context;
};

/// libcrypto keeps what it has until the process is gone, instead of freeing it as main() returns. To be called before
/// it is used: QThread::wait() returns a moment before the thread has freed what libcrypto keeps for it, and both at
/// once are a crash at the end.
void keepCryptoToTheEnd();

/// 64 digits.
std::string hexOf(const Sha256Digest &digest);

} // namespace relevo
