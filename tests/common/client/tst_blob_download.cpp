// Payloads by pieces, against a peer that has them, damages them and goes away.
#include "common/client/blob_download.h"
#include "tests/common/client/scripted_peer.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace relevo;
using namespace Qt::StringLiterals;
using test::ScriptedPeer;
using End = BlobDownload::End;

Q_DECLARE_METATYPE(relevo::BlobDownload::End)

class TestBlobDownload : public QObject
{
    Q_OBJECT

private:
    QByteArray m_blob;
    QByteArray m_got;
    std::unique_ptr<ScriptedPeer> m_peer;
    std::unique_ptr<Client> m_client;
    std::unique_ptr<BlobDownload> m_download;
    std::unique_ptr<QSignalSpy> m_ends;

    QByteArray sha256() const { return QCryptographicHash::hash(m_blob, QCryptographicHash::Sha256).toHex(); }

    QByteArray pieceFor(const QByteArray &line) const
    {
        const QJsonObject params = QJsonDocument::fromJson(line).object()[u"params"].toObject();
        const qsizetype offset = params[u"offset"].toInt();
        const QByteArray piece = m_blob.mid(offset, params[u"length"].toInt());
        return "{\"base64\":\"" + piece.toBase64() + "\",\"size\":" + QByteArray::number(m_blob.size()) +
               ",\"sha256\":\"" + sha256() + "\"}";
    }

    ScriptedPeer::OnLine honest()
    {
        return [this](QTcpSocket &socket, const QByteArray &line) {
            socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), pieceFor(line)));
        };
    }

    void start(ScriptedPeer::OnLine onLine, BlobDownload::Sink sink = {})
    {
        m_got.clear();
        ConnectionOptions options;
        options.firstPause = options.longestPause = std::chrono::milliseconds(20);
        m_client = std::make_unique<Client>(options);
        m_peer = std::make_unique<ScriptedPeer>(std::move(onLine));
        m_client->connectToServer({u"127.0.0.1"_s, m_peer->port()});
        QTRY_COMPARE(m_client->state(), ConnectionState::Connected);
        if (!sink)
            sink = [this](std::string_view piece) {
                m_got.append(piece.data(), static_cast<qsizetype>(piece.size()));
                return true;
            };
        m_download = std::make_unique<BlobDownload>(*m_client, u"id-r1"_s, std::move(sink));
        m_ends = std::make_unique<QSignalSpy>(m_download.get(), &BlobDownload::finished);
        m_download->start();
    }

    End end() const { return m_ends->last().first().value<End>(); }

