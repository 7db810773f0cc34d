// The language: where it comes from, and its change while the program runs.
#include "common/client/language.h"

#include <QCoreApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QLocale>
#include <QProcess>
#include <QProcessEnvironment>
#include <QSignalSpy>
#include <QTest>

#include <cstdio>

using namespace relevo;
using namespace Qt::StringLiterals;

namespace {

QString house()
{
    return QCoreApplication::translate("Testing", "house");
}

QString houses(int n)
{
    return QCoreApplication::translate("Testing", "%n houses", nullptr, n);
}

void setLocale(const char *all, const char *messages, const char *lang)
{
    for (const auto &[name, value] :
         {std::pair("LC_ALL", all), std::pair("LC_MESSAGES", messages), std::pair("LANG", lang)}) {
        if (value)
            qputenv(name, value);
        else
            qunsetenv(name);
    }
}

} // namespace

class TestLanguage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setLocale("C", nullptr, nullptr); }

    void fromTheSystem_data()
    {
        QTest::addColumn<QByteArray>("all");
        QTest::addColumn<QByteArray>("messages");
        QTest::addColumn<QByteArray>("lang");
        QTest::addColumn<QString>("code");
        QTest::newRow("nothing") << QByteArray() << QByteArray() << QByteArray() << u"en"_s;
        QTest::newRow("lang") << QByteArray() << QByteArray() << QByteArray("es_MX.UTF-8") << u"es"_s;
        QTest::newRow("short") << QByteArray() << QByteArray() << QByteArray("es") << u"es"_s;
        QTest::newRow("modifier") << QByteArray() << QByteArray() << QByteArray("es@euro") << u"es"_s;
        QTest::newRow("first that is set") << QByteArray("C") << QByteArray("es_ES") << QByteArray("es_ES") << u"en"_s;
        QTest::newRow("messages") << QByteArray() << QByteArray("es_ES") << QByteArray("en_US") << u"es"_s;
        QTest::newRow("another") << QByteArray() << QByteArray() << QByteArray("est_EE") << u"en"_s;
    }
    void fromTheSystem()
    {
        QFETCH(const QByteArray, all);
        QFETCH(const QByteArray, messages);
        QFETCH(const QByteArray, lang);
        const auto given = [](const QByteArray &value) { return value.isEmpty() ? nullptr : value.constData(); };
        setLocale(given(all), given(messages), given(lang));
        const Language language;
        QTEST(language.code(), "code");
        QCOMPARE(language.isSpanish(), language.code() == u"es"_s);
    }

    void choosing()
    {
        Language language;
        QSignalSpy changed(&language, &Language::changed);
        for (const QString &unknown : {u""_s, u"fr"_s, u"es_ES"_s, u"ES"_s})
            QVERIFY(!language.choose(unknown));
        QVERIFY(language.choose(u"en"_s));
        QCOMPARE(changed.size(), 0);
        language.setProperty("code", u"es"_s);
        QCOMPARE(language.code(), u"es"_s);
        QCOMPARE(changed.size(), 1);
    }

    void descriptions()
    {
        Language language;
        QCOMPARE(language.of({"one", "uno"}), u"one"_s);
        language.choose(u"es"_s);
        QCOMPARE(language.of({"one", "uno"}), u"uno"_s);
        QCOMPARE(language.of({"one", ""}), u"one"_s);
    }

    void switchedWhileRunning()
    {
        Language language;
        QCOMPARE(houses(1), u"1 houses"_s);
        language.install({u"testing"_s, u"qtbase"_s, u"there_is_none"_s});
        QCOMPARE(house(), u"house"_s);
        QCOMPARE(houses(1), u"1 house"_s);
        QCOMPARE(QLocale().toString(0.5, 'f', 1), u"0.5"_s);

        QString heard;
        connect(&language, &Language::changed, this, [&heard] { heard = house(); });
        QVERIFY(language.choose(u"es"_s));
        QCOMPARE(heard, u"casa"_s);
        QCOMPARE(houses(1), u"1 casa"_s);
        QCOMPARE(houses(3), u"3 casas"_s);
        QCOMPARE(QLocale().language(), QLocale::Spanish);
        QCOMPARE(QLocale().toString(0.5, 'f', 1), u"0,5"_s);
        if (QFile::exists(QLibraryInfo::path(QLibraryInfo::TranslationsPath) + u"/qtbase_es.qm"_s))
            QCOMPARE(QCoreApplication::translate("QPlatformTheme", "Cancel"), u"Cancelar"_s);

        QVERIFY(language.choose(u"en"_s));
        QCOMPARE(heard, u"house"_s);
        QCOMPARE(houses(3), u"3 houses"_s);
        QCOMPARE(QLocale().language(), QLocale::English);
        QCOMPARE(QCoreApplication::translate("QPlatformTheme", "Cancel"), u"Cancel"_s);
    }

    // Qt looks once at what the system's locale is: a process for each.
    void theSystemsOwnFormats()
    {
        QCOMPARE(localeUnder("es_MX.UTF-8", u"es"_s), "es_MX"); // with the point in numbers, for instance
        QCOMPARE(localeUnder("es_MX.UTF-8", u"en"_s), "en_US");
        QCOMPARE(localeUnder("en_IE.UTF-8", u"en"_s), "en_IE");
        QCOMPARE(localeUnder("en_IE.UTF-8", u"es"_s), "es_ES");
        QCOMPARE(localeUnder("de_CH.UTF-8", u"en"_s), "en_US");
        QCOMPARE(localeUnder("C", u"es"_s), "es_ES");
    }

private:
    /// The name of QLocale's default in a system of this locale, with this language chosen.
    static QByteArray localeUnder(const char *system, const QString &code)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LC_ALL"_s, QString::fromLatin1(system));
        process.setProcessEnvironment(environment);
        process.start(QCoreApplication::applicationFilePath(), {u"--locale"_s, code});
        process.waitForFinished();
        return process.readAllStandardOutput();
    }
};

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == u"--locale"_s) {
        Language language;
        language.install({});
        language.choose(arguments[2]);
        std::fputs(qPrintable(QLocale().name()), stdout);
        return 0;
    }
    TestLanguage test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_language.moc"
