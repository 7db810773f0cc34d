// The form of a task: its rows, what each kind takes, bounds, drafts, languages, and the way to params and back.
#include "tests/common/client/models/form_tasks.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>

using namespace relevo;
using namespace relevo::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(relevo::ParamKind)

class TestFormModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QVERIFY(m_language.choose(u"en"_s));
    }

    void rowsComeFromTheDescription()
    {
        FormModel form(m_language);
        const QAbstractItemModelTester tester(&form);
        QVERIFY(!form.isReady());
        QSignalSpy changes(&form, &FormModel::taskChanged);
        form.setTask(everyKind());
        QCOMPARE(changes.size(), 1);
        QCOMPARE(form.taskName(), u"every.kind"_s);
        QCOMPARE(form.title(), u"every.kind title"_s);
        QCOMPARE(form.count(), 6);
        QCOMPARE(form.mainRow(), 0);
        QCOMPARE(textAt(form, 1, FormModel::NameRole), u"list"_s);
        QCOMPARE(textAt(form, 1, FormModel::LabelRole), u"list label"_s);
        QCOMPARE(textAt(form, 1, FormModel::HelpRole), u"list help"_s);
        for (int row = 0; row < 6; ++row)
            QCOMPARE(at(form, row, FormModel::KindRole).toInt(), row);
        QCOMPARE(at(form, 0, FormModel::RequiredRole), QVariant(true));
        QCOMPARE(at(form, 3, FormModel::RequiredRole), QVariant(false));
        QCOMPARE(textAt(form, 3, FormModel::DefaultRole), u"3"_s);
        QCOMPARE(textAt(form, 3, FormModel::ValueRole), QString());
        QCOMPARE(textAt(form, 4, FormModel::ValueRole), u"fast"_s);
        QCOMPARE(at(form, 4, FormModel::ChoicesRole).toStringList(), (QStringList{u"slow"_s, u"fast"_s}));
        QCOMPARE(at(form, 5, FormModel::ValueRole), QVariant(true));
        QVERIFY(form.isReady());
        QCOMPARE(form.params(), quoted("{'words':''}"));
    }

    void values_data()
    {
        QTest::addColumn<ParamKind>("kind");
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<QByteArray>("json"); // empty: `problem` holds what is said of it
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *name, ParamKind kind, const QVariant &value, const char *json,
                            const QString &problem = {}) {
            QTest::newRow(name) << kind << value << QByteArray(json) << problem;
        };
        row("text", ParamKind::Text, u"a\"ñ😀\n"_s, "\"a\\\"ñ😀\\n\"");
        row("half a character", ParamKind::Text, u"ab"_s + QChar(0xd83d) + u"c"_s, "", u"position 2"_s);
        row("its other half", ParamKind::Text, QString(QChar(0xdc00)), "", u"position 0"_s);
        row("numbers", ParamKind::Numbers, u"1\t2.50\n3"_s, "[1,2.50,3]");
        row("numbers, one not", ParamKind::Numbers, u"1 abc 3"_s, "", u"“abc” is not a number"_s);
        row("half a character among numbers", ParamKind::Numbers, u"1 "_s + QChar(0xd83d), "", u"is not a number"_s);
        row("no numbers", ParamKind::Numbers, u"[]"_s, "[]");
        row("number", ParamKind::Number, u" -2.50 "_s, "-2.50");
        row("number by a spin box", ParamKind::Number, 0.1, "0.1");
        row("no number", ParamKind::Number, u"2.5.1"_s, "", u"“2.5.1” is not a number"_s);
        row("integer", ParamKind::Integer, u"42"_s, "42");
        row("integer by a spin box", ParamKind::Integer, 1'000'000.0, "1000000");
        row("integer by an int", ParamKind::Integer, -7, "-7");
        row("no integer", ParamKind::Integer, u"4.0"_s, "", u"“4.0” is not a whole number"_s);
        row("choice", ParamKind::Choice, u"slow"_s, "\"slow\"");
        row("no choice", ParamKind::Choice, u"huge"_s, "", u"slow, fast"_s);
        row("on", ParamKind::Switch, true, "true");
        row("off", ParamKind::Switch, false, "false");
    }

    void values()
    {
        QFETCH(ParamKind, kind);
        QFETCH(QVariant, value);
        QFETCH(QByteArray, json);
        QFETCH(QString, problem);
        ParamDescription one = param("it", kind);
        one.choices = {"slow", "fast"};
        FormModel form(m_language);
        form.setTask(taskOf("a.task", {one}));
        QVERIFY(form.setData(form.index(0), value, FormModel::ValueRole));
        QCOMPARE(form.isReady(), !json.isEmpty());
        QCOMPARE(at(form, 0, FormModel::ValidRole).toBool(), !json.isEmpty());
        if (json.isEmpty())
            QVERIFY2(textAt(form, 0, FormModel::ProblemRole).contains(problem),
                     qPrintable(textAt(form, 0, FormModel::ProblemRole)));
        else
            QCOMPARE(textAt(form, 0, FormModel::ProblemRole), QString());
        QCOMPARE(form.params(), json.isEmpty() ? QByteArray() : QByteArray("{\"it\":" + json + '}'));
    }

    void bounds_data()
    {
        QTest::addColumn<ParamKind>("kind");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("problem");
        QTest::addColumn<QString>("bounds");
        const auto row = [](const char *name, ParamKind kind, const char *value, const char *problem,
                            const char *bounds) {
            QTest::newRow(name) << kind << QString::fromUtf8(value) << QString::fromUtf8(problem)
                                << QString::fromUtf8(bounds);
        };
        const char *const bytes = "from 2 to 4 bytes";
        row("short text", ParamKind::Text, "a", "Too short: at least 2 bytes.", bytes);
        row("bytes, not characters", ParamKind::Text, "ñ", "", bytes);
        row("long text", ParamKind::Text, "ñña", "Too long: at most 4 bytes.", bytes);
        row("an empty text is one", ParamKind::Text, "", "Too short: at least 2 bytes.", bytes);
        row("few numbers", ParamKind::Numbers, "1", "Too few: at least 2 numbers.", "from 2 to 4 numbers");
        row("right numbers", ParamKind::Numbers, "1 2 3 4", "", "from 2 to 4 numbers");
        row("many numbers", ParamKind::Numbers, "1 2 3 4 5", "Too many: at most 4 numbers.", "from 2 to 4 numbers");
        row("small", ParamKind::Number, "1.999", "Too small: at least 2.", "from 2 to 4");
        row("least", ParamKind::Number, "2", "", "from 2 to 4");
        row("great", ParamKind::Number, "4.0001", "Too great: at most 4.", "from 2 to 4");
        row("beyond doubles", ParamKind::Number, "1e400", "Too great: at most 4.", "from 2 to 4");
        row("below doubles", ParamKind::Number, "-1e400", "Too small: at least 2.", "from 2 to 4");
        row("next to nothing", ParamKind::Number, "1e-400", "Too small: at least 2.", "from 2 to 4");
        row("integer", ParamKind::Integer, "5", "Too great: at most 4.", "from 2 to 4");
        row("right integer", ParamKind::Integer, "3", "", "from 2 to 4");
    }

    void bounds()
    {
        QFETCH(ParamKind, kind);
        QFETCH(QString, value);
        QFETCH(QString, problem);
        QFETCH(QString, bounds);
        FormModel form(m_language);
        form.setTask(taskOf("a.task", {bounded(param("it", kind), 2, 4)}));
        form.setValue(0, value);
        form.showProblems();
        QCOMPARE(textAt(form, 0, FormModel::ProblemRole), problem);
        QCOMPARE(form.isReady(), problem.isEmpty());
        QCOMPARE(textAt(form, 0, FormModel::BoundsRole), bounds);
        QCOMPARE(at(form, 0, FormModel::MinimumRole), QVariant(2.0));
    }

    void oneBound()
    {
        FormModel form(m_language);
        ParamDescription low = param("low", ParamKind::Numbers);
        low.minimum = 1;
        ParamDescription high = param("high", ParamKind::Text);
        high.maximum = 1000;
        form.setTask(taskOf("a.task", {low, high, param("free", ParamKind::Number)}));
        QCOMPARE(textAt(form, 0, FormModel::BoundsRole), u"at least 1 number"_s);
        QCOMPARE(textAt(form, 1, FormModel::BoundsRole), u"at most 1,000 bytes"_s);
        QCOMPARE(textAt(form, 2, FormModel::BoundsRole), QString());
        QVERIFY(!at(form, 0, FormModel::MaximumRole).isValid());
    }

    void whatIsMissingIsToldOnceTouched()
    {
        FormModel form(m_language);
        form.setTask(taskOf("a.task", {param("a", ParamKind::Text), param("b", ParamKind::Numbers),
                                       param("c", ParamKind::Integer), param("d", ParamKind::Switch)}));
        QVERIFY(!form.isReady());
        QCOMPARE(form.params(), QByteArray());
        for (int row = 0; row < 4; ++row) {
            QCOMPARE(at(form, row, FormModel::ValidRole).toBool(), row == 0 || row == 3);
            QCOMPARE(textAt(form, row, FormModel::ProblemRole), QString());
        }
        form.setValue(2, u"1"_s);
        form.setValue(2, QString());
        QCOMPARE(textAt(form, 2, FormModel::ProblemRole), u"This is needed."_s);
        QCOMPARE(textAt(form, 1, FormModel::ProblemRole), QString());
        QCOMPARE(form.showProblems(), 1);
        QCOMPARE(textAt(form, 1, FormModel::ProblemRole), u"This is needed."_s);
        form.setValue(1, u"1 2"_s);
        form.setValue(2, u"3"_s);
        QCOMPARE(form.showProblems(), -1);
        QCOMPARE(form.params(), quoted("{'a':'','b':[1,2],'c':3,'d':false}"));
        form.clear();
        QCOMPARE(textAt(form, 1, FormModel::ValueRole), QString());
        QCOMPARE(textAt(form, 1, FormModel::ProblemRole), QString());
    }

    void summaries()
    {
        FormModel form(m_language);
        form.setTask(everyKind());
        QCOMPARE(textAt(form, 0, FormModel::SummaryRole), u"0 characters, 0 bytes"_s);
        form.setValue(0, u"año 👨‍👩‍👧\r\n"_s);
        QCOMPARE(textAt(form, 0, FormModel::SummaryRole), u"6 characters, 25 bytes"_s);
        form.setValue(1, u"1 x 2 3"_s);
        QCOMPARE(textAt(form, 1, FormModel::SummaryRole), u"3 numbers, 1 not understood"_s);
        form.setValue(1, u"1"_s);
        QCOMPARE(textAt(form, 1, FormModel::SummaryRole), u"1 number"_s);
        QCOMPARE(textAt(form, 2, FormModel::SummaryRole), QString());
    }

    void theLanguageChangesTheLabelsOnly()
    {
        FormModel form(m_language);
        form.setTask(everyKind());
        form.setValue(0, u"ho"_s);
        QSignalSpy rows(&form, &FormModel::dataChanged);
        QSignalSpy texts(&form, &FormModel::textsChanged);
        QVERIFY(m_language.choose(u"es"_s));
        QCOMPARE(rows.size(), 1);
        QCOMPARE(texts.size(), 1);
        QCOMPARE(textAt(form, 0, FormModel::LabelRole), u"words etiqueta"_s);
        QCOMPARE(form.title(), u"every.kind título"_s);
        QCOMPARE(form.summary(), u"every.kind resumen"_s);
        QCOMPARE(textAt(form, 0, FormModel::ValueRole), u"ho"_s);
    }

    void draftsSurviveATaskAndACatalog()
    {
        FormModel form(m_language);
        const QAbstractItemModelTester tester(&form);
        form.setTask(everyKind());
        form.setValue(0, u"mine"_s);
        form.setValue(2, u"x"_s);
        form.setTask(taskOf("another.task", {param("words", ParamKind::Text)}));
        QCOMPARE(textAt(form, 0, FormModel::ValueRole), QString());
        form.setTask(everyKind());
        QCOMPARE(textAt(form, 0, FormModel::ValueRole), u"mine"_s);
        QVERIFY(textAt(form, 2, FormModel::ProblemRole).contains(u"“x”"_s));

        // The same description once more disturbs nobody who is typing.
        QSignalSpy resets(&form, &FormModel::modelReset);
        form.setTask(form.task());
        QCOMPARE(resets.size(), 0);

        // Another one: a parameter is gone, one is new, one is of another kind, bounds are narrower.
        TaskDescription next = everyKind();
        next.params.erase(next.params.begin() + 1);
        next.params[0].maximum = 3;
        next.params[1].kind = ParamKind::Text;
        next.params.push_back(param("new", ParamKind::Text, false));
        form.setTask(next);
        QCOMPARE(form.count(), 6);
        QCOMPARE(textAt(form, 0, FormModel::ValueRole), u"mine"_s);
        QVERIFY(textAt(form, 0, FormModel::ProblemRole).contains(u"at most 3 bytes"_s));
        QCOMPARE(textAt(form, 1, FormModel::ValueRole), QString());
        form.setTask(everyKind());
        QCOMPARE(textAt(form, 0, FormModel::ValueRole), u"mine"_s);
        QCOMPARE(textAt(form, 2, FormModel::ValueRole), u"x"_s);
    }

    void paramsAndBack_data()
    {
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QByteArray>("again"); // empty: they are refused
        const auto row = [](const char *name, const QByteArray &params, const QByteArray &again) {
            QTest::newRow(name) << params << again;
        };
        const QByteArray all =
            quoted("{'words':'a\\'ñ😀','list':[1.50,-2,1e5],'ratio':0.10,'count':7,'mode':'slow','loud':false}");
        row("all", all, all);
        row("some", quoted("{'words':'x','loud':true}"), quoted("{'words':'x','loud':true}"));
        row("in another order", quoted(" {'count' : 7, 'words':'\\u0041'} "), quoted("{'words':'A','count':7}"));
        row("by position", quoted("['x',[1,2]]"), quoted("{'words':'x','list':[1,2]}"));
        row("no numbers", quoted("{'words':'','list':[]}"), quoted("{'words':'','list':[]}"));
        row("nothing", "{}", quoted("{'words':''}"));
        row("an unknown one", quoted("{'word':'x'}"), "");
        row("of another kind", quoted("{'words':5}"), "");
        row("not only numbers", quoted("{'list':[1,'2']}"), "");
        row("too many", quoted("['x',[1],1,1,'slow',true,5]"), "");
        row("no object", "5", "");
        row("no JSON", quoted("{'words':'x'"), "");
        row("more than JSON", quoted("{'words':'x'}x"), "");
        row("half a character", quoted("{'words':'\\ud83d'}"), "");
        row("bad UTF-8", "{\"words\":\"\xff\"}", "");
        row("empty", "", "");
    }

    void paramsAndBack()
    {
        QFETCH(QByteArray, params);
        QFETCH(QByteArray, again);
        for (const bool comma : {false, true}) {
            FormModel form(m_language);
            form.setDecimalComma(comma);
            form.setTask(everyKind());
            form.setValue(0, u"before"_s);
            QCOMPARE(form.setParams(params), !again.isEmpty());
            QVERIFY(form.isReady());
            QCOMPARE(form.params(), again.isEmpty() ? quoted("{'words':'before'}") : again);
        }
    }

    void goneRowsAreNoRows()
    {
        FormModel form(m_language);
        form.setTask(everyKind());
        for (const int row : {-1, 6}) {
            form.setValue(row, u"x"_s);
            form.detach(row);
            form.attachBytes(row, u"x"_s, "x");
            QVERIFY(form.faults(row).isEmpty());
        }
        QVERIFY(!form.isBusy());
        QVERIFY(!form.setData(form.index(0), u"x"_s, Qt::EditRole));
    }

private:
    Language m_language;
};

QTEST_GUILESS_MAIN(TestFormModel)
#include "tst_form_model.moc"
