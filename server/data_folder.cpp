#include "server/data_folder.h"

#include "server/storage/storage_error.h"

#include <QDir>
#include <QFile>
#include <QString>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace relevo {

namespace {

[[noreturn]] void refuse(const std::string &why)
{
    throw StorageError(StorageError::Kind::Refused, why);
}

} // namespace

DataFolder::DataFolder(std::string path, Use use)
    : m_path(std::move(path))
{
    const QString folder = QString::fromStdString(m_path);
    const bool made = !QDir(folder).exists();
    if (made && use == Use::Check)
        refuse("there is no folder " + m_path);
    if (!QDir().mkpath(folder))
        refuse("cannot make the data folder " + m_path);
    if (made)
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const std::string name = file("lock");
    m_lock = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (use == Use::Check && m_lock < 0 && (errno == EROFS || errno == EACCES)) {
        m_lock = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
        if (m_lock < 0 && errno == ENOENT)
            return; // no server has ever run on it, nor can one
    }
    if (m_lock < 0)
        refuse("cannot write to the data folder " + m_path + ": " +
               std::strerror(errno)); // NOLINT(concurrency-mt-unsafe)
    if (::flock(m_lock, LOCK_EX | LOCK_NB) == 0)
        return;
    ::close(m_lock);
    refuse("the data folder " + m_path +
           (use == Use::Check ? " is in use by a relevo-server: stop it first, or ask it (relevo audit)"
                              : " is in use by another relevo-server; give this one its own (--data DIR)"));
}

DataFolder::~DataFolder()
{
    if (m_lock >= 0)
        ::close(m_lock);
}

} // namespace relevo
