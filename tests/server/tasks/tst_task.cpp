#include "tests/server/tasks/task_caller.h"

#include <QSet>
#include <QTest>

using namespace relevo;

class TestTask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtinTasksInTheirOrder()
    {
        const QStringList contract{QStringLiteral("text.reverse"), QStringLiteral("numbers.average"),
                                   QStringLiteral("text.count")};
        QStringList names;
        for (const TaskDefinition &task : builtinTasks()) {
            if (const QString name = QString::fromStdString(task.description.name); contract.contains(name))
                names += name; // further ones may stand anywhere
        }
        QCOMPARE(names, contract);
    }

    /// Clients build forms and help from the descriptions: nothing in them may be missing, in either language.
    void descriptionsAreWhole()
    {
        QSet<QString> verbs;
        for (const TaskDefinition &task : builtinTasks()) {
            const TaskDescription &d = task.description;
            const QString verb = QString::fromStdString(d.name).section(u'.', 1);
            QVERIFY(!verb.isEmpty() && !verbs.contains(verb)); // the console's subcommand
            verbs += verb;
            std::vector<LocalText> texts{d.title, d.summary};
            for (const ParamDescription &param : d.params) {
                QVERIFY(!param.name.empty());
                texts.insert(texts.end(), {param.label, param.help});
            }
            QVERIFY(!d.result.empty());
            for (const ResultMember &member : d.result)
                texts.push_back(member.help);
            for (const LocalText &text : texts) {
                QVERIFY2(!text.en.empty() && !text.es.empty(), d.name.data());
                QVERIFY(text.en != text.es);
            }
            QVERIFY(task.run);
        }
    }

    void resultsHaveTheMembersDescribed()
    {
        for (const TaskDefinition &task : builtinTasks()) {
            const bool takesText = task.description.params.front().kind == ParamKind::Text;
            const TaskOutcome outcome = callTask(task, takesText ? R"({"text":"a b"})" : R"({"numbers":[1,2]})");
            QVERIFY(!outcome.error);
            JsonCursor cursor(outcome.result);
            QVERIFY(cursor.enterObject());
            JsonString key;
            for (const ResultMember &member : task.description.result) {
                QVERIFY(cursor.nextMember(key) && key.raw == member.name);
                QCOMPARE(cursor.peek() == JsonKind::String, member.kind == ResultMember::Kind::Text);
                QVERIFY(cursor.skipValue());
            }
            QVERIFY(!cursor.nextMember(key) && cursor.atEnd());
        }
    }

    void errorsCarryTheirData()
    {
        const TaskError invalid = invalidParam("a\"b", "one of 1\\2");
        QCOMPARE(invalid.code, ErrorCode::InvalidParams);
        QCOMPARE(invalid.data, std::string("{\"param\":\"a\\\"b\",\"expected\":\"one of 1\\\\2\"}"));
        QVERIFY(invalid.message.empty());
        QCOMPARE(parseFault(7).code, ErrorCode::ParseError);
        QCOMPARE(parseFault(7).data, std::string("{\"offset\":7}"));
    }

    void numberStreamHandsOutLiteralsAsTheyStand()
    {
        JsonCursor cursor("[ -0 ,1.50,\n1e3 ] rest");
        NumberStream stream(cursor, "n");
        std::string_view literal;
        QStringList literals;
        while (stream.next(literal))
            literals += QString::fromUtf8(literal.data(), static_cast<qsizetype>(literal.size()));
        QCOMPARE(literals, QStringList({QStringLiteral("-0"), QStringLiteral("1.50"), QStringLiteral("1e3")}));
        QCOMPARE(std::string_view(cursor.position()), std::string_view(" rest"));
    }

    void stopIfCancelledThrowsOnlyThen()
    {
        std::atomic<bool> flag(false);
        const TaskContext context(flag);
        context.stopIfCancelled();
        flag = true;
        QVERIFY_EXCEPTION_THROWN(context.stopIfCancelled(), TaskError);
    }
};

QTEST_APPLESS_MAIN(TestTask)
#include "tst_task.moc"