private Q_SLOTS:
    void initTestCase()
    {
        m_blob.resize(5 * (1 << 19)); // two pieces and a half
        for (qsizetype i = 0; i < m_blob.size(); ++i)
            m_blob[i] = static_cast<char>(i * 7 + i / 1000);
    }

    void cleanup()
    {
        m_ends.reset();
        m_download.reset();
        m_client.reset();
        m_peer.reset();
    }

    void pieceByPiece()
    {
        start(honest());
        QTRY_COMPARE(m_ends->size(), 1);
        QCOMPARE(int(end()), int(End::Done));
        QVERIFY(m_got == m_blob);
        QCOMPARE(m_download->size(), std::int64_t{m_blob.size()});
        QCOMPARE(m_peer->lines().size(), 3);
        QVERIFY(m_peer->lines()[1].contains(R"("blob":"id-r1","offset":1048576,"length":1048576)"));
    }

    void anEmptyBlob()
    {
        const QByteArray blob = std::exchange(m_blob, QByteArray());
        start(honest());
        QTRY_COMPARE(m_ends->size(), 1);
        m_blob = blob;
        QCOMPARE(int(end()), int(End::Done));
        QVERIFY(m_got.isEmpty());
    }

    void damage_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("other bytes") << QByteArray("\"base64\":\"AAcO") << QByteArray("\"base64\":\"AQcO");
        QTest::newRow("no base64") << QByteArray("\"base64\":\"AAcO") << QByteArray("\"base64\":\"!AcO");
        QTest::newRow("another hash") << QByteArray("\"sha256\":\"") << QByteArray("\"sha256\":\"0");
        QTest::newRow("no size") << QByteArray("\"size\":") << QByteArray("\"sise\":");
        QTest::newRow("no bytes") << QByteArray("\"base64\"") << QByteArray("\"base65\"");
        QTest::newRow("longer than its size") << QByteArray("\"size\":2621440") << QByteArray("\"size\":5");
    }

    void damage()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        start([&](QTcpSocket &socket, const QByteArray &line) {
            socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), pieceFor(line).replace(from, to)));
        });
        QTRY_COMPARE(m_ends->size(), 1);
        QCOMPARE(int(end()), int(End::Damaged));
    }

    void aBlobThatChangesMeanwhile()
    {
        start([this](QTcpSocket &socket, const QByteArray &line) {
            QByteArray piece = pieceFor(line);
            if (m_peer->lines().size() == 2)
                piece.replace(sha256(), QByteArray(64, '0'));
            socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), piece));
        });
        QTRY_COMPARE(m_ends->size(), 1);
        QCOMPARE(int(end()), int(End::Damaged));
    }

    void aSinkThatRefuses()
    {
        start(honest(), [](std::string_view) { return false; });
        QTRY_COMPARE(m_ends->size(), 1);
        QCOMPARE(int(end()), int(End::Refused));
        QCOMPARE(m_peer->lines().size(), 1);
    }

    void anError()
    {
        start([](QTcpSocket &socket, const QByteArray &line) {
            socket.write(ScriptedPeer::error(ScriptedPeer::idOf(line), -32003, "No such blob"));
        });
        QTRY_COMPARE(m_ends->size(), 1);
        QCOMPARE(int(end()), int(End::CallFailed));
        QVERIFY(m_download->error().is(ErrorCode::NotFound));
    }

    void goesOnWhereItStopped()
    {
        start([this](QTcpSocket &socket, const QByteArray &line) {
            if (m_peer->lines().size() == 2)
                ScriptedPeer::reset(socket);
            else
                socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), pieceFor(line)));
        });
        QTRY_COMPARE(m_ends->size(), 1);
        QCOMPARE(int(end()), int(End::CallFailed));
        QVERIFY(m_download->error().isConnectionFault());
        QCOMPARE(m_download->received(), std::int64_t{1 << 20});
        QTRY_COMPARE(m_peer->connections(), 2);
        QTRY_COMPARE(m_client->state(), ConnectionState::Connected);
        m_download->start();
        QTRY_COMPARE(m_ends->size(), 2);
        QCOMPARE(int(end()), int(End::Done));
        QVERIFY(m_got == m_blob);
    }

    void withoutAConnection()
    {
        start(honest());
        QTRY_COMPARE(m_ends->size(), 1);
        m_client->disconnectFromServer();
        BlobDownload late(*m_client, u"id-r1"_s, [](std::string_view) { return true; });
        QSignalSpy ends(&late, &BlobDownload::finished);
        late.start();
        QCOMPARE(ends.size(), 0);
        QTRY_COMPARE(ends.size(), 1);
        QCOMPARE(int(late.error().end), int(CallEnd::NotConnected));
    }

    void deletedUnderWay()
    {
        start([this](QTcpSocket &socket, const QByteArray &line) {
            m_download.reset();
            socket.write(ScriptedPeer::result(ScriptedPeer::idOf(line), pieceFor(line)));
        });
        QTRY_VERIFY(!m_download);
        const QFuture<Reply> after = m_client->call(u"x"_s);
        QTRY_VERIFY(after.isFinished());
        QVERIFY(m_got.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestBlobDownload)
#include "tst_blob_download.moc"
