// The tasks that there are, as a list for both windows: the server's catalog, asked for anew at every connection, else
// the last one seen of this server, else the built-in one.
//
// Lives in the GUI's thread. Client and language must outlive it.
#pragma once

#include "common/client/known_catalog.h"
#include "common/client/language.h"
#include "common/client/models/background_client.h"
#include "common/protocol/task_description.h"

#include <QAbstractListModel>
#include <QTimer>

#include <vector>

namespace relevo {

class CatalogModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY catalogChanged)
    Q_PROPERTY(Source source READ source NOTIFY catalogChanged)
    /// "From the server", "As this server had it on 26 November", "Built in": in the user's language.
    Q_PROPERTY(QString sourceText READ sourceText NOTIFY catalogChanged)

public:
    enum class Source { BuiltIn, Cached, Server }; ///< KnownCatalog::Source, for QML
    Q_ENUM(Source)
    enum Role { NameRole = Qt::UserRole + 1, TitleRole, SummaryRole, ParamCountRole };

    CatalogModel(BackgroundClient &client, const Language &language, QObject *parent = nullptr);
    ~CatalogModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    /// Qt::DisplayRole is the title, Qt::ToolTipRole the summary.
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return static_cast<int>(m_tasks.size()); }
    Source source() const { return static_cast<Source>(m_catalog.source()); }
    QString sourceText() const;
    /// Null if there is none of this name. Valid until catalogChanged().
    const TaskDescription *find(const QString &name) const;
    Q_INVOKABLE QString nameAt(int row) const;
    Q_INVOKABLE QString titleOf(const QString &name) const; ///< the name itself if there is no such task
    Q_INVOKABLE int rowOf(const QString &name) const;       ///< -1: there is none
    /// Asks the server again; without a connection the next one asks anyway.
    Q_INVOKABLE void refresh() { ask(); }

Q_SIGNALS:
    /// The tasks, their texts (the language) or the source have changed. Rows are kept where the same tasks still are.
    void catalogChanged();

private:
    void onStatus();
    void ask();
    void take(const CallOutcome &outcome);
    void useTasks();
    void retranslate();

    BackgroundClient &m_client;
    const Language &m_language;
    KnownCatalog m_catalog;
    std::vector<TaskDescription> m_tasks; ///< what the views are told of; once they are, the catalog's
    QByteArray m_document;                ///< the server's last answer, as long as it is this address's
    QTimer m_askAgain;
    BackgroundClient::CallId m_call = 0;
    quint64 m_askedOn = 0; ///< the connection
};

} // namespace relevo
