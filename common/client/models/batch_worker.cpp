#include "common/client/models/batch_worker.h"

#include "common/client/models/background_client.h"
#include "common/client/models/error_text.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <filesystem>

namespace relevo {

namespace {

constexpr std::size_t longestShown = 500;
constexpr std::chrono::milliseconds tellEvery{125};

std::string beginning(std::string_view text)
{
    if (text.size() <= longestShown)
        return std::string(text);
    std::size_t size = longestShown;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) // no part of a character
        --size;
    return std::string(text.substr(0, size)) + "…";
}

std::string_view withoutLineEnd(std::string_view record)
{
    while (!record.empty() && (record.back() == '\n' || record.back() == '\r'))
        record.remove_suffix(1);
    return record;
}

QString shown(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

// Pipes would hold up the thread for as long as nobody is at their other end.
bool isPipe(std::filesystem::file_type type)
{
    return type == std::filesystem::file_type::fifo || type == std::filesystem::file_type::socket;
}

QString problemOfFiles(const BatchOptions &options)
{
    std::error_code ignored;
    const std::filesystem::path input = QFileInfo(options.input).filesystemFilePath();
    const std::filesystem::path output = QFileInfo(options.output).filesystemFilePath();
    const std::filesystem::file_type inputType = std::filesystem::status(input, ignored).type();
    const std::filesystem::file_type outputType = std::filesystem::status(output, ignored).type();
    if (options.input.isEmpty() || inputType == std::filesystem::file_type::not_found)
        return BatchRun::tr("There is no file %1.").arg(shown(options.input));
    if (options.output.isEmpty())
        return BatchRun::tr("There is no file for the results.");
    for (const auto &[type, path] : {std::pair(inputType, options.input), std::pair(outputType, options.output)}) {
        if (type == std::filesystem::file_type::directory)
            return BatchRun::tr("%1 is a folder, not a file.").arg(shown(path));
        if (isPipe(type))
            return BatchRun::tr("%1 is no ordinary file.").arg(shown(path));
    }
    // By what they are, not by how they are written: links lead to the same file too.
    if (std::filesystem::equivalent(input, output, ignored))
        return BatchRun::tr("The results would overwrite the input. Choose another file for them.");
    return {};
}

} // namespace

BatchNews BatchShared::take()
{
    const std::scoped_lock lock(mutex);
    BatchNews taken = std::move(news);
    news = {.progress = taken.progress, .failures = {}, .sample = {}, .end = {}, .errorText = {}};
    return taken;
}

BatchWorker::BatchWorker(BatchOptions options, std::shared_ptr<BatchShared> shared)
    : m_options(std::move(options))
    , m_shared(std::move(shared))
    , m_tellTimer(this) // moves along
{
    connect(&m_tellTimer, &QTimer::timeout, this, &BatchWorker::tell);
}

void BatchWorker::dismantle()
{
    const std::scoped_lock lock(m_shared->mutex); // what was done here is seen by whoever locks it next
    m_tellTimer.stop();
    m_runner.reset();
    m_client.reset();
    m_output.reset();
    m_input.reset();
}

QString BatchWorker::open()
{
    if (m_options.task.params.empty())
        return BatchRun::tr("This task takes no parameter: there is nothing that a line could be.");
    QString problem = problemOfFiles(m_options);
    if (!problem.isEmpty())
        return problem;
    m_input = std::make_unique<QFile>(m_options.input);
    if (!m_input->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return BatchRun::tr("%1 cannot be read: %2.").arg(shown(m_options.input), m_input->errorString());
    m_output = std::make_unique<BatchWriter>(m_options);
    return m_output->open() ? QString() : m_output->errorText();
}

void BatchWorker::run()
{
    const QString problem = open();
    if (!problem.isEmpty()) {
        end(BatchRun::State::Failed, problem);
        return;
    }
    LineRunnerOptions options;
    options.method = m_options.task.name;
    options.encode = lineEncoder(m_options.task, m_options.fixed);
    options.resendLost = m_options.task.pure;
    options.patience = m_options.patience;
    m_client = std::make_unique<Client>(BackgroundClient::interactive());
    m_client->connectToServer(m_options.address);
    m_runner = std::make_unique<LineRunner>(*m_client, *m_input, std::move(options),
                                            [this](const LineResult &line) { onLine(line); });
    m_tellTimer.start(tellEvery);
    // Queued: finished() may come from within the runner, which goes then.
    connect(m_runner.get(), &LineRunner::finished, this, &BatchWorker::onFinished, Qt::QueuedConnection);
    m_runner->start();
    obey();
}

void BatchWorker::obey()
{
    if (!m_runner)
        return;
    BatchRun::State wanted{};
    {
        const std::scoped_lock lock(m_shared->mutex);
        wanted = m_shared->wanted;
    }
    if (wanted == BatchRun::State::Cancelled)
        m_runner->cancel();
    else if (wanted == BatchRun::State::Paused)
        m_runner->pause();
    else
        m_runner->resume();
}

void BatchWorker::onLine(const LineResult &line)
{
    if (m_writeFailed || m_connectionLost)
        return;
    if (line.error && line.error->end == CallEnd::NotConnected) {
        m_connectionLost = true;
        return stop();
    }
    std::string_view record;
    if (!m_output->write(line, record)) {
        m_writeFailed = true;
        return stop();
    }
    ++m_done;
    if (line.error)
        noteFailure(line);
    if (m_samplesNoted < mostSamples) {
        ++m_samplesNoted;
        m_sample.push_back(beginning(withoutLineEnd(record)));
    }
}

void BatchWorker::noteFailure(const LineResult &line)
{
    ++m_failed;
    if (m_failuresNoted >= mostFailures)
        return;
    ++m_failuresNoted;
    const QString text =
        BatchRun::tr("Line %L1: %2").arg(static_cast<qulonglong>(line.line)).arg(callErrorText(*line.error));
    m_failures.push_back(beginning(text.simplified().toStdString()));
}

// Not at once: the runner is in the middle of handing out results.
void BatchWorker::stop()
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_runner)
                m_runner->cancel();
        },
        Qt::QueuedConnection);
}

