// What a client of the torture knows of its tasks: what was acknowledged, and what may or may not have happened.
#pragma once

#include "tests/support/json_text_value.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <random>
#include <vector>

namespace relevo::test {

struct KnownTask
{
    enum class Truth {
        Unknown,    ///< sent, not answered: it may be there, once
        Runs,       ///< acknowledged: it ends succeeded
        CancelSent, ///< either, until it is answered
        Cancelled,  ///< confirmed: it ends cancelled
        RetrySent,  ///< either
    } truth = Truth::Unknown;
    QByteArray id;
    QByteArray task;
    QByteArray tag;
    qsizetype padding = 0;
    QByteArray options;

    QByteArray params() const;
};

/// Makes requests at random, reads their replies, and keeps what follows from them.
class Acknowledged
{
public:
    explicit Acknowledged(unsigned seed)
        : m_random(seed)
    {}

    /// A request for connection `who`, one line.
    QByteArray request(int who);
    /// Empty if the reply may be what it is.
    QString read(const QByteArray &line);
    /// The connections have gone: what was not answered stays unknown.
    void forgetAnswers();

    const std::vector<KnownTask> &tasks() const { return m_tasks; }
    /// Empty if this record may be what has become of the task.
    static QString faultOf(const KnownTask &task, const JsonTextValue &record);

    /// The storage is killed as well: what is refused as overloaded may have been done all the same.
    void expectAbsentStorage() { m_storageMayBeAway = true; }

    qint64 acknowledged = 0; ///< tasks
    qint64 confirmedCancels = 0;
    qint64 confirmedRetries = 0;

private:
    enum class Asked { Submit, Cancel, Retry, Wait };
    struct Question
    {
        Asked asked;
        std::size_t task;
    };

    std::size_t number(std::size_t below) { return m_random() % below; }
    QByteArray submit();
    QByteArray about(int who);
    QByteArray ask(Asked what, std::size_t task, const QByteArray &method, const QByteArray &params);
    QString readResult(Asked asked, KnownTask &task, const JsonTextValue &result);
    QString readError(Asked asked, KnownTask &task, int code);

    std::mt19937 m_random;
    std::vector<KnownTask> m_tasks;
    QHash<qint64, Question> m_open;
    qint64 m_last = 0;
    bool m_storageMayBeAway = false;
};

} // namespace relevo::test
