// The folder of a node's files, and the lock by which one process has it.
#pragma once

#include <string>

namespace relevo {

class DataFolder
{
public:
    enum class Use : unsigned char {
        Serve, ///< made if there is none, for its owner alone
        Check, ///< nothing is made
    };

    /// Locks the folder. Throws StorageError (Refused) with a sentence if that cannot be.
    DataFolder(std::string path, Use use);
    ~DataFolder();
    DataFolder(const DataFolder &) = delete;
    DataFolder &operator=(const DataFolder &) = delete;

    std::string file(const std::string &name) const { return m_path + '/' + name; }

private:
    std::string m_path;
    int m_lock = -1;
};

} // namespace relevo
