// The servers that the user has given a name, as a list, remembered in the user's settings; and which one is the
// present one. Both applications share them.
//
// Lives in the GUI's thread. Written at every change.
#pragma once

#include <QAbstractListModel>
#include <QSettings>

#include <memory>
#include <vector>

namespace relevo {

struct ServerProfile
{
    QString name;
    QString address; ///< HOST:PORT
    bool operator==(const ServerProfile &) const = default;
};

class ProfileModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY profilesChanged)
    /// The row in use; -1: the address in use has no profile.
    Q_PROPERTY(int current READ current NOTIFY currentChanged)
    /// The address in use, also without a profile; it is what the next start connects to.
    Q_PROPERTY(QString currentAddress READ currentAddress WRITE setCurrentAddress NOTIFY currentChanged)

public:
    enum Role { NameRole = Qt::UserRole + 1, AddressRole };

    /// `file`: another settings file than the user's own (tests); empty: the user's own.
    explicit ProfileModel(const QString &file = {}, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return static_cast<int>(m_profiles.size()); }
    int current() const;
    const QString &currentAddress() const { return m_currentAddress; }
    void setCurrentAddress(const QString &address);

    /// Empty if it can be saved, else what is wrong, for people: no name, a name that another row has, no address.
    /// `row`: the one that is being edited; -1: a new one.
    Q_INVOKABLE QString problemOf(const QString &name, const QString &address, int row = -1) const;
    /// The new row, or -1 if problemOf() has something to say.
    Q_INVOKABLE int add(const QString &name, const QString &address);
    Q_INVOKABLE bool edit(int row, const QString &name, const QString &address);
    Q_INVOKABLE void remove(int row);
    Q_INVOKABLE QString nameAt(int row) const;
    Q_INVOKABLE QString addressAt(int row) const;

Q_SIGNALS:
    void profilesChanged();
    void currentChanged();

private:
    void tellOfProfiles();
    void save();

    std::unique_ptr<QSettings> m_settings;
    std::vector<ServerProfile> m_profiles;
    QString m_currentAddress;
};

} // namespace relevo
