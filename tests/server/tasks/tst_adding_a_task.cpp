// What docs/adding-a-task.md shows is what is built: each code block in it that begins a file stands in docs/examples.
#include <QFile>
#include <QTest>

namespace {

QByteArray read(const QString &name)
{
    QFile file(QStringLiteral(RELEVO_DOCS "/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The document's code blocks in C++, without their fences.
QByteArrayList codeBlocks(const QByteArray &document)
{
    QByteArrayList blocks;
    const QByteArray fence = "```cpp\n";
    for (qsizetype at = document.indexOf(fence); at >= 0; at = document.indexOf(fence, at)) {
        at += fence.size();
        blocks += document.mid(at, document.indexOf("```\n", at) - at);
    }
    return blocks;
}

} // namespace

class TestAddingATask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheFilesThatAreBuilt()
    {
        const QByteArrayList blocks = codeBlocks(read(QStringLiteral("adding-a-task.md")));
        for (const QString &name : {QStringLiteral("text_repeat.cpp"), QStringLiteral("tst_text_repeat.cpp")}) {
            const QByteArray file = read(QStringLiteral("examples/") + name);
            QVERIFY(!file.isEmpty());
            QVERIFY2(blocks.contains(file), qPrintable(name));
        }
    }
};

QTEST_APPLESS_MAIN(TestAddingATask)
#include "tst_adding_a_task.moc"
