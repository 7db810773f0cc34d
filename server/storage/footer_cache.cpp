#include "server/storage/footer_cache.h"

#include <utility>

namespace relevo {
namespace {

/// About what an entry takes beside its hashes.
constexpr std::size_t entryBytes = 512;

} // namespace

FooterCache::FooterCache(std::size_t mostBytes)
    : m_mostBytes(mostBytes)
{}

std::shared_ptr<const KnownBlob> FooterCache::find(std::string_view name)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_byName.find(name);
    if (found == m_byName.end())
        return nullptr;
    m_entries.splice(m_entries.begin(), m_entries, found->second);
    return found->second->blob;
}

void FooterCache::insert(std::string_view name, std::shared_ptr<const KnownBlob> blob)
{
    const std::size_t bytes = entryBytes + blob->footer.chunks() * sizeof(Sha256Digest);
    const std::lock_guard lock(m_mutex);
    dropLocked(name);
    m_entries.push_front({std::string(name), std::move(blob), bytes});
    m_byName.emplace(m_entries.front().name, m_entries.begin());
    m_bytes += bytes;
    while (m_bytes > m_mostBytes)
        dropLocked(m_entries.back().name);
}

void FooterCache::drop(std::string_view name)
{
    const std::lock_guard lock(m_mutex);
    dropLocked(name);
}

void FooterCache::dropLocked(std::string_view name)
{
    const auto found = m_byName.find(name);
    if (found == m_byName.end())
        return;
    const auto entry = found->second;
    m_bytes -= entry->bytes;
    m_byName.erase(found);
    m_entries.erase(entry);
}

} // namespace relevo
