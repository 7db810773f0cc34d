// Qt Quick Test over the components (tst_*.qml beside this file), with an App of their own behind them.
#include "mobile-client/window.h"

#include <QQmlContext>
#include <QTemporaryDir>
#include <QtQuickTest/quicktest.h>

using namespace relevo;
using namespace Qt::StringLiterals;

namespace {

ParamDescription param(const char *name, ParamKind kind, const char *label)
{
    ParamDescription description;
    description.name = name;
    description.kind = kind;
    description.label = {label, label};
    return description;
}

/// One parameter of each kind.
TaskDescription sixKinds()
{
    TaskDescription task;
    task.name = "test.kinds";
    task.title = {"All kinds", "Todas las clases"};
    task.params = {param("text", ParamKind::Text, "Text"),       param("numbers", ParamKind::Numbers, "Numbers"),
                   param("number", ParamKind::Number, "Number"), param("integer", ParamKind::Integer, "Whole"),
                   param("choice", ParamKind::Choice, "Choice"), param("flag", ParamKind::Switch, "Flag")};
    task.params[3].minimum = 1;
    task.params[3].maximum = 10;
    task.params[4].choices = {"red", "blue"};
    task.params[5].required = false;
    task.params[5].defaultJson = "false";
    return task;
}

} // namespace

/// What a test in QML cannot do by itself.
class Bench : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QObject *form READ form CONSTANT)

public:
    explicit Bench(mobile::App &app)
        : m_app(app)
    {}

    QObject *form() { return m_app.workbench()->form(); }
    Q_INVOKABLE void showSixKinds() { m_app.workbench()->form()->setTask(sixKinds()); }
    Q_INVOKABLE QString params() { return QString::fromUtf8(m_app.workbench()->form()->params()); }
    Q_INVOKABLE void pretendKeyboard(const QRectF &rectangle) { m_app.keyboard()->pretend(rectangle); }
    Q_INVOKABLE bool connectTo(const QString &address) { return m_app.connection()->connectTo(address); }

private:
    mobile::App &m_app;
};

class Setup : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void applicationAvailable()
    {
        mobile::Window::registerModule();
        m_language.choose(u"en"_s);
        m_language.install({u"relevo_models"_s, u"relevo_mobile"_s});
        mobile::AppOptions options;
        options.settingsFile = m_folder.filePath(u"settings.ini"_s);
        options.forcedLanguage = u"en"_s;
        m_app = std::make_unique<mobile::App>(m_language, options);
        m_bench = std::make_unique<Bench>(*m_app);
    }
    void qmlEngineAvailable(QQmlEngine *engine)
    {
        mobile::Window::prepare(*engine, *m_app);
        engine->rootContext()->setContextProperty(u"bench"_s, m_bench.get());
    }
    void cleanupTestCase()
    {
        m_bench.reset();
        m_app.reset();
    }

private:
    QTemporaryDir m_folder;
    Language m_language;
    std::unique_ptr<mobile::App> m_app;
    std::unique_ptr<Bench> m_bench;
};

QUICK_TEST_MAIN_WITH_SETUP(components, Setup)
#include "tst_mobile_components.moc"
