// The servers that the user has named.
#include "common/client/models/profile_model.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace relevo;
using namespace Qt::StringLiterals;

class TestProfileModel : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString file() const { return m_folder->filePath(u"settings.ini"_s); }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void addEditRemove()
    {
        ProfileModel model(file());
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.count(), 0);
        QCOMPARE(model.current(), -1);
        QCOMPARE(model.currentAddress(), u"127.0.0.1:5000"_s);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy profiles(&model, &ProfileModel::profilesChanged);
        QSignalSpy current(&model, &ProfileModel::currentChanged);

        QCOMPARE(model.add(u" Class "_s, u" example.org "_s), 0);
        QCOMPARE(model.add(u"Mine"_s, u"[::1]:7000"_s), 1);
        QCOMPARE(inserted.size(), 2);
        QCOMPARE(profiles.size(), 2);
        QCOMPARE(model.data(model.index(0), ProfileModel::NameRole).toString(), u"Class"_s);
        QCOMPARE(model.data(model.index(0), ProfileModel::AddressRole).toString(), u"example.org:5000"_s);
        QCOMPARE(model.addressAt(1), u"[::1]:7000"_s);
        QVERIFY(model.nameAt(2).isEmpty() && model.addressAt(-1).isEmpty());

        current.clear();
        model.setCurrentAddress(u"[::1]:7000"_s);
        QCOMPARE(current.size(), 1);
        QCOMPARE(model.current(), 1);
        model.setCurrentAddress(u"nonsense:x"_s);
        QCOMPARE(model.currentAddress(), u"[::1]:7000"_s);

        QVERIFY(model.edit(0, u"Room 1"_s, u"example.org:5001"_s));
        QCOMPARE(model.nameAt(0), u"Room 1"_s);
        QVERIFY(model.edit(0, u"room 1"_s, u"example.org:5001"_s)); // its own name is not in its way
        QVERIFY(!model.edit(0, u"mine"_s, u"example.org:5001"_s));
        QVERIFY(!model.edit(2, u"x"_s, u"y"_s));
        model.remove(0);
        model.remove(7);
        QCOMPARE(model.count(), 1);
        QCOMPARE(model.current(), 0);
    }

    void problems()
    {
        ProfileModel model(file());
        QCOMPARE(model.add(u"A"_s, u"a"_s), 0);
        QVERIFY(model.problemOf(u"B"_s, u"b:1"_s).isEmpty());
        QVERIFY(model.problemOf(u"a"_s, u"b:1"_s, 0).isEmpty());
        const QList<QPair<QString, QString>> wrong{
            {u" "_s, u"b"_s}, {u"a"_s, u"b"_s}, {u"B"_s, u""_s}, {u"B"_s, u"b:0"_s}};
        QStringList texts;
        for (const auto &[name, address] : wrong) {
            texts += model.problemOf(name, address);
            QVERIFY(!texts.last().isEmpty());
            QCOMPARE(model.add(name, address), -1);
        }
        texts.removeDuplicates();
        QCOMPARE(texts.size(), 3); // a name is missing, it is taken, the address is none
        QCOMPARE(model.count(), 1);
    }

    void remembered()
    {
        {
            ProfileModel model(file());
            model.add(u"Uno, dos: ñ"_s, u"a:1"_s);
            model.add(u"B"_s, u"b:2"_s);
            model.add(u"C"_s, u"c:3"_s);
            model.remove(1);
            model.setCurrentAddress(u"d:4"_s);
        }
        ProfileModel model(file());
        QCOMPARE(model.count(), 2);
        QCOMPARE(model.nameAt(0), u"Uno, dos: ñ"_s);
        QCOMPARE(model.addressAt(1), u"c:3"_s);
        QCOMPARE(model.currentAddress(), u"d:4"_s);
        QCOMPARE(model.current(), -1);
    }

    void editedByHand()
    {
        QFile out(file());
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write("[General]\nserver=nonsense:x\n[servers]\nsize=4\n1\\name=A\n1\\address=a\n2\\name=A\n2\\address=b\n"
                  "3\\name=B\n3\\address=b:x\n4\\name=C\n4\\address=c\n");
        out.close();
        const ProfileModel model(file());
        QCOMPARE(model.count(), 2);
        QCOMPARE(model.nameAt(1), u"C"_s);
        QCOMPARE(model.currentAddress(), u"127.0.0.1:5000"_s);
    }
};

QTEST_GUILESS_MAIN(TestProfileModel)
#include "tst_profile_model.moc"
