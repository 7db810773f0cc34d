#include "tests/server/tasks/break_tests.h"

#include "tests/server/tasks/random_text.h"

#include <QFile>
#include <QString>
#include <QStringList>

namespace relevo {

std::vector<std::vector<std::string>> readBreakTests(const char *fileName)
{
    QFile file(QStringLiteral("/usr/share/unicode/auxiliary/") + QString::fromLatin1(fileName));
    std::vector<std::vector<std::string>> cases;
    if (!file.open(QIODevice::ReadOnly) || !file.readLine().contains("-15.0."))
        return cases;
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).section(u'#', 0, 0).trimmed();
        if (line.isEmpty())
            continue;
        std::vector<std::string> segments;
        for (const QString &item : line.split(u' ')) {
            if (item == u"÷")
                segments.emplace_back();
            else if (item != u"×")
                segments.back() += encoded(std::u32string(1, item.toUInt(nullptr, 16)));
        }
        segments.pop_back(); // behind the last ÷
        cases.push_back(segments);
    }
    return cases;
}

} // namespace relevo
