#include "server/observe/histogram.h"
#include "server/observe/metrics.h"
#include "server/observe/rates.h"

#include <QTest>

using namespace relevo;

class TestMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyValueFallsIntoABucketThatHoldsIt()
    {
        std::uint64_t edge = 0;
        for (std::size_t bucket = 0; bucket < Histogram::buckets; ++bucket) {
            const std::uint64_t upper = Histogram::upperEdge(bucket);
            QCOMPARE(Histogram::bucketOf(upper), bucket);
            QCOMPARE(Histogram::bucketOf(edge), bucket);
            edge = upper + 1;
        }
        QCOMPARE(Histogram::bucketOf(~std::uint64_t{0}), Histogram::buckets - 1);
    }

    void quantilesAreWithinThreePercent()
    {
        auto histogram = std::make_unique<Histogram>();
        for (std::uint64_t value = 1; value <= 100000; ++value)
            histogram->add(value * 10);
        std::vector<std::uint64_t> sums;
        histogram->addTo(sums);
        for (const double q : {0.001, 0.5, 0.9, 0.99, 0.999, 1.0}) {
            const double exact = q * 1e6;
            const auto told = static_cast<double>(Histogram::quantile(sums, q));
            QVERIFY2(told >= exact && told <= exact * 1.04, QByteArray::number(told).constData());
        }
        QCOMPARE(Histogram::quantile({}, 0.5), std::uint64_t{0});
    }

    void totalsAddUpAllWorkers()
    {
        Metrics metrics(2, 3, 1);
        metrics.workers[0]->byTask[0].succeeded.add(2);
        metrics.workers[2]->byTask[0].succeeded.add(3);
        metrics.workers[1]->byTask[1].failed.add();
        metrics.droppedByTask[1] += 4;
        QCOMPARE(metrics.byTask()[0].succeeded, std::uint64_t{5});
        QCOMPARE(metrics.totals().failed, std::uint64_t{1});
        QCOMPARE(metrics.totals().cancelled, std::uint64_t{4});
        QCOMPARE(metrics.totals().finished(), std::uint64_t{10});
    }

    void ratesOverTheWindowThatIsThere()
    {
        Rates rates;
        Rates::Clock::time_point now{};
        QCOMPARE(rates.perSecond(10), 0.0);
        for (std::uint64_t second = 0; second < 100; ++second) {
            rates.sample(second < 90 ? second * 5 : 90 * 5 + (second - 90) * 50, now);
            now += std::chrono::seconds(1);
        }
        QCOMPARE(rates.perSecond(1), 50.0);
        QCOMPARE(rates.perSecond(9), 50.0);
        QCOMPARE(rates.perSecond(60), (9 * 50 + 51 * 5) / 60.0);
        QCOMPARE(rates.perSecond(1000), rates.perSecond(60));
    }
};

QTEST_APPLESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
