// JSON as a tree that is read only where somebody looks: a value of 50 MB costs nothing until it is opened, and then a
// scan in the thread pool. At most `mostChildren` of a container, and the beginning of a long value, are shown.
//
// Lives in the GUI's thread. Documents are shared, not copied; numbers are shown with the digits that were sent.
#pragma once

#include <QAbstractItemModel>
#include <QByteArray>

#include <memory>
#include <vector>

namespace relevo::desktop {

class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    static constexpr int mostChildren = 1000;
    static constexpr qsizetype longestValue = 500; ///< bytes of a value that are shown

    explicit JsonTreeModel(QObject *parent = nullptr);
    ~JsonTreeModel() override;

    /// A row at the top: a name, and one JSON value (or none).
    struct Root
    {
        QString name;
        QByteArray json;
    };
    void setRoots(const QList<Root> &roots);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    /// Begins; the rows are there some time later.
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The language has changed.
    void retranslate();

private:
    struct Node;

    Node *nodeOf(const QModelIndex &index) const;
    QModelIndex indexOf(const Node &node) const;
    QString valueText(const Node &node) const;

    std::unique_ptr<Node> m_top;
    quint64 m_generation = 0; ///< of setRoots(): scans from before are thrown away
};

} // namespace relevo::desktop
