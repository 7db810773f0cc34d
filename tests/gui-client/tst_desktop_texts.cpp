// The catalogs of the programs' texts are complete: nothing unfinished, nothing empty, the same arguments on both
// sides, and every context one of ours, so that it is found.
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

QSet<QString> argumentsOf(const QString &text)
{
    static const QRegularExpression argument(u"%L?(\\d|n)"_s);
    QSet<QString> found;
    for (auto at = argument.globalMatch(text); at.hasNext();)
        found.insert(at.next().captured(1));
    return found;
}

QString faultOf(const QString &source, const QString &translation, bool unfinished)
{
    if (unfinished)
        return u"unfinished: "_s + source;
    if (translation.isEmpty())
        return u"empty: "_s + source;
    if (argumentsOf(source) != argumentsOf(translation))
        return u"other arguments: "_s + source;
    return {};
}

struct Catalog
{
    int messages = 0;
    QStringList faults;
};

Catalog read(const QString &path)
{
    Catalog catalog;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        catalog.faults += u"cannot be read"_s;
        return catalog;
    }
    QXmlStreamReader xml(&file);
    QString source;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name"_s) {
            const QString context = xml.readElementText();
            if (context.isEmpty() || context == u"Translated"_s)
                catalog.faults += u"no context: "_s + context;
        } else if (xml.name() == u"source"_s) {
            source = xml.readElementText();
            ++catalog.messages;
        } else if (xml.name() == u"translation"_s) {
            const bool unfinished = xml.attributes().hasAttribute(u"type"_s);
            QStringList forms;
            QString text;
            while (xml.readNext() != QXmlStreamReader::EndElement || xml.name() != u"translation"_s) {
                if (xml.isCharacters())
                    text += xml.text();
                else if (xml.isStartElement())
                    forms += xml.readElementText();
            }
            for (const QString &form : forms.isEmpty() ? QStringList{text} : forms) {
                if (const QString fault = faultOf(source, form, unfinished); !fault.isEmpty())
                    catalog.faults += fault;
            }
        }
    }
    if (xml.hasError())
        catalog.faults += xml.errorString();
    return catalog;
}

} // namespace

class TestDesktopTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areComplete_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("atLeast");
        QTest::newRow("desktop") << u"gui-client/translations/relevo_desktop_es.ts"_s << 200;
        QTest::newRow("console") << u"console-client/translations/relevo_es.ts"_s << 200;
        QTest::newRow("models") << u"common/client/translations/relevo_models_es.ts"_s << 80;
        QTest::newRow("desktop, plurals") << u"gui-client/translations/relevo_desktop_en.ts"_s << 1;
        QTest::newRow("models, plurals") << u"common/client/translations/relevo_models_en.ts"_s << 1;
    }
    void areComplete()
    {
        QFETCH(QString, file);
        QFETCH(int, atLeast);
        const Catalog catalog = read(QStringLiteral(RELEVO_ROOT "/") + file);
        QVERIFY2(catalog.faults.isEmpty(), qPrintable(catalog.faults.join(u'\n')));
        QVERIFY(catalog.messages >= atLeast);
    }
};

QTEST_APPLESS_MAIN(TestDesktopTexts)
#include "tst_desktop_texts.moc"
