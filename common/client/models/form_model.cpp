#include "common/client/models/form_model.h"

#include "common/client/models/form_row.h"

#include <QLocale>

#include <algorithm>

namespace relevo {

namespace {

bool isSameParam(const ParamDescription &a, const ParamDescription &b)
{
    return a.name == b.name && a.kind == b.kind && a.required == b.required && a.defaultJson == b.defaultJson &&
           a.minimum == b.minimum && a.maximum == b.maximum && a.choices == b.choices;
}

QString typedText(const QVariant &value)
{
    if (value.typeId() == QMetaType::Bool)
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.typeId() == QMetaType::Double) // all its digits, and no exponent
        return QString::number(value.toDouble(), 'f', QLocale::FloatingPointShortest);
    return value.toString();
}

} // namespace

FormModel::FormModel(const Language &language, QObject *parent)
    : QAbstractListModel(parent)
    , m_language(language)
{
    followLocale();
    connect(&m_language, &Language::changed, this, &FormModel::retranslate);
}

FormModel::~FormModel() = default;

bool FormModel::isSameForm(const TaskDescription &task) const
{
    return task.name == m_task.name &&
           std::equal(m_rows.begin(), m_rows.end(), task.params.begin(), task.params.end(),
                      [](const auto &row, const ParamDescription &param) { return isSameParam(row->param, param); });
}

void FormModel::setTask(const TaskDescription &task)
{
    const TaskDescription next = task; // it may be our own
    if (isSameForm(next)) {
        m_task = next;
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            m_rows[i]->param = next.params[i];
        retranslate();
        return;
    }
    beginResetModel();
    Draft &left = m_drafts[taskName()];
    std::move(m_rows.begin(), m_rows.end(), std::back_inserter(left.rows));
    m_rows.clear();
    m_task = next;
    std::vector<std::unique_ptr<Row>> known;
    known.swap(m_drafts[taskName()].rows);
    rebuildRows(std::move(known));
    endResetModel();
    Q_EMIT taskChanged();
    Q_EMIT textsChanged();
    updateReady();
}

void FormModel::rebuildRows(std::vector<std::unique_ptr<Row>> known)
{
    for (const ParamDescription &param : m_task.params) {
        const auto same = std::find_if(known.begin(), known.end(), [&param](const std::unique_ptr<Row> &row) {
            return row->param.name == param.name && row->param.kind == param.kind;
        });
        std::unique_ptr<Row> row = same == known.end() ? std::make_unique<Row>() : std::move(*same);
        const bool fresh = same == known.end();
        if (!fresh)
            known.erase(same);
        const bool stale =
            fresh || !isSameParam(row->param, param) || (row->needsComma() && row->decimalComma != m_decimalComma);
        row->param = param;
        if (stale)
            check(*row);
        m_rows.push_back(std::move(row));
    }
    m_drafts[taskName()].rows = std::move(known);
}

bool FormModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != ValueRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    setValue(index.row(), value);
    return true;
}

QString FormModel::taskName() const
{
    return QString::fromStdString(m_task.name);
}

QString FormModel::title() const
{
    const QString title = m_language.of(m_task.title);
    return title.isEmpty() ? taskName() : title;
}

QString FormModel::summary() const
{
    return m_language.of(m_task.summary);
}

FormModel::Row *FormModel::rowAt(int row) const
{
    const bool known = row >= 0 && row < rowCount();
    return known ? m_rows[static_cast<std::size_t>(row)].get() : nullptr;
}

void FormModel::setValue(int row, const QVariant &value)
{
    Row *const one = rowAt(row);
    if (!one)
        return;
    FormEntry entry;
    entry.text = typedText(value);
    const bool filling = one->job != 0 && !one->checking;
    if (entry == one->entry && !filling)
        return;
    one->touched = true;
    if (entry.text.size() > longestTyped) {
        fill(*one, [text = entry.text](FormProblem &) { return entryOfText(text); });
        return;
    }
    replaceEntry(*one, std::move(entry));
    if (filling)
        abandonJob(*one);
    check(*one);
}

int FormModel::mainRow() const
{
    const auto main = std::find_if(m_rows.begin(), m_rows.end(), [](const auto &row) {
        return row->param.kind == ParamKind::Text || row->param.kind == ParamKind::Numbers;
    });
    return main == m_rows.end() ? -1 : static_cast<int>(main - m_rows.begin());
}

QList<TextRange> FormModel::faults(int row) const
{
    QList<TextRange> faults;
    if (const Row *const one = rowAt(row)) {
        faults = one->checked.faults;
        faults.removeIf(
            [end = one->entry.text.size()](const TextRange &fault) { return fault.start + fault.length > end; });
    }
    return faults;
}

int FormModel::showProblems()
{
    int first = -1;
    for (int i = rowCount() - 1; i >= 0; --i) {
        Row &row = *rowAt(i);
        row.touched = true;
        if (!row.isValid())
            first = i;
    }
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {ProblemRole});
    return first;
}

QByteArray FormModel::params() const
{
    if (!isReady())
        return {};
    QByteArrayList objects;
    for (const auto &row : m_rows) {
        if (!row->checked.object.isEmpty())
            objects.append(row->checked.object);
    }
    if (objects.isEmpty())
        return "{}";
    if (objects.size() == 1) // as it is: it may be long
        return objects.first();
    qsizetype size = 1;
    for (const QByteArray &object : objects)
        size += object.size();
    QByteArray params;
    params.reserve(size);
    for (const QByteArray &object : objects) {
        params += params.isEmpty() ? '{' : ',';
        params.append(object.constData() + 1, object.size() - 2);
    }
    return params += '}';
}

void FormModel::retranslate()
{
    followLocale();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    Q_EMIT textsChanged();
}

} // namespace relevo
