#include "tests/server/tasks/task_caller.h"

#include <QTest>

namespace relevo {
TaskDefinition textRepeat();
}

class TestTextRepeat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repeats()
    {
        const auto call = [](const char *params) { return relevo::callTask(relevo::textRepeat(), params).result; };
        QCOMPARE(call("{\"text\":\"ab\",\"times\":3}"), std::string("{\"text\":\"ababab\"}"));
        QCOMPARE(call("{\"text\":\"\\\"\\u00e1\"}"), std::string("{\"text\":\"\\\"á\\\"á\"}"));
    }
};

QTEST_APPLESS_MAIN(TestTextRepeat)
#include "tst_text_repeat.moc"
