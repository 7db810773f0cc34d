#include "gui-client/json_tree_model.h"

#include "common/client/byte_view.h"
#include "common/protocol/json_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPointer>
#include <QThreadPool>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

struct JsonTreeModel::Node
{
    Node *parent = nullptr;
    int row = 0;
    QString name;
    QByteArray document; ///< shared with the other nodes of the same root
    qsizetype start = 0; ///< of the value in the document
    qsizetype length = 0;
    JsonKind kind = JsonKind::Invalid;
    std::vector<std::unique_ptr<Node>> children;
    bool fetched = false;
    bool more = false; ///< it has more children than are shown
    bool isRest = false;

    bool isContainer() const { return kind == JsonKind::Object || kind == JsonKind::Array; }
    std::string_view text() const { return {document.constData() + start, static_cast<std::size_t>(length)}; }
};

namespace {

// What a scan finds of one child.
struct Found
{
    QString name;
    qsizetype start = 0;
    qsizetype length = 0;
    JsonKind kind = JsonKind::Invalid;
};

struct Scan
{
    std::vector<Found> children;
    bool more = false;
};

QString unescapedText(const JsonString &string)
{
    std::string scratch;
    std::string_view text;
    return unescape(string, scratch, text)
               ? QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
               : QString::fromUtf8(string.raw.data(), static_cast<qsizetype>(string.raw.size()));
}

// In the thread pool.
Scan scan(std::string_view container, qsizetype offset)
{
    Scan result;
    JsonCursor cursor(container);
    const bool isObject = cursor.peek() == JsonKind::Object;
    if (!(isObject ? cursor.enterObject() : cursor.enterArray()))
        return result;
    JsonString key;
    while (isObject ? cursor.nextMember(key) : cursor.nextElement()) {
        if (result.children.size() == JsonTreeModel::mostChildren) {
            result.more = true;
            return result;
        }
        Found child;
        child.name = isObject ? unescapedText(key) : QString::number(result.children.size());
        child.kind = cursor.peek();
        std::string_view token;
        if (!cursor.readRaw(token))
            return result;
        child.start = offset + (token.data() - container.data());
        child.length = static_cast<qsizetype>(token.size());
        result.children.push_back(std::move(child));
    }
    return result;
}

// A value's beginning, not cut inside a character or an escape.
QString beginning(std::string_view text, qsizetype longest)
{
    if (static_cast<qsizetype>(text.size()) <= longest)
        return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    auto end = static_cast<std::size_t>(longest);
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(end)) + u'…';
}

} // namespace

JsonTreeModel::JsonTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_top(std::make_unique<Node>())
{}

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setRoots(const QList<Root> &roots)
{
    beginResetModel();
    ++m_generation;
    m_top = std::make_unique<Node>();
    m_top->fetched = true;
    for (const Root &root : roots) {
        auto node = std::make_unique<Node>();
        node->parent = m_top.get();
        node->row = static_cast<int>(m_top->children.size());
        node->name = root.name;
        node->document = root.json;
        node->length = root.json.size();
        JsonCursor cursor(viewOf(root.json));
        node->kind = cursor.peek();
        m_top->children.push_back(std::move(node));
    }
    endResetModel();
}

JsonTreeModel::Node *JsonTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_top.get();
}

QModelIndex JsonTreeModel::indexOf(const Node &node) const
{
    return &node == m_top.get() ? QModelIndex() : createIndex(node.row, 0, &node);
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    if (row < 0 || row >= static_cast<int>(node->children.size()) || column < 0 || column > 1)
        return {};
    return createIndex(row, column, node->children[static_cast<std::size_t>(row)].get());
}

QModelIndex JsonTreeModel::parent(const QModelIndex &child) const
{
    const Node *node = child.isValid() ? nodeOf(child)->parent : nullptr;
    return node ? indexOf(*node) : QModelIndex();
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->children.size());
}

int JsonTreeModel::columnCount(const QModelIndex & /*parent*/) const
{
    return 2;
}

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    return parent.column() <= 0 &&
           (!node->children.empty() || (node->isContainer() && !node->fetched && node->length > 2));
}

bool JsonTreeModel::canFetchMore(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    return node->isContainer() && !node->fetched;
}

void JsonTreeModel::fetchMore(const QModelIndex &parent)
{
    Node *node = nodeOf(parent);
    if (node->fetched)
        return;
    node->fetched = true;
    // The scan holds the document; the node lives as long as the generation does.
    const auto deliver = [guard = QPointer(this), node, generation = m_generation](Scan found) {
        JsonTreeModel *model = guard.data();
        if (!model || model->m_generation != generation || found.children.empty())
            return;
        const int count = static_cast<int>(found.children.size()) + (found.more ? 1 : 0);
        model->beginInsertRows(model->indexOf(*node), 0, count - 1);
        for (Found &child : found.children) {
            auto made = std::make_unique<Node>();
            made->parent = node;
            made->row = static_cast<int>(node->children.size());
            made->name = std::move(child.name);
            made->document = node->document;
            made->start = child.start;
            made->length = child.length;
            made->kind = child.kind;
            node->children.push_back(std::move(made));
        }
        if (found.more) {
            auto rest = std::make_unique<Node>();
            rest->parent = node;
            rest->row = count - 1;
            rest->isRest = true;
            node->children.push_back(std::move(rest));
        }
        model->endInsertRows();
    };
    QThreadPool::globalInstance()->start([document = node->document, start = node->start, length = node->length,
                                          deliver] {
        const std::string_view text(document.constData() + start, static_cast<std::size_t>(length));
        QMetaObject::invokeMethod(qApp, [deliver, found = scan(text, start)]() mutable { deliver(std::move(found)); });
    });
}

QString JsonTreeModel::valueText(const Node &node) const
{
    if (node.isRest)
        return tr("Only the first %1 are shown").arg(QLocale().toString(mostChildren));
    const std::string_view text = node.text();
    if (!node.isContainer())
        return beginning(text, longestValue);
    if (text.size() <= 80)
        return beginning(text, longestValue);
    return QLocale().formattedDataSize(static_cast<qint64>(text.size()));
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node *node = nodeOf(index);
    if (role == Qt::DisplayRole)
        return index.column() == 0 ? (node->isRest ? u"…"_s : node->name) : valueText(*node);
    return {};
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Name") : tr("Value");
}

void JsonTreeModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, 1);
}

} // namespace relevo::desktop
