#include "common/protocol/suggestion.h"

#include <QTest>

#include <vector>

using relevo::nearestName;

class TestSuggestion : public QObject
{
    Q_OBJECT

    const std::vector<std::string> m_names{"text.reverse", "numbers.average", "text.count", "system.info"};

private Q_SLOTS:
    void nearNames_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("near");
        QTest::newRow("one letter less") << QByteArray("text.revers") << QByteArray("text.reverse");
        QTest::newRow("two swapped") << QByteArray("txet.count") << QByteArray("text.count");
        QTest::newRow("the verb alone") << QByteArray("average") << QByteArray("numbers.average");
        QTest::newRow("nothing near") << QByteArray("foobar") << QByteArray();
        QTest::newRow("empty") << QByteArray() << QByteArray();
        QTest::newRow("very long") << QByteArray(1000, 'x') << QByteArray();
        QTest::newRow("not UTF-8 minded") << QByteArray("\xff\xfe") << QByteArray();
    }

    void nearNames()
    {
        QFETCH(const QByteArray, name);
        QFETCH(const QByteArray, near);
        QCOMPARE(QByteArray::fromStdString(nearestName(name.toStdString(), m_names)), near);
    }
};

QTEST_APPLESS_MAIN(TestSuggestion)
#include "tst_suggestion.moc"
