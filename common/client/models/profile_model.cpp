#include "common/client/models/profile_model.h"

#include "common/client/server_address.h"

#include <algorithm>

namespace relevo {

using namespace Qt::StringLiterals;

namespace {

constexpr auto arrayKey = "servers"_L1;
constexpr auto nameKey = "name"_L1;
constexpr auto addressKey = "address"_L1;
constexpr auto currentKey = "server"_L1;

std::unique_ptr<QSettings> settingsIn(const QString &file)
{
    if (!file.isEmpty())
        return std::make_unique<QSettings>(file, QSettings::IniFormat);
    return std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, u"Relevo"_s, u"Relevo"_s);
}

// As it is compared: `localhost` and `localhost:5000` are one. Empty if it is none.
QString normalised(const QString &address)
{
    const QString trimmed = address.trimmed();
    const std::optional<ServerAddress> parsed = ServerAddress::parse(trimmed);
    return trimmed.isEmpty() || !parsed ? QString() : parsed->toString();
}

} // namespace

ProfileModel::ProfileModel(const QString &file, QObject *parent)
    : QAbstractListModel(parent)
    , m_settings(settingsIn(file))
{
    const int size = m_settings->beginReadArray(arrayKey);
    for (int i = 0; i < size; ++i) {
        m_settings->setArrayIndex(i);
        const QString name = m_settings->value(nameKey).toString();
        const QString address = m_settings->value(addressKey).toString();
        if (problemOf(name, address).isEmpty()) // a person may have edited the file
            m_profiles.push_back({name.trimmed(), normalised(address)});
    }
    m_settings->endArray();
    m_currentAddress = normalised(m_settings->value(currentKey).toString());
    if (m_currentAddress.isEmpty())
        m_currentAddress = ServerAddress().toString();
}

int ProfileModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ProfileModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return nameAt(index.row());
    case Qt::ToolTipRole:
    case AddressRole:
        return addressAt(index.row());
    default:
        return {};
    }
}

QHash<int, QByteArray> ProfileModel::roleNames() const
{
    return {{NameRole, "name"}, {AddressRole, "address"}};
}

int ProfileModel::current() const
{
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(), [this](const ServerProfile &profile) {
        return profile.address == m_currentAddress;
    });
    return found == m_profiles.end() ? -1 : static_cast<int>(found - m_profiles.begin());
}

void ProfileModel::setCurrentAddress(const QString &address)
{
    const QString wanted = normalised(address);
    if (wanted.isEmpty() || wanted == m_currentAddress)
        return;
    m_currentAddress = wanted;
    save();
    Q_EMIT currentChanged();
}

QString ProfileModel::problemOf(const QString &name, const QString &address, int row) const
{
    const QString trimmed = name.trimmed();
    if (trimmed.isEmpty())
        return tr("A name is missing.");
    for (int other = 0; other < count(); ++other) {
        if (other != row && nameAt(other).compare(trimmed, Qt::CaseInsensitive) == 0)
            return tr("There is a server of this name.");
    }
    return normalised(address).isEmpty() ? tr("An address is expected: HOST:PORT.") : QString();
}

int ProfileModel::add(const QString &name, const QString &address)
{
    if (!problemOf(name, address).isEmpty())
        return -1;
    const int row = count();
    beginInsertRows({}, row, row);
    m_profiles.push_back({name.trimmed(), normalised(address)});
    endInsertRows();
    tellOfProfiles();
    return row;
}

bool ProfileModel::edit(int row, const QString &name, const QString &address)
{
    if (row < 0 || row >= count() || !problemOf(name, address, row).isEmpty())
        return false;
    ServerProfile &profile = m_profiles[static_cast<std::size_t>(row)];
    const ServerProfile edited{name.trimmed(), normalised(address)};
    if (profile == edited)
        return true;
    profile = edited;
    Q_EMIT dataChanged(index(row), index(row));
    tellOfProfiles();
    return true;
}

void ProfileModel::remove(int row)
{
    if (row < 0 || row >= count())
        return;
    beginRemoveRows({}, row, row);
    m_profiles.erase(m_profiles.begin() + row);
    endRemoveRows();
    tellOfProfiles();
}

QString ProfileModel::nameAt(int row) const
{
    return row >= 0 && row < count() ? m_profiles[static_cast<std::size_t>(row)].name : QString();
}

QString ProfileModel::addressAt(int row) const
{
    return row >= 0 && row < count() ? m_profiles[static_cast<std::size_t>(row)].address : QString();
}

// Which row is the current one follows from the rows.
void ProfileModel::tellOfProfiles()
{
    save();
    Q_EMIT profilesChanged();
    Q_EMIT currentChanged();
}

// QSettings writes it at the next turn of the event loop, at the latest when it ends.
void ProfileModel::save()
{
    m_settings->remove(arrayKey);
    m_settings->beginWriteArray(arrayKey, count());
    for (int i = 0; i < count(); ++i) {
        m_settings->setArrayIndex(i);
        m_settings->setValue(nameKey, nameAt(i));
        m_settings->setValue(addressKey, addressAt(i));
    }
    m_settings->endArray();
    m_settings->setValue(currentKey, m_currentAddress);
}

} // namespace relevo
