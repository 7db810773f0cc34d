// Where a task's main parameter comes from: a file or standard input, whole or in lines.
#pragma once

#include "console-client/session.h"

#include <QIODevice>
#include <QSocketNotifier>
#include <QString>

#include <memory>
#include <string>

namespace relevo::console {

/// A pipe or terminal that does not hold up the event loop: reads give 0 while nothing is there, and -1 at the end.
class PipeDevice : public QIODevice
{
    Q_OBJECT

public:
    /// Does not own the descriptor.
    explicit PipeDevice(int descriptor);
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QSocketNotifier m_notifier; ///< on only while a reader waits: a descriptor at rest would wake the loop all the time
};

/// `path`, or standard input for `-`. Null with the reason in `error`.
std::unique_ptr<QIODevice> openInput(const std::string &path, QString &error);

/// All of it, waiting for its end. False with the reason in `error`, also where it goes on and on past all that the
/// session's server would take.
bool readInput(const std::string &path, std::string &text, Session &session, QString &error);

bool stdinIsTerminal();

} // namespace relevo::console
