// The form model's values: where they come from, and how they are checked: at once where they are short, in the thread
// pool where they are long.
#include "common/client/models/form_row.h"

#include <QLocale>

#include <algorithm>

namespace relevo {

namespace {

/// Of a typed value, in UTF-16 code units: 64 KiB.
constexpr qsizetype longestCheckedHere = 32 * 1024;
/// Of params, in bytes.
constexpr qsizetype longestParamsHere = 64 * 1024;

} // namespace

void FormModel::check(Row &row)
{
    const bool here = !row.entry.attached && row.entry.text.size() <= longestCheckedHere;
    if (row.checking && !here) { // one check at a time: as one types, they would pile up
        row.again = true;
        return;
    }
    abandonJob(row);
    row.decimalComma = m_decimalComma;
    if (here) {
        row.checked = checkedValue(row.entry, row.param, m_decimalComma);
    } else {
        row.checking = true;
        row.job = startJob([entry = row.entry, param = row.param, comma = m_decimalComma] {
            return std::vector<Filled>{{param.name, std::nullopt, checkedValue(entry, param, comma), {}}};
        });
    }
    showChange(row);
}

void FormModel::fill(Row &row, std::function<FormEntry(FormProblem &)> source)
{
    abandonJob(row);
    row.touched = true;
    row.decimalComma = m_decimalComma;
    row.job = startJob([source = std::move(source), param = row.param, comma = m_decimalComma] {
        Filled filled{param.name, std::nullopt, {}, {}};
        FormEntry entry = source(filled.problem);
        if (!filled.problem) {
            filled.checked = checkedValue(entry, param, comma);
            filled.entry = std::move(entry);
        }
        return std::vector<Filled>{std::move(filled)};
    });
    showChange(row);
}

void FormModel::fillAll(const QByteArray &params)
{
    const int main = mainRow();
    const quint64 job = startJob([params, task = m_task, comma = m_decimalComma, main] {
        std::vector<Filled> all;
        std::optional<std::vector<FormEntry>> entries = entriesOfParams(params, task);
        for (std::size_t i = 0; entries && i < entries->size(); ++i) {
            FormEntry &entry = entries->at(i);
            CheckedValue checked = checkedValue(entry, task.params[i], comma);
            all.push_back({task.params[i].name, std::move(entry), std::move(checked), {}});
        }
        if (!entries && main >= 0) {
            all.push_back({task.params[static_cast<std::size_t>(main)].name, std::nullopt, {}, {}});
            all.back().problem.kind = FormProblem::Kind::OtherParams;
        }
        return all;
    });
    for (const auto &row : m_rows) {
        abandonJob(*row);
        row->decimalComma = m_decimalComma;
        row->job = job;
        showChange(*row);
    }
}

quint64 FormModel::startJob(std::function<std::vector<Filled>()> work)
{
    const quint64 job = ++m_lastJob;
    m_jobs.run(std::move(work),
               [this, job](std::optional<std::vector<Filled>> &&answer) { takeJob(job, std::move(answer)); });
    return job;
}

void FormModel::abandonJob(Row &row)
{
    row.job = 0;
    row.checking = false;
    row.again = false;
}

void FormModel::replaceEntry(Row &row, FormEntry entry)
{
    if (row.entry.attached) {
        PoolJobs::discard(std::pair(std::move(row.entry), std::move(row.checked)));
        row.checked = {};
    }
    row.entry = std::move(entry);
}

void FormModel::takeJob(quint64 job, std::optional<std::vector<Filled>> &&answer)
{
    std::vector<Row *> waiting;
    const auto collect = [&waiting, job](const std::vector<std::unique_ptr<Row>> &rows) {
        for (const auto &row : rows) {
            if (row->job == job)
                waiting.push_back(row.get());
        }
    };
    collect(m_rows);
    for (const auto &[task, draft] : m_drafts)
        collect(draft.rows);
    for (Row *const row : waiting) {
        Filled none{row->param.name, std::nullopt, {}, {}};
        none.problem.kind = FormProblem::Kind::NoMemory;
        Filled *filled = answer ? nullptr : &none;
        for (std::size_t i = 0; answer && i < answer->size(); ++i) {
            if (answer->at(i).param == row->param.name)
                filled = &answer->at(i);
        }
        takeFilled(*row, filled);
    }
}

void FormModel::takeFilled(Row &row, Filled *filled)
{
    const bool stale = row.again || (row.needsComma() && row.decimalComma != m_decimalComma);
    abandonJob(row);
    if (filled && filled->problem) {
        row.checked.problem = filled->problem;
        row.checked.object.clear();
        row.touched = true;
    } else if (filled) {
        if (filled->entry) {
            row.touched = !isLeftEmpty(*filled->entry, row.param.kind);
            replaceEntry(row, std::move(*filled->entry));
        }
        row.checked = std::move(filled->checked);
    }
    if (stale && !row.checked.problem.isOfSource())
        check(row);
    else
        showChange(row);
}

void FormModel::showChange(const Row &row)
{
    const auto at = std::find_if(m_rows.begin(), m_rows.end(), [&row](const auto &one) { return one.get() == &row; });
    if (at == m_rows.end())
        return; // another task's, or one that is just being made
    const QModelIndex changed = index(static_cast<int>(at - m_rows.begin()));
    Q_EMIT dataChanged(changed, changed, {ValueRole, ValidRole, ProblemRole, SummaryRole, AttachmentRole});
    updateReady();
}

void FormModel::updateReady()
{
    const bool ready = isReady();
    const bool busy = isBusy();
    if (ready == m_ready && busy == m_busy)
        return;
    m_ready = ready;
    m_busy = busy;
    Q_EMIT readyChanged();
}

bool FormModel::isBusy() const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [](const auto &row) { return row->job != 0; });
}

