// The folder of a node's files, and the lock by which one process has it.
#pragma once

#include <string>

namespace relevo {

class DataFolder
{
public:
    /// Makes the folder if there is none, for its owner alone, and locks it. Throws StorageError (Refused) with a
    /// sentence if that cannot be.
    explicit DataFolder(std::string path);
    ~DataFolder();
    DataFolder(const DataFolder &) = delete;
    DataFolder &operator=(const DataFolder &) = delete;

    std::string file(const std::string &name) const { return m_path + '/' + name; }

private:
    std::string m_path;
    int m_lock = -1;
};

} // namespace relevo
