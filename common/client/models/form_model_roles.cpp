// What the form model shows of its rows.
#include "common/client/models/form_row.h"
#include "common/client/models/form_text.h"
#include "common/protocol/json_cursor.h"

namespace relevo {

namespace {

QVariant bound(const std::optional<double> &value)
{
    return value ? QVariant(*value) : QVariant();
}

QStringList listOf(const std::vector<std::string> &texts)
{
    QStringList list;
    for (const std::string &text : texts)
        list += QString::fromStdString(text);
    return list;
}

FormModel::Kind modelKind(ParamKind kind)
{
    switch (kind) {
    case ParamKind::Text:
        return FormModel::Kind::Text;
    case ParamKind::Numbers:
        return FormModel::Kind::Numbers;
    case ParamKind::Number:
        return FormModel::Kind::Number;
    case ParamKind::Integer:
        return FormModel::Kind::Integer;
    case ParamKind::Choice:
        return FormModel::Kind::Choice;
    case ParamKind::Switch:
        return FormModel::Kind::Switch;
    }
    return FormModel::Kind::Text;
}

} // namespace

int FormModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant FormModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = *m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case NameRole:
        return QString::fromStdString(row.param.name);
    case Qt::DisplayRole:
    case LabelRole: {
        const QString label = m_language.of(row.param.label);
        return label.isEmpty() ? QString::fromStdString(row.param.name) : label;
    }
    case Qt::ToolTipRole:
    case HelpRole:
        return m_language.of(row.param.help);
    case KindRole:
        return QVariant::fromValue(modelKind(row.param.kind));
    case RequiredRole:
        return row.param.required && row.param.defaultJson.empty();
    case ValueRole:
        return valueOf(row);
    case DefaultRole:
        return defaultText(row.param);
    case MinimumRole:
        return bound(row.param.minimum);
    case MaximumRole:
        return bound(row.param.maximum);
    case ChoicesRole:
        return listOf(row.param.choices);
    case ValidRole:
        return row.isValid();
    case ProblemRole:
        return row.touched ? row.checked.problem.text() : QString();
    case SummaryRole:
        return summaryText(row.param, row.checked);
    case AttachmentRole:
        return attachmentText(row.entry, row.param.kind);
    case BoundsRole:
        return boundsText(row.param);
    default:
        return {};
    }
}

QVariant FormModel::valueOf(const Row &row) const
{
    JsonCursor standard(row.param.defaultJson);
    const bool empty = row.entry.text.isEmpty();
    if (row.param.kind == ParamKind::Switch)
        return empty ? standard.peek() == JsonKind::True : row.entry.text == QStringLiteral("true");
    return row.param.kind == ParamKind::Choice && empty ? defaultText(row.param) : row.entry.text;
}

QHash<int, QByteArray> FormModel::roleNames() const
{
    return {
        {NameRole, "name"},
        {LabelRole, "label"},
        {HelpRole, "help"},
        {KindRole, "kind"},
        {RequiredRole, "required"},
        {ValueRole, "value"},
        {DefaultRole, "defaultValue"},
        {MinimumRole, "minimum"},
        {MaximumRole, "maximum"},
        {ChoicesRole, "choices"},
        {ValidRole, "valid"},
        {ProblemRole, "problem"},
        {SummaryRole, "summary"},
        {AttachmentRole, "attachment"},
        {BoundsRole, "bounds"},
    };
}

Qt::ItemFlags FormModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractListModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsEditable : flags;
}

} // namespace relevo
