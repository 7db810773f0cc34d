// The rows of the jobs: what views are told of them, and which of them stay.
#include "common/client/models/job_model.h"
#include "common/client/models/job_row.h"

#include <algorithm>
#include <utility>

namespace relevo {

namespace {

constexpr std::chrono::milliseconds tellEvery{33};
constexpr int smallGap = 8;              ///< rows between touched ones that are told along
constexpr std::size_t mostRemovals = 64; ///< runs of rows; more are told as a reset

} // namespace

void JobModel::setBounds(int jobs, qsizetype bytes)
{
    m_mostJobs = jobs;
    m_mostBytes = bytes;
    m_dropFrom = 0;
    dropPayloads();
    tellSoon();
}

std::size_t JobModel::positionOf(quint64 id) const
{
    if (m_rows.empty() || id <= m_rows.front()->job.id)
        return 0;
    // As long as none was taken out of the middle.
    const quint64 distance = id - m_rows.front()->job.id;
    if (distance < m_rows.size() && m_rows[distance]->job.id == id)
        return distance;
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), id,
                                        [](const auto &row, quint64 wanted) { return row->job.id < wanted; });
    return static_cast<std::size_t>(found - m_rows.begin());
}

JobRow *JobModel::rowById(quint64 id) const
{
    const std::size_t position = positionOf(id);
    return position < m_rows.size() && m_rows[position]->job.id == id ? m_rows[position].get() : nullptr;
}

const JobRow *JobModel::rowAt(int row) const
{
    return row >= 0 && row < m_announced ? m_rows[static_cast<std::size_t>(row)].get() : nullptr;
}

const Job *JobModel::find(quint64 id) const
{
    const JobRow *row = rowById(id);
    return row ? &row->job : nullptr;
}

const Job *JobModel::at(int row) const
{
    const JobRow *found = rowAt(row);
    return found ? &found->job : nullptr;
}

int JobModel::rowOf(quint64 id)
{
    if (!rowById(id))
        return -1;
    announce();
    return static_cast<int>(positionOf(id));
}

void JobModel::announce()
{
    const int size = static_cast<int>(m_rows.size());
    if (size == m_announced)
        return;
    beginInsertRows({}, m_announced, size - 1);
    m_announced = size;
    endInsertRows();
}

void JobModel::touch(quint64 id)
{
    m_touched.push_back(id);
    tellSoon();
}

void JobModel::tellSoon()
{
    if (m_tellTimer.isActive())
        return;
    const auto since = std::chrono::steady_clock::now() - m_told;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(tellEvery - since);
    m_tellTimer.start(std::max(left, std::chrono::milliseconds(0)));
}

void JobModel::tell()
{
    m_told = std::chrono::steady_clock::now();
    announce();
    trim();
    tellTouched();
    if (std::exchange(m_countsAreNew, false))
        Q_EMIT countsChanged();
}

void JobModel::tellTouched()
{
    const std::vector<quint64> touched = std::exchange(m_touched, {});
    std::vector<int> rows;
    rows.reserve(touched.size());
    for (const quint64 id : touched) {
        const std::size_t position = positionOf(id);
        if (position < m_rows.size() && m_rows[position]->job.id == id)
            rows.push_back(static_cast<int>(position));
    }
    std::sort(rows.begin(), rows.end());
    for (std::size_t from = 0; from < rows.size();) {
        std::size_t to = from;
        while (to + 1 < rows.size() && rows[to + 1] - rows[to] <= smallGap)
            ++to;
        Q_EMIT dataChanged(index(rows[from], StateColumn), index(rows[to], OutcomeColumn));
        from = to + 1;
    }
}

void JobModel::trim()
{
    const int excess = static_cast<int>(m_rows.size()) - m_mostJobs;
    std::vector<int> rows;
    for (int row = 0; std::ssize(rows) < excess && row < std::ssize(m_rows); ++row) {
        if (m_rows[static_cast<std::size_t>(row)]->job.isFinal())
            rows.push_back(row);
    }
    erase(rows);
}

// From the oldest on; the newest, and what has only just come, stays whole.
void JobModel::dropPayloads()
{
    std::size_t at = positionOf(m_dropFrom);
    quint64 firstKept = m_nextId;
    for (; at + 1 < m_rows.size() && m_bytes > m_mostBytes; ++at) {
        JobRow &row = *m_rows[at];
        if (row.job.dropped)
            continue;
        if (!row.job.isFinal() || row.job.id == m_lastSettled) {
            firstKept = std::min(firstKept, row.job.id);
            continue;
        }
        m_bytes -= row.bytes();
        row.job.params = {};
        row.job.outcome.result = {};
        row.job.outcome.error.data = {};
        row.job.dropped = true;
        touch(row.job.id);
    }
    m_dropFrom = std::min(firstKept, at < m_rows.size() ? m_rows[at]->job.id : m_nextId);
}

void JobModel::remove(quint64 id)
{
    cancel(id);
    if (const int row = rowOf(id); row >= 0)
        erase({row});
}

void JobModel::clearFinished()
{
    announce();
    std::vector<int> rows;
    for (int row = 0; row < m_announced; ++row) {
        if (m_rows[static_cast<std::size_t>(row)]->job.isFinal())
            rows.push_back(row);
    }
    erase(rows);
}

void JobModel::forget(const JobRow &row)
{
    m_bytes -= row.bytes();
    m_failed -= static_cast<int>(isFailure(row.job.state));
    m_countsAreNew = true;
}

// `rows` ascending, announced, and final.
void JobModel::erase(const std::vector<int> &rows)
{
    struct Run
    {
        int first;
        int last;
    };
    std::vector<Run> runs;
    for (const int row : rows) {
        forget(*m_rows[static_cast<std::size_t>(row)]);
        if (!runs.empty() && runs.back().last + 1 == row)
            runs.back().last = row;
        else
            runs.push_back({row, row});
    }
    const bool reset = runs.size() > mostRemovals;
    if (reset)
        beginResetModel();
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        if (!reset)
            beginRemoveRows({}, run->first, run->last);
        m_rows.erase(m_rows.begin() + run->first, m_rows.begin() + run->last + 1);
        m_announced -= run->last - run->first + 1;
        if (!reset)
            endRemoveRows();
    }
    if (reset)
        endResetModel();
    if (!rows.empty())
        tellSoon();
}

} // namespace relevo
