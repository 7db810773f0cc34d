// What is long, or comes from a file: read and checked in the thread pool, while the form goes on.
#include "tests/common/client/models/form_tasks.h"
#include "tests/support/waiters.h"

#include <QFile>
#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QTimer>

using namespace relevo;
using namespace relevo::test;
using namespace Qt::StringLiterals;

class TestFormFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void aShortFileGoesIntoTheField_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("UTF-8") << QByteArray("año 😀\n") << u"año 😀\n"_s;
        QTest::newRow("with a byte order mark") << QByteArray("\xef\xbb\xbf"
                                                              "año")
                                                << u"año"_s;
        QTest::newRow("empty") << QByteArray() << QString();
        QTest::newRow("only the mark") << QByteArray("\xef\xbb\xbf") << QString();
    }

    void aShortFileGoesIntoTheField()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        FormModel form(m_language);
        form.setTask(everyKind());
        form.attachFile(0, write(bytes));
        QVERIFY(form.isBusy());
        QVERIFY(!form.isReady());
        QTRY_VERIFY(!form.isBusy());
        QVERIFY(form.isReady());
        QCOMPARE(textAt(form, 0, FormModel::ValueRole), text);
        QCOMPARE(textAt(form, 0, FormModel::AttachmentRole), QString());
    }

    void whatCannotBeReadIsTold_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("problem");
        QTest::newRow("missing") << u"/no/such/file.txt"_s << u"There is no file “file.txt”."_s;
        QTest::newRow("a folder") << m_folder.path() << u"is a folder, not a file."_s;
        QTest::newRow("a device") << u"/dev/zero"_s << u"“zero” is no ordinary file."_s;
        QTest::newRow("Latin-1") << write("espa\xf1"
                                          "ol, y algo más")
                                        .toLocalFile()
                                 << u"is no text in UTF-8 (see its byte at offset 4)"_s;
        QTest::newRow("UTF-16") << write(QByteArray("\xff\xfe"
                                                    "1\0",
                                                    4))
                                       .toLocalFile()
                                << u"offset 0"_s;
    }

    void whatCannotBeReadIsTold()
    {
        QFETCH(QString, path);
        QFETCH(QString, problem);
        for (const int row : {0, 1}) {
            FormModel form(m_language);
            form.setTask(everyKind());
            form.setValue(row, u"5"_s);
            form.attachFile(row, QUrl::fromLocalFile(path));
            QTRY_VERIFY(!form.isBusy());
            QVERIFY(!form.isReady());
            const QString told = textAt(form, row, FormModel::ProblemRole);
            QVERIFY2(told.contains(problem), qPrintable(told));
            QCOMPARE(textAt(form, row, FormModel::ValueRole), u"5"_s); // what was typed is not lost
            form.setValue(row, u"6"_s);
            QVERIFY(form.isReady());
        }
    }

    void numbersAreFoundInAFile()
    {
        FormModel form(m_language);
        form.setTask(everyKind());
        form.attachFile(1, write("1;2.5\r\n3;x\r\n"));
        QTRY_COMPARE(textAt(form, 1, FormModel::SummaryRole), u"3 numbers, 1 not understood"_s);
        QCOMPARE(form.faults(1).size(), 1);
        QCOMPARE(form.faults(1).first(), (TextRange{9, 1}));
        QVERIFY(!form.isReady());
    }

    void aLongFileIsAttached()
    {
        QByteArray bytes;
        for (int i = 0; bytes.size() <= FormModel::longestTyped; ++i)
            bytes += "línea " + QByteArray::number(i) + '\n';
        FormModel form(m_language);
        form.setTask(everyKind());
        const QUrl file = write("\xef\xbb\xbf" + bytes);
        form.attachFile(0, file);
        QTRY_VERIFY(form.isReady());
        QCOMPARE(textAt(form, 0, FormModel::AttachmentRole), file.fileName());
        const QString shown = textAt(form, 0, FormModel::ValueRole);
        QVERIFY(shown.startsWith(u"línea 0\nlínea 1\n"_s));
        QVERIFY(shown.size() < 3000);
        const QString summary = QLocale().toString(QString::fromUtf8(bytes).size()) + u" characters, "_s +
                                QLocale().toString(bytes.size()) + u" bytes"_s;
        QCOMPARE(textAt(form, 0, FormModel::SummaryRole), summary);
        QCOMPARE(form.params(), "{\"words\":\"" + QByteArray(bytes).replace('\n', "\\n") + "\"}");

        FormModel again(m_language);
        again.setTask(everyKind());
        QVERIFY(again.setParams(form.params()));
        QTRY_VERIFY(!again.isBusy());
        QCOMPARE(again.params(), form.params());
        QCOMPARE(textAt(again, 0, FormModel::AttachmentRole), u"Long text"_s);

        // As a draft it stays, and another value beside it joins the params.
        form.setTask(taskOf("another.task", {}));
        form.setTask(everyKind());
        form.setValue(3, u"5"_s);
        QVERIFY(form.isReady());
        QVERIFY(form.params().endsWith("\\n\",\"count\":5}"));
        form.detach(0);
        QCOMPARE(textAt(form, 0, FormModel::AttachmentRole), QString());
        QCOMPARE(form.params(), quoted("{'words':'','count':5}"));
    }

    void aHundredMegabytesOfNumbers()
    {
        const qsizetype size = sanitized ? 5'000'000 : 100'000'000;
        const QByteArray line = "1234.5\t-6,7\n";
        const QUrl file = write(line.repeated(size / line.size()));
        FormModel form(m_language);
        form.setDecimalComma(true);
        form.setTask(taskOf("a.task", {param("list", ParamKind::Numbers)}));
        int ticks = 0;
        QTimer ticking;
        connect(&ticking, &QTimer::timeout, this, [&ticks] { ++ticks; });
        ticking.start(0);
        form.attachFile(0, file);
        QVERIFY(form.isBusy());
        QTRY_VERIFY_WITH_TIMEOUT(form.isReady(), hangGuardMs);
        QVERIFY(ticks > 0);
        QCOMPARE(textAt(form, 0, FormModel::AttachmentRole), file.fileName());
        QCOMPARE(textAt(form, 0, FormModel::SummaryRole), QLocale().toString(size / line.size() * 2) + u" numbers"_s);
        QVERIFY(form.params().startsWith("{\"list\":[1234.5,-6.7,1234.5,"));
        QVERIFY(form.params().endsWith(",-6.7]}"));
        form.setDecimalComma(false); // checked anew, from the file's own bytes
        QTRY_COMPARE_WITH_TIMEOUT(textAt(form, 0, FormModel::SummaryRole),
                                  QLocale().toString(size / line.size() * 3) + u" numbers"_s, hangGuardMs);
        QFile::remove(file.toLocalFile());
    }

    void aLongValueIsCheckedMeanwhile()
    {
        FormModel form(m_language);
        form.setTask(taskOf("a.task", {param("list", ParamKind::Numbers)}));
        QString text = u"12 "_s.repeated(70'000);
        form.setValue(0, text);
        QVERIFY(form.isBusy());
        for (int i = 0; i < 10; ++i) { // as one types on
            text += u'3';
            form.setValue(0, text);
            QCOMPARE(textAt(form, 0, FormModel::ValueRole).size(), text.size());
        }
        QTRY_VERIFY(form.isReady());
        QCOMPARE(textAt(form, 0, FormModel::SummaryRole), u"70,001 numbers"_s);
        QVERIFY(form.params().endsWith(",3333333333]}"));
        text += u" x"_s;
        form.setValue(0, text);
        QTRY_COMPARE(form.faults(0).size(), 1);
        QCOMPARE(text.mid(form.faults(0).first().start), u"x"_s);
        // What is short by then is told at once, and what is told of the long one later changes nothing.
        form.setValue(0, text + u' ');
        form.setValue(0, u"1 2"_s);
        QCOMPARE(form.params(), quoted("{'list':[1,2]}"));
        QVERIFY(form.faults(0).isEmpty());
        QTest::qWait(0);
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(form.params(), quoted("{'list':[1,2]}"));
    }

    void aPastedBookIsAttached()
    {
        FormModel form(m_language);
        form.setTask(everyKind());
        const QString book = u"Érase una vez 👩‍🚀\n"_s.repeated(20'000);
        form.setValue(0, book);
        QTRY_VERIFY(form.isReady());
        QCOMPARE(textAt(form, 0, FormModel::AttachmentRole), u"Long text"_s);
        QVERIFY(textAt(form, 0, FormModel::SummaryRole).startsWith(u"320,000 characters, "_s));
        form.setValue(0, book + QChar(0xd800));
        QTRY_VERIFY(!form.isBusy());
        QVERIFY(!form.isReady());
        QVERIFY(textAt(form, 0, FormModel::ProblemRole).contains(QLocale().toString(book.size())));
        form.setValue(0, u"short"_s);
        QCOMPARE(form.params(), quoted("{'words':'short'}"));
    }

    void whatIsTypedWhileAFileIsReadStands()
    {
        FormModel form(m_language);
        form.setTask(everyKind());
        form.attachFile(0, write("from a file"));
        form.setValue(0, u"typed"_s);
        QVERIFY(form.isReady());
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(textAt(form, 0, FormModel::ValueRole), u"typed"_s);
        // A file on its way to a task that is not shown any more arrives there.
        form.attachFile(0, write("from another file"));
        form.setTask(taskOf("another.task", {param("words", ParamKind::Text)}));
        QVERIFY(form.isReady());
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(textAt(form, 0, FormModel::ValueRole), QString());
        form.setTask(everyKind());
        QTRY_COMPARE(textAt(form, 0, FormModel::ValueRole), u"from another file"_s);
    }

    void longParamsOfAnotherTask()
    {
        FormModel form(m_language);
        form.setTask(everyKind());
        form.setValue(0, u"before"_s);
        QVERIFY(form.setParams("{\"other\":\"" + QByteArray(100'000, 'x') + "\"}"));
        QTRY_VERIFY(!form.isBusy());
        QCOMPARE(textAt(form, 0, FormModel::ProblemRole), u"The earlier values do not fit this task."_s);
        QCOMPARE(textAt(form, 0, FormModel::ValueRole), u"before"_s);
        QCOMPARE(textAt(form, 1, FormModel::ProblemRole), QString());
    }

    void theFormMayGoMeanwhile()
    {
        for (int i = 0; i < 20; ++i) {
            FormModel form(m_language);
            form.setTask(everyKind());
            form.attachBytes(1, u"numbers"_s, QByteArray("1 2 3\n").repeated(20'000));
            form.setValue(0, u"a text "_s.repeated(20'000));
        }
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
    }

private:
    QUrl write(const QByteArray &bytes)
    {
        const QString path = m_folder.filePath(u"file%1.txt"_s.arg(++m_files));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no room for the test's files");
        return QUrl::fromLocalFile(path);
    }

    Language m_language;
    QTemporaryDir m_folder;
    int m_files = 0;
};

QTEST_GUILESS_MAIN(TestFormFiles)
#include "tst_form_files.moc"
