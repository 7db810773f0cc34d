// The form of a task: a row per parameter, from its description alone, with what was typed, what it makes of it, and
// what is wrong, as one types. One model for both windows; neither knows a task by name.
//
// Lives in the GUI's thread; reading files and checking long values happens in the global thread pool, so that no
// function here takes long. What was typed is kept per task (by parameter name) while the program runs, through changes
// of task, language and catalog.
#pragma once

#include "common/client/language.h"
#include "common/client/models/form_value.h"
#include "common/client/models/pool_jobs.h"
#include "common/protocol/task_description.h"

#include <QAbstractListModel>
#include <QUrl>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace relevo {

class FormModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(QString taskName READ taskName NOTIFY taskChanged)
    Q_PROPERTY(QString title READ title NOTIFY textsChanged)
    Q_PROPERTY(QString summary READ summary NOTIFY textsChanged)
    Q_PROPERTY(int count READ count NOTIFY taskChanged)
    /// Every row is valid, and nothing is being read or checked.
    Q_PROPERTY(bool ready READ isReady NOTIFY readyChanged)
    /// A file is being read, or a long value checked.
    Q_PROPERTY(bool busy READ isBusy NOTIFY readyChanged)
    /// A comma between digits is a decimal sign in lists of numbers ("1,5 2,5"), not a separator. At first: as the
    /// language's numbers have it.
    Q_PROPERTY(bool decimalComma READ decimalComma WRITE setDecimalComma NOTIFY decimalCommaChanged)

public:
    enum class Kind { Text, Numbers, Number, Integer, Choice, Switch }; ///< ParamKind, for QML
    Q_ENUM(Kind)

    enum Role {
        NameRole = Qt::UserRole + 1,
        LabelRole,
        HelpRole,
        KindRole,       ///< Kind
        RequiredRole,   ///< bool
        ValueRole,      ///< QString as typed; of a Switch: bool. Of an attachment: its first lines, not to be edited.
                        ///< Of a Choice or Switch that was not chosen: its default
        DefaultRole,    ///< QString: what stands if it is left empty; empty: none
        MinimumRole,    ///< double, or invalid
        MaximumRole,    ///< double, or invalid
        ChoicesRole,    ///< QStringList
        ValidRole,      ///< bool
        ProblemRole,    ///< QString for people; empty while the row is valid, and before it was touched
        SummaryRole,    ///< "12 characters, 14 bytes", "3 numbers, 1 not understood"; empty for other kinds
        AttachmentRole, ///< QString: the file's name whose content is the value; empty: it is typed
        BoundsRole,     ///< QString for people: "from 1 to 10", "at most 1,000 bytes"; empty: none
    };

    /// Values beyond this many bytes are attachments: they are not shown whole in a field.
    static constexpr qsizetype longestTyped = longestTypedValue;

    explicit FormModel(const Language &language, QObject *parent = nullptr);
    ~FormModel() override;

    /// The same task again (a new catalog) keeps the rows where parameters are the same.
    void setTask(const TaskDescription &task);
    const TaskDescription &task() const { return m_task; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    /// ValueRole only.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QHash<int, QByteArray> roleNames() const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    QString taskName() const;
    QString title() const;
    QString summary() const;
    int count() const { return rowCount(); }
    bool isReady() const;
    bool isBusy() const;
    bool decimalComma() const { return m_decimalComma; }
    void setDecimalComma(bool on);

    /// A text longer than longestTyped (in UTF-16 code units), a pasted book, becomes an attachment a moment later.
    Q_INVOKABLE void setValue(int row, const QVariant &value);
    /// The file's content becomes the row's value: in the field if it is short, else as an attachment. Numbers are
    /// found in it as in a pasted table. A file that cannot be read becomes the row's problem.
    Q_INVOKABLE void attachFile(int row, const QUrl &file);
    /// The same with bytes (UTF-8) that are there already, `name` standing for the file's.
    void attachBytes(int row, const QString &name, const QByteArray &bytes);
    Q_INVOKABLE void detach(int row); ///< back to an empty field
    Q_INVOKABLE void clear();         ///< all rows to their defaults
    /// The row that a file or a text from elsewhere goes to best: the first Text or Numbers; -1: there is none.
    Q_INVOKABLE int mainRow() const;

    /// What of a typed value was not understood (Numbers), at most 100 of them. While a long value is being checked:
    /// what was not understood before, where it still lies within the text.
    QList<TextRange> faults(int row) const;
    /// From now on every row shows its problem. The first invalid row, or -1. Before sending.
    Q_INVOKABLE int showProblems();

    /// The params as one JSON object; parameters left empty that need not be given are left out. Only when ready().
    QByteArray params() const;
    /// Fills the rows from the params of an earlier call (a JSON object, or array); false, and nothing is changed, if
    /// it is none for this task. Of long params that is found out only later, and becomes the main row's problem.
    bool setParams(const QByteArray &params);

Q_SIGNALS:
    /// Another task, or another catalog's description of it; rows are reset where there are other ones.
    void taskChanged();
    /// Title and summary: with the task, and with the language.
    void textsChanged();
    void readyChanged();
    void decimalCommaChanged();

private:
    struct Row;
    struct Filled;
    struct Draft
    {
        std::vector<std::unique_ptr<Row>> rows; ///< also those of parameters that are gone
    };

    Row *rowAt(int row) const;
    bool isSameForm(const TaskDescription &task) const;
    void rebuildRows(std::vector<std::unique_ptr<Row>> known);
    QVariant valueOf(const Row &row) const;
    void retranslate();
    void useDecimalComma(bool on);
    void followLocale();

    void check(Row &row);
    void fill(Row &row, std::function<FormEntry(FormProblem &)> source);
    void fillAll(const QByteArray &params);
    quint64 startJob(std::function<std::vector<Filled>()> work);
    static void abandonJob(Row &row);
    static void replaceEntry(Row &row, FormEntry entry);
    void takeJob(quint64 job, std::optional<std::vector<Filled>> &&answer);
    void takeFilled(Row &row, Filled *filled);
    void showChange(const Row &row);
    void updateReady();

    const Language &m_language;
    TaskDescription m_task;
    std::vector<std::unique_ptr<Row>> m_rows;
    std::map<QString, Draft> m_drafts; ///< by task; of the present one only what has no row
    quint64 m_lastJob = 0;
    bool m_decimalComma = false;
    bool m_commaChosen = false; ///< the user has said so
    bool m_ready = false;       ///< as told last
    bool m_busy = false;
    PoolJobs m_jobs;
};

} // namespace relevo
