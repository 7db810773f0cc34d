#include "gui-client/lines_text.h"

#include "common/client/byte_view.h"
#include "common/protocol/json_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

namespace {

struct LinesTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::desktop::LinesText)
};

} // namespace

QString timeText(qint64 seconds)
{
    const QLocale locale;
    if (seconds < 60)
        return LinesTexts::tr("%1 s", "seconds").arg(locale.toString(seconds));
    if (seconds < 3600)
        return LinesTexts::tr("%1 min %2 s").arg(locale.toString(seconds / 60), locale.toString(seconds % 60));
    return LinesTexts::tr("%1 h %2 min").arg(locale.toString(seconds / 3600), locale.toString(seconds / 60 % 60));
}

QString figuresText(const BatchRun &run)
{
    const QLocale locale;
    QStringList parts{LinesTexts::tr("%Ln line(s)", nullptr, static_cast<int>(run.done()))};
    if (run.failed() > 0)
        parts += LinesTexts::tr("%1 failed").arg(locale.toString(run.failed()));
    if (run.perSecond() > 0)
        parts += LinesTexts::tr("%1 lines/s").arg(locale.toString(run.perSecond(), 'f', 0));
    if (run.state() == BatchRun::State::Paused)
        parts += LinesTexts::tr("paused");
    else if (run.isActive() && run.secondsLeft() >= 0)
        parts += LinesTexts::tr("about %1 left").arg(timeText(run.secondsLeft()));
    else if (!run.isActive())
        parts += LinesTexts::tr("in %1", "a time")
                     .arg(timeText(std::chrono::ceil<std::chrono::seconds>(run.elapsed()).count()));
    return parts.join(u" · "_s);
}

std::vector<ParamValue> membersOf(const QByteArray &object)
{
    std::vector<ParamValue> members;
    JsonCursor cursor(viewOf(object));
    if (cursor.peek() != JsonKind::Object || !cursor.enterObject())
        return members;
    JsonString key;
    std::string_view value;
    while (cursor.nextMember(key) && cursor.readRaw(value)) {
        std::string name;
        if (appendUnescaped(key, name))
            members.push_back({std::move(name), std::string(value)});
    }
    return members;
}

} // namespace relevo::desktop
