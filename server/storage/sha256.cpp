#include "server/storage/sha256.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <new>

namespace relevo {

void keepCryptoToTheEnd()
{
    OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);
}

Sha256::Sha256()
    : m_context(EVP_MD_CTX_new())
{
    if (m_context == nullptr)
        throw std::bad_alloc();
    begin();
}

Sha256::~Sha256()
{
    EVP_MD_CTX_free(m_context);
}

void Sha256::begin()
{
    if (EVP_DigestInit_ex(m_context, EVP_sha256(), nullptr) != 1)
        throw std::bad_alloc();
}

void Sha256::add(std::string_view bytes)
{
    if (EVP_DigestUpdate(m_context, bytes.data(), bytes.size()) != 1)
        throw std::bad_alloc();
}

Sha256Digest Sha256::finish()
{
    Sha256Digest digest{};
    if (EVP_DigestFinal_ex(m_context, digest.data(), nullptr) != 1)
        throw std::bad_alloc();
    begin();
    return digest;
}

Sha256Digest Sha256::of(std::string_view bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.finish();
}

std::string hexOf(const Sha256Digest &digest)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(digest.size() * 2);
    for (const unsigned char byte : digest) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

} // namespace relevo
