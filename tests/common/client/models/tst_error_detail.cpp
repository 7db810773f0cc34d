// Errors as people read them: from a real server where that makes them, else as one would.
#include "common/client/client.h"
#include "common/client/models/error_detail.h"
#include "common/client/models/result_model.h"
#include "tests/support/server_process.h"

#include <QLocale>
#include <QTest>

using namespace relevo;
using namespace relevo::test;
using namespace Qt::StringLiterals;

class TestErrorDetail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QVERIFY(m_language.choose(u"en"_s));
        QVERIFY2(m_server.start({u"--max-message"_s, u"64KiB"_s}), m_server.stderrText().constData());
        m_client.connectToServer({u"127.0.0.1"_s, m_server.port()});
        QTRY_COMPARE_WITH_TIMEOUT(m_client.state(), Client::State::Connected, hangGuardMs);
        m_task.name = "numbers.average";
        m_task.params.resize(1);
        m_task.params[0].name = "numbers";
        m_task.params[0].label = {"The numbers", "Los números"};
    }

    void errorsOfAServer_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char *name, const QString &method, const QByteArray &params, const QString &text,
                            const QString &detail) { QTest::newRow(name) << method << params << text << detail; };
        const QString average = u"numbers.average"_s;
        row("no such method", u"numbers.averag"_s, "[]", u"Method not found"_s, u"Did you mean “numbers.average”?"_s);
        row("of another kind", average, "[5]", u"Invalid params"_s,
            u"The numbers: expected an array of at least one number."_s);
        row("too few", average, "[[]]", u"Invalid params"_s,
            u"The numbers: expected an array of at least one number."_s);
        row("an unknown parameter", average, "{\"number\":[1]}", u"Invalid params"_s,
            u"number: expected only the parameter numbers."_s);
        row("too large", average, "[[" + QByteArray("1,").repeated(40'000) + "1]]", u"Too large"_s,
            u"The server's limit (maxMessage) is 64 KiB."_s);
        row("too deep", average, QByteArray(200, '[') + QByteArray(200, ']'), u"Too large"_s,
            u"The server's limit (maxNesting) is 128."_s);
    }

    void errorsOfAServer()
    {
        QFETCH(QString, method);
        QFETCH(QByteArray, params);
        QFETCH(QString, text);
        QFETCH(QString, detail);
        const QFuture<Reply> reply = m_client.callRaw(method, params);
        QTRY_VERIFY_WITH_TIMEOUT(reply.isFinished(), hangGuardMs);
        CallOutcome outcome;
        outcome.error = reply.result().error();
        ResultModel model(m_language);
        model.show(&m_task, outcome);
        QCOMPARE(model.state(), ResultModel::State::Failed);
        QCOMPARE(model.errorText(), text);
        QCOMPARE(model.errorDetail(), detail);
        // The next good one works.
        QTRY_COMPARE_WITH_TIMEOUT(m_client.state(), Client::State::Connected, hangGuardMs);
        const QFuture<Reply> good = m_client.callRaw(u"numbers.average"_s, "[[1,2]]");
        QTRY_VERIFY_WITH_TIMEOUT(good.isFinished(), hangGuardMs);
        QVERIFY(good.result().isOk());
    }

    void details_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char *name, const char *data, const char *detail) {
            QTest::newRow(name) << QByteArray(data).replace('\'', '"') << QString::fromUtf8(detail);
        };
        row("none", "", "");
        row("null", "null", "");
        row("nothing in it", "{}", "");
        row("a text", "'just so'", "just so");
        row("a parameter", "{'param':'numbers'}", "It is about The numbers.");
        row("an expectation", "{'expected':'a string'}", "Expected: a string.");
        row("limit and size", "{'name':'maxId','limit':1024,'actual':1536}",
            "The server's limit (maxId) is 1 KiB. It measures 1.5 KiB.");
        row("a count", "{'name':'maxBatch','limit':1000,'actual':1001}",
            "The server's limit (maxBatch) is 1,000. It measures 1,001.");
        row("a limit without a name", "{'limit':1000}", "The server's limit is 1,000.");
        row("an unknown limit", "{'name':'maxOdd','limit':'many'}", "The server's limit (maxOdd) is many.");
        row("an offset", "{'offset':12345}", "At the byte at offset 12,345.");
        row("a pause", "{'retryAfterMs':1500}", "Try again in 1.5 s.");
        row("a short pause", "{'retryAfterMs':250}", "Try again in 250 ms.");
        row("an incident", "{'incident':'a1b2'}", "The server's log tells more under a1b2.");
        row("anything else", "{'state':'done','why':[1]}", "state: done. why: [1].");
        row("a name alone", "{'name':'x'}", "name: x.");
        row("cut off", "{'param':", "");
    }

    void details()
    {
        QFETCH(QByteArray, data);
        QFETCH(QString, detail);
        CallError error;
        error.end = CallEnd::ServerError;
        error.data = data;
        QCOMPARE(errorDetailText(error, &m_task, m_language), detail);
    }

    void inTheUsersLanguage()
    {
        Language spanish;
        QVERIFY(spanish.choose(u"es"_s));
        CallError error;
        error.end = CallEnd::ServerError;
        error.data = "{\"param\":\"numbers\"}";
        QVERIFY(errorDetailText(error, &m_task, spanish).contains(u"Los números"_s));
        QVERIFY(errorDetailText(error, nullptr, spanish).contains(u"numbers"_s));
    }

    void withoutAConnection()
    {
        Client client;
        const QFuture<Reply> reply = client.callRaw(u"any"_s, "[]");
        QTRY_VERIFY(reply.isFinished());
        CallOutcome outcome;
        outcome.error = reply.result().error();
        ResultModel model(m_language);
        model.show(nullptr, outcome);
        QCOMPARE(model.errorText(), u"There is no connection to the server."_s);
        QCOMPARE(model.errorDetail(), QString());
    }

private:
    Language m_language;
    ServerProcess m_server;
    Client m_client;
    TaskDescription m_task;
};

QTEST_GUILESS_MAIN(TestErrorDetail)
#include "tst_error_detail.moc"
