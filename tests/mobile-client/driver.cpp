#include "tests/mobile-client/driver.h"

namespace relevo::test {

using namespace Qt::StringLiterals;

namespace {

void collect(QQuickItem *item, QList<QQuickItem *> &items)
{
    if (!item->isVisible() || item->opacity() <= 0)
        return;
    items += item;
    for (QQuickItem *child : item->childItems())
        collect(child, items);
}

} // namespace

Driver::Driver(const QString &language, const QSize &size)
{
    qputenv("XDG_CACHE_HOME", m_folder.filePath(u"cache"_s).toUtf8());
    m_language.choose(u"en"_s);
    m_language.install({u"relevo_models"_s, u"relevo_mobile"_s});
    mobile::AppOptions options;
    options.settingsFile = m_folder.filePath(u"settings.ini"_s);
    options.forcedLanguage = language;
    m_app = std::make_unique<mobile::App>(m_language, options);
    m_window = std::make_unique<mobile::Window>(*m_app);
    if (!m_window->view())
        qFatal("the interface could not be loaded");
    view().resize(size);
    view().requestActivate();
    if (!QTest::qWaitForWindowExposed(&view(), hangGuardMs))
        qFatal("no window");
}

bool Driver::connectTo(quint16 port)
{
    return m_app->useServer(u"127.0.0.1:%1"_s.arg(port)) && happens([&] { return m_app->connection()->isConnected(); });
}

bool Driver::resize(const QSize &size)
{
    QSignalSpy drawn(&view(), &QQuickWindow::frameSwapped);
    view().resize(size);
    view().update();
    return happens(
        [&] { return view().size() == size && view().contentItem()->width() == size.width() && !drawn.isEmpty(); });
}

QList<QQuickItem *> Driver::visibleItems()
{
    QList<QQuickItem *> items;
    collect(view().contentItem(), items);
    return items;
}

QQuickItem *Driver::find(const QString &name, QQuickItem *inside)
{
    QList<QQuickItem *> items;
    collect(inside ? inside : view().contentItem(), items);
    for (QQuickItem *item : items) {
        if (item->objectName() == name)
            return item;
    }
    return nullptr;
}

QQuickItem *Driver::item(const QString &name, QQuickItem *inside)
{
    QQuickItem *found = nullptr;
    if (!happens([&] { return (found = find(name, inside)) != nullptr; }))
        qWarning("no item %s", qPrintable(name));
    return found;
}

bool Driver::tap(const QString &name, QQuickItem *inside)
{
    QQuickItem *found = item(name, inside);
    return found && tap(found);
}

std::optional<QPointF> Driver::middleAtRest(QQuickItem *item)
{
    // Again and again, for what stands above it may still grow: until it has stood still for some frames.
    constexpr int stillFrames = 5;
    int still = 0;
    QPointF middle;
    const bool seen = happens([&] {
        for (QQuickItem *parent = item->parentItem(); parent; parent = parent->parentItem()) {
            if (parent->metaObject()->indexOfMethod("reveal(QQuickItem*)") >= 0) {
                QMetaObject::invokeMethod(parent, "reveal", Q_ARG(QQuickItem *, item));
                break;
            }
        }
        QSignalSpy drawn(&view(), &QQuickWindow::frameSwapped);
        view().update();
        const QPointF before = item->mapToScene(QPointF(item->width() / 2, item->height() / 2));
        if (!happens([&] { return !drawn.isEmpty(); }))
            return false;
        middle = item->mapToScene(QPointF(item->width() / 2, item->height() / 2));
        still = middle == before && QRectF(QPointF(0, 0), view().size()).contains(middle) ? still + 1 : 0;
        return still == stillFrames;
    });
    if (!seen) {
        qWarning("%s lies outside the window", qPrintable(item->objectName()));
        return {};
    }
    return middle;
}

bool Driver::tap(QQuickItem *item)
{
    const std::optional<QPointF> middle = middleAtRest(item);
    if (middle)
        QTest::mouseClick(&view(), Qt::LeftButton, {}, middle->toPoint());
    return middle.has_value();
}

bool Driver::drag(QQuickItem *item, const QPointF &by, int milliseconds)
{
    constexpr int steps = 12;
    const std::optional<QPointF> from = middleAtRest(item);
    if (!from)
        return false;
    QTest::mousePress(&view(), Qt::LeftButton, {}, from->toPoint());
    for (int i = 1; i <= steps; ++i)
        QTest::mouseMove(&view(), (*from + by * i / steps).toPoint(), milliseconds / steps);
    QTest::mouseRelease(&view(), Qt::LeftButton, {}, (*from + by).toPoint());
    return true;
}

void Driver::type(const QString &text)
{
    for (const QChar character : text)
        QTest::sendKeyEvent(QTest::Click, &view(), character == u'\n' ? Qt::Key_Return : Qt::Key_unknown,
                            QString(character), {});
}

void Driver::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(&view(), key, modifiers);
}

QString Driver::textOf(const QString &name, QQuickItem *inside)
{
    const QQuickItem *found = find(name, inside);
    return found ? found->property("text").toString() : QString();
}

bool Driver::openTask(const QString &name)
{
    return goTo(u"tasks"_s) && tap(name) && happens([&] { return m_app->workbench()->task() == name; }) &&
           item(u"send"_s);
}

bool Driver::goTo(const QString &place)
{
    return tap(place, item(u"navigation"_s));
}

} // namespace relevo::test
