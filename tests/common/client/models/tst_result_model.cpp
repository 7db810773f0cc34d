// Results of every shape as rows, in the user's language and number format; long ones prepared in the thread pool.
#include "common/client/models/result_model.h"
#include "tests/support/waiters.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>
#include <QTimer>

using namespace relevo;
using namespace relevo::test;
using namespace Qt::StringLiterals;

namespace {

// Double quotes written as single ones: Qt 6.4's moc stumbles over raw strings.
CallOutcome outcome(const char *result)
{
    CallOutcome one;
    one.result = QByteArray(result).replace('\'', '"');
    return one;
}

TaskDescription task()
{
    TaskDescription one;
    one.name = "some.task";
    one.result = {
        {"text", ResultMember::Kind::Text, {"Turned text; the rest explains", "Texto girado; el resto explica"}, false},
        {"mean", ResultMember::Kind::Number, {"Mean", "Media"}, true},
        {"count", ResultMember::Kind::Integer, {"Count", "Cantidad"}, false},
    };
    return one;
}

QString textAt(const ResultModel &model, int row, int role = ResultModel::TextRole)
{
    return model.data(model.index(row), role).toString();
}

} // namespace

class TestResultModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QVERIFY(m_language.choose(u"en"_s));
    }

    void membersAsDescribed()
    {
        ResultModel model(m_language);
        const QAbstractItemModelTester tester(&model);
        QCOMPARE(model.state(), ResultModel::State::Empty);
        QCOMPARE(model.mainRow(), -1);
        const TaskDescription described = task();
        QSignalSpy changes(&model, &ResultModel::changed);
        model.show(&described,
                   outcome("{'count':12345,'extra':[1, {'a b' : 'c\\' d'}],'mean':null,'text':'hi ñ😀','on':true}"));
        QCOMPARE(changes.size(), 1);
        QCOMPARE(model.state(), ResultModel::State::Shown);
        QStringList rows;
        for (int row = 0; row < model.count(); ++row)
            rows += textAt(model, row, ResultModel::LabelRole) + u'=' + textAt(model, row) + u'=' +
                    QString::number(model.data(model.index(row), ResultModel::KindRole).toInt());
        QCOMPARE(rows, (QStringList{u"Turned text=hi ñ😀=0"_s, u"Mean=none=1"_s, u"Count=12,345=2"_s,
                                    u"extra=[1,{\"a b\":\"c\\\" d\"}]=3"_s, u"on=yes=3"_s}));
        QCOMPARE(textAt(model, 0, ResultModel::NameRole), u"text"_s);
        QCOMPARE(textAt(model, 0, ResultModel::SizeTextRole), u"5 characters, 9 bytes"_s);
        QCOMPARE(model.data(model.index(0), ResultModel::SizeRole).toLongLong(), 9);
        QCOMPARE(textAt(model, 2, ResultModel::SizeTextRole), QString());
        QCOMPARE(model.mainRow(), 0);
        QCOMPARE(model.valueOf(0), QByteArray("hi ñ😀"));
        QCOMPARE(model.valueOf(2), QByteArray("12345"));
        QCOMPARE(model.valueOf(5), QByteArray());

        QLocale::setDefault(QLocale(QLocale::Spanish, QLocale::Spain));
        QVERIFY(m_language.choose(u"es"_s));
        QCOMPARE(textAt(model, 0, ResultModel::LabelRole), u"Texto girado"_s);
        QCOMPARE(textAt(model, 2), u"12.345"_s);
        model.clear();
        QCOMPARE(model.count(), 0);
        QCOMPARE(model.state(), ResultModel::State::Empty);
    }

    void shapes_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *name, const char *json, const char *shown, int kind, const char *value) {
            QTest::newRow(name) << QByteArray(json) << QString::fromUtf8(shown) << kind << QByteArray(value);
        };
        row("string", "'a\\nb'", "a\nb", 0, "a\nb");
        row("empty string", "''", "", 0, "");
        row("half a character", "'\\ud83d'", "\"\\ud83d\"", 3, "\"\\ud83d\"");
        row("integer", " 20 ", "20", 2, "20");
        row("negative", "-1234567.50", "-1,234,567.50", 1, "-1234567.50");
        row("fifteen digits", "123456789012.345", "123,456,789,012.345", 1, "123456789012.345");
        row("sixteen digits", "1234567890123.456", "1234567890123.456", 1, "1234567890123.456");
        row("a long integer", "12345678901234567890", "12345678901234567890", 2, "12345678901234567890");
        row("a tenth", "0.1", "0.1", 1, "0.1");
        row("small", "0.000001", "0.000001", 1, "0.000001");
        row("more zeros than digits", "0.10000000000000000000", "0.10000000000000000000", 1, "0.10000000000000000000");
        row("small exponent", "1e3", "1,000", 1, "1e3");
        row("small exponent with decimals", "1.25e1", "12.5", 1, "1.25e1");
        row("small negative exponent", "5e-3", "0.005", 1, "5e-3");
        row("exponent", "1.5e+21", "1.5E+21", 1, "1.5e+21");
        row("beyond doubles", "1e400", "1e400", 1, "1e400");
        row("beside zero", "4.9e-324", "4.9e-324", 1, "4.9e-324");
        row("null", "null", "none", 3, "null");
        row("false", "false", "no", 3, "false");
        row("array", "[1, [2,\t3]]", "[1,[2,3]]", 3, "[1,[2,3]]");
        row("empty array", "[ ]", "[]", 3, "[]");
    }

    void shapes()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, shown);
        QFETCH(int, kind);
        QFETCH(QByteArray, value);
        ResultModel model(m_language);
        const TaskDescription described = task();
        for (const bool asMember : {false, true}) {
            model.show(&described, outcome(asMember ? "{'a\\u0062':" + json + '}' : json));
            QCOMPARE(model.count(), 1);
            QCOMPARE(textAt(model, 0, ResultModel::LabelRole), asMember ? u"ab"_s : u"Result"_s);
            QCOMPARE(textAt(model, 0), shown);
            QCOMPARE(model.data(model.index(0), ResultModel::KindRole).toInt(), kind);
            QCOMPARE(model.valueOf(0), value);
            QVERIFY(!model.data(model.index(0), ResultModel::TruncatedRole).toBool());
        }
        model.show(nullptr, outcome("{}"));
        QCOMPARE(model.count(), 0);
        QCOMPARE(model.state(), ResultModel::State::Shown);
    }

    void numbersInTheUsersFormat()
    {
        QLocale::setDefault(QLocale(QLocale::Spanish, QLocale::Spain));
        ResultModel model(m_language);
        model.show(nullptr, outcome("[]"));
        for (const auto &[json, shown] :
             {std::pair("1234567.5", u"1.234.567,5"_s), std::pair("-1234567", u"-1.234.567"_s),
              std::pair("1234", u"1234"_s), std::pair("12345678.25", u"12.345.678,25"_s), std::pair("1e-7", u"1E-07"_s),
              std::pair("1234567890123.456", u"1234567890123.456"_s)}) {
            model.show(nullptr, outcome(json));
            QCOMPARE(textAt(model, 0), shown);
        }
    }

    void directions()
    {
        ResultModel model(m_language);
        model.show(nullptr, outcome("{'a':'שלום world','b':'hi שלום','c':5}"));
        const auto isRightToLeft = [&model](int row) {
            return model.data(model.index(row), ResultModel::RightToLeftRole).toBool();
        };
        QVERIFY(isRightToLeft(0));
        QVERIFY(!isRightToLeft(1));
        QVERIFY(!isRightToLeft(2));
        QCOMPARE(model.mainRow(), 0); // two texts: the first row
        model.show(nullptr, outcome("{'n':5,'t':'x'}"));
        QCOMPARE(model.mainRow(), 1);
    }

    void aLongResult()
    {
        // More than is shown, with a character at the cut that must not be.
        const QByteArray family = "👨‍👩‍👧";
        const qsizetype size = sanitized ? 5'000'000 : 50'000'000;
        const QByteArray front = QByteArray(ResultModel::longestShown - 3, 'x') + family;
        const QByteArray text = front + QByteArray("línea\n").repeated(size / 7);
        CallOutcome one;
        one.result = "{\"text\":\"" + front + QByteArray("línea\\n").repeated(size / 7) + "\",\"count\":1}";
        ResultModel model(m_language);
        int ticks = 0;
        QTimer ticking;
        connect(&ticking, &QTimer::timeout, this, [&ticks] { ++ticks; });
        ticking.start(0);
        const TaskDescription described = task();
        model.show(&described, one);
        QCOMPARE(model.state(), ResultModel::State::Preparing);
        QCOMPARE(model.count(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(model.state(), ResultModel::State::Shown, hangGuardMs);
        QVERIFY(ticks > 0);
        QCOMPARE(textAt(model, 0), QString(ResultModel::longestShown - 3, u'x'));
        QVERIFY(model.data(model.index(0), ResultModel::TruncatedRole).toBool());
        QCOMPARE(model.data(model.index(0), ResultModel::SizeRole).toLongLong(), text.size());
        QVERIFY(
            textAt(model, 0, ResultModel::SizeTextRole)
                .startsWith(QLocale().toString(ResultModel::longestShown - 3 + 1 + size / 7 * 6) + u" characters, "_s));
        QVERIFY(model.valueOf(0) == text);

        const QFuture<QString> copied = model.textForClipboard(0);
        QTRY_VERIFY_WITH_TIMEOUT(copied.isFinished(), hangGuardMs);
        QVERIFY(copied.result() == QString::fromUtf8(text));
        const QTemporaryDir folder;
        const QFuture<QString> saved = model.save(folder.filePath(u"text"_s), 0);
        const QFuture<QString> savedAll = model.save(folder.filePath(u"all"_s));
        QTRY_VERIFY_WITH_TIMEOUT(saved.isFinished() && savedAll.isFinished(), hangGuardMs);
        QCOMPARE(saved.result(), QString());
        QVERIFY(contentOf(folder.filePath(u"text"_s)) == text);
        QVERIFY(contentOf(folder.filePath(u"all"_s)) == one.result);
    }

    void aStaleResultIsThrownAway()
    {
        CallOutcome slow;
        slow.result = "[\"" + QByteArray(1'000'000, 'x') + "\"]";
        for (int i = 0; i < 3; ++i) {
            ResultModel model(m_language);
            model.show(nullptr, slow);
            QCOMPARE(model.state(), ResultModel::State::Preparing);
            if (i == 0)
                continue; // gone meanwhile
            if (i == 1)
                model.show(nullptr, outcome("5"));
            else
                model.clear();
            QThreadPool::globalInstance()->waitForDone();
            QCoreApplication::processEvents();
            QCOMPARE(model.count(), i == 1 ? 1 : 0);
            QCOMPARE(model.state(), i == 1 ? ResultModel::State::Shown : ResultModel::State::Empty);
        }
    }

    void copies()
    {
        ResultModel model(m_language);
        const TaskDescription described = task();
        model.show(&described, outcome("{'text':'ho\\nla','mean':1234.5,'count':2}"));
        QFuture<QString> all = model.textForClipboard();
        QFuture<QString> one = model.textForClipboard(1);
        QTRY_VERIFY(all.isFinished() && one.isFinished());
        QCOMPARE(all.result(), u"Turned text: ho\nla\nMean: 1,234.5\nCount: 2\n"_s);
        QCOMPARE(one.result(), u"1,234.5"_s);
        model.show(&described, outcome("{'text':'only'}"));
        all = model.textForClipboard();
        one = model.textForClipboard(7);
        QTRY_VERIFY(all.isFinished() && one.isFinished());
        QCOMPARE(all.result(), u"only"_s);
        QCOMPARE(one.result(), QString());
    }

    void whatCannotBeSavedIsTold()
    {
        ResultModel model(m_language);
        model.show(nullptr, outcome("5"));
        const QFuture<QString> saved = model.save(u"/no/such/folder/file"_s);
        QTRY_VERIFY(saved.isFinished());
        QVERIFY2(saved.result().startsWith(u"“/no/such/folder/file” cannot be written: "_s),
                 qPrintable(saved.result()));
    }

    void anErrorHasNoRows()
    {
        ResultModel model(m_language);
        model.show(nullptr, outcome("5"));
        CallOutcome failed;
        failed.error.end = CallEnd::Lost;
        failed.error.message = u"It broke."_s;
        model.show(nullptr, failed);
        QCOMPARE(model.state(), ResultModel::State::Failed);
        QCOMPARE(model.count(), 0);
        QCOMPARE(model.errorText(), u"It broke."_s);
        QCOMPARE(model.errorDetail(), QString());
        model.show(nullptr, outcome("5"));
        QCOMPARE(model.errorText(), QString());
    }

private:
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    Language m_language;
};

QTEST_GUILESS_MAIN(TestResultModel)
#include "tst_result_model.moc"
