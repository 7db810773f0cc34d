// Numbers in a form: what of them was not understood, and the decimal comma.
#include "tests/common/client/models/form_tasks.h"

#include <QLocale>
#include <QSignalSpy>

using namespace relevo;
using namespace relevo::test;
using namespace Qt::StringLiterals;

class TestFormNumbers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QVERIFY(m_language.choose(u"en"_s));
    }

    void faultsStandInUtf16()
    {
        FormModel form(m_language);
        form.setTask(taskOf("a.task", {param("it", ParamKind::Numbers)}));
        const QString text = u"1 😀😀 ñ€ 2 "_s + QChar(0xd83d) + u"x 3 zz"_s;
        form.setValue(0, text);
        QStringList marked;
        for (const TextRange &fault : form.faults(0))
            marked += text.mid(fault.start, fault.length);
        QCOMPARE(marked, (QStringList{u"😀😀"_s, u"ñ€"_s, QChar(0xd83d) + u"x"_s, u"zz"_s}));
        form.setValue(0, QString(u"x "_s).repeated(500));
        QCOMPARE(form.faults(0).size(), 100);
        QCOMPARE(textAt(form, 0, FormModel::SummaryRole), u"0 numbers, 500 not understood"_s);
    }

    void aDecimalComma()
    {
        QLocale::setDefault(QLocale(QLocale::Spanish, QLocale::Spain));
        FormModel form(m_language);
        QVERIFY(form.decimalComma());
        form.setTask(everyKind());
        form.setValue(1, u"1,5 2,50"_s);
        form.setValue(2, u"0,5"_s);
        QCOMPARE(form.params(), quoted("{'words':'','list':[1.5,2.50],'ratio':0.5}"));
        QSignalSpy changes(&form, &FormModel::decimalCommaChanged);
        form.setDecimalComma(false);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(textAt(form, 1, FormModel::SummaryRole), u"4 numbers"_s);
        QVERIFY(!at(form, 2, FormModel::ValidRole).toBool());
        // A draft is read as it is now when it comes back.
        form.setTask(taskOf("another.task", {}));
        form.setDecimalComma(true);
        form.setTask(everyKind());
        QCOMPARE(textAt(form, 1, FormModel::SummaryRole), u"2 numbers"_s);
    }

    void theCommaFollowsTheLanguageUntilNumbersAreTyped()
    {
        FormModel form(m_language);
        form.setTask(everyKind());
        QVERIFY(!form.decimalComma());
        QLocale::setDefault(QLocale(QLocale::Spanish, QLocale::Spain));
        QVERIFY(m_language.choose(u"es"_s));
        QVERIFY(form.decimalComma());
        form.setValue(1, u"1,5"_s);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QVERIFY(m_language.choose(u"en"_s));
        QVERIFY(form.decimalComma());
        QCOMPARE(textAt(form, 1, FormModel::SummaryRole), u"1 number"_s);
    }

private:
    Language m_language;
};

QTEST_GUILESS_MAIN(TestFormNumbers)
#include "tst_form_numbers.moc"