bool FormModel::isReady() const
{
    const bool valid = std::all_of(m_rows.begin(), m_rows.end(), [](const auto &row) { return row->isValid(); });
    return valid && !isBusy() && !m_task.name.empty();
}

void FormModel::attachFile(int row, const QUrl &file)
{
    if (Row *const one = rowAt(row)) {
        const QString path = file.isLocalFile() ? file.toLocalFile() : file.toString();
        fill(*one, [path](FormProblem &problem) { return entryOfFile(path, problem); });
    }
}

void FormModel::attachBytes(int row, const QString &name, const QByteArray &bytes)
{
    if (Row *const one = rowAt(row))
        fill(*one, [name, bytes](FormProblem &problem) { return entryOfBytes(name, bytes, problem); });
}

void FormModel::detach(int row)
{
    if (Row *const one = rowAt(row)) {
        abandonJob(*one);
        replaceEntry(*one, {});
        check(*one);
    }
}

void FormModel::clear()
{
    for (const auto &row : m_rows) {
        abandonJob(*row);
        replaceEntry(*row, {});
        row->touched = false;
        check(*row);
    }
}

bool FormModel::setParams(const QByteArray &params)
{
    if (params.size() > longestParamsHere) {
        fillAll(params);
        return true;
    }
    std::optional<std::vector<FormEntry>> entries = entriesOfParams(params, m_task);
    if (!entries)
        return false;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Row &row = *m_rows[i];
        abandonJob(row);
        replaceEntry(row, std::move(entries->at(i)));
        row.touched = !isLeftEmpty(row.entry, row.param.kind);
        check(row);
    }
    return true;
}

void FormModel::setDecimalComma(bool on)
{
    m_commaChosen = true;
    useDecimalComma(on);
}

void FormModel::useDecimalComma(bool on)
{
    if (on == m_decimalComma)
        return;
    m_decimalComma = on;
    for (const auto &row : m_rows) {
        if (row->needsComma() && row->job == 0) // what a job brings is checked anew
            check(*row);
    }
    Q_EMIT decimalCommaChanged();
}

void FormModel::followLocale()
{
    const auto holdsNumbers = [](const std::vector<std::unique_ptr<Row>> &rows) {
        return std::any_of(rows.begin(), rows.end(), [](const auto &row) {
            return row->needsComma() && !isLeftEmpty(row->entry, row->param.kind);
        });
    };
    // What was typed keeps its meaning.
    const bool held = holdsNumbers(m_rows) || std::any_of(m_drafts.begin(), m_drafts.end(), [&](const auto &draft) {
                          return holdsNumbers(draft.second.rows);
                      });
    if (!m_commaChosen && !held)
        useDecimalComma(QLocale().decimalPoint() == u',');
}

} // namespace relevo
