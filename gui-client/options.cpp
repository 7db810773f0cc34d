#include "gui-client/options.h"

#include "common/client/models/connection_model.h"

#include <QCoreApplication>

namespace relevo::desktop {

using namespace Qt::StringLiterals;

namespace {

struct OptionsTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::desktop::Options)
};

QString problemOf(const Options &options)
{
    if (!options.language.isEmpty() && options.language != u"en" && options.language != u"es")
        return OptionsTexts::tr("--language takes en or es, not %1").arg(options.language);
    return options.server.isEmpty() ? QString() : ConnectionModel::problemOf(options.server);
}

} // namespace

Options parseOptions(const QStringList &words)
{
    Options options;
    for (qsizetype i = 0; i < words.size() && options.error.isEmpty(); ++i) {
        const QString name = words[i].section(u'=', 0, 0);
        const auto flag = [&](bool &wanted) {
            wanted = true;
            if (name != words[i])
                options.error = OptionsTexts::tr("%1 takes no value").arg(name);
        };
        const auto value = [&](QString &wanted) {
            wanted = name != words[i] ? words[i].section(u'=', 1) : words.value(++i);
            if (wanted.isEmpty())
                options.error = OptionsTexts::tr("%1 takes a value").arg(name);
        };
        if (name == u"--help" || name == u"-h")
            flag(options.help);
        else if (name == u"--version")
            flag(options.version);
        else if (name == u"--smoke")
            flag(options.smoke);
        else if (name == u"--server")
            value(options.server);
        else if (name == u"--language")
            value(options.language);
        else
            options.error = OptionsTexts::tr("Unknown option: %1").arg(words[i]);
    }
    if (options.error.isEmpty())
        options.error = problemOf(options);
    return options;
}

QString helpText()
{
    const auto row = [](const QString &name, const QString &help) {
        return u"  "_s + name.leftJustified(24) + help + u'\n';
    };
    return OptionsTexts::tr("Usage: relevo-desktop [OPTIONS]") + u"\n\n"_s +
           row(u"--server HOST:PORT"_s, OptionsTexts::tr("the server to connect to (at first 127.0.0.1:5000)")) +
           row(u"--language en|es"_s, OptionsTexts::tr("the language, instead of the system's")) +
           row(u"--smoke"_s, OptionsTexts::tr("start, one round trip with the server, exit 0 or 1")) +
           row(u"--help"_s, OptionsTexts::tr("print this text, and exit")) +
           row(u"--version"_s, OptionsTexts::tr("print the version, and exit"));
}

} // namespace relevo::desktop