void BatchWorker::onFinished(LineRunner::End how)
{
    if (!m_runner)
        return;
    const bool lost = m_connectionLost || how == LineRunner::End::NoConnection;
    const QString connection = lost ? connectionText() : QString();
    const QString read = m_input->errorString();
    const bool done = how == LineRunner::End::Done && !lost && !m_writeFailed;
    if (!m_output->close(done)) {
        m_done = m_output->lines();
        return end(BatchRun::State::Failed, m_output->errorText());
    }
    if (lost)
        return end(BatchRun::State::Failed, connection);
    if (how == LineRunner::End::InputFailed)
        return end(BatchRun::State::Failed, BatchRun::tr("%1 cannot be read: %2.").arg(shown(m_options.input), read));
    end(how == LineRunner::End::Cancelled ? BatchRun::State::Cancelled : BatchRun::State::Done);
}

QString BatchWorker::connectionText() const
{
    const QString said = m_client->lastError();
    return said.isEmpty() ? BatchRun::tr("There is no connection to %1.").arg(m_options.address.toString()) : said;
}

void BatchWorker::tell()
{
    if (!m_output->flush() && !std::exchange(m_writeFailed, true))
        stop();
    LineProgress progress = m_runner->progress();
    progress.done = m_done;
    progress.failed = m_failed;
    const std::scoped_lock lock(m_shared->mutex);
    BatchNews &news = m_shared->news;
    news.progress = progress;
    std::move(m_failures.begin(), m_failures.end(), std::back_inserter(news.failures));
    std::move(m_sample.begin(), m_sample.end(), std::back_inserter(news.sample));
    m_failures.clear();
    m_sample.clear();
}

void BatchWorker::end(BatchRun::State state, const QString &errorText)
{
    QString text = errorText;
    if (state == BatchRun::State::Failed && m_done > 0)
        text +=
            u' ' + BatchRun::tr("The results of the lines up to %L1 are written.").arg(static_cast<qulonglong>(m_done));
    if (m_runner)
        tell();
    dismantle();
    {
        const std::scoped_lock lock(m_shared->mutex);
        m_shared->news.end = state;
        m_shared->news.errorText = text.toStdString();
    }
    Q_EMIT ended();
}

} // namespace relevo
