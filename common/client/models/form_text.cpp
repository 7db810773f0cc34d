#include "common/client/models/form_text.h"

#include "common/client/models/quantity_text.h"
#include "common/protocol/json_text.h"

#include <QCoreApplication>

namespace relevo {

namespace {

struct FormTexts
{
    Q_DECLARE_TR_FUNCTIONS(relevo::FormText)
};

QString quantity(ParamKind kind, double number)
{
    switch (kind) {
    case ParamKind::Text:
        return byteCountText(static_cast<qint64>(number));
    case ParamKind::Numbers:
        return numberCountText(static_cast<qint64>(number));
    default:
        return numberText(number);
    }
}

} // namespace

QString boundsText(const ParamDescription &param)
{
    if (param.minimum && param.maximum)
        return FormTexts::tr("from %1 to %2", "bounds of a value; %2 may be “10 bytes”, “10 numbers”")
            .arg(numberText(*param.minimum), quantity(param.kind, *param.maximum));
    if (param.minimum)
        return FormTexts::tr("at least %1", "bounds of a value").arg(quantity(param.kind, *param.minimum));
    if (param.maximum)
        return FormTexts::tr("at most %1", "bounds of a value").arg(quantity(param.kind, *param.maximum));
    return {};
}

QString defaultText(const ParamDescription &param)
{
    JsonCursor cursor(param.defaultJson);
    JsonString string;
    std::string text;
    switch (cursor.peek()) {
    case JsonKind::String:
        if (cursor.readString(string) && appendUnescaped(string, text))
            return QString::fromStdString(text);
        break;
    case JsonKind::True:
        return FormTexts::tr("yes");
    case JsonKind::False:
        return FormTexts::tr("no");
    case JsonKind::Null:
    case JsonKind::Invalid:
        return {};
    default:
        break;
    }
    return QString::fromStdString(param.defaultJson);
}

QString summaryText(const ParamDescription &param, const CheckedValue &value)
{
    if (param.kind == ParamKind::Text)
        return FormTexts::tr("%1, %2", "“12 characters, 14 bytes”")
            .arg(characterCountText(value.characters), byteCountText(value.bytes));
    if (param.kind != ParamKind::Numbers)
        return {};
    QString understood = numberCountText(value.understood);
    if (value.notUnderstood == 0)
        return understood;
    return FormTexts::tr("%1, %2 not understood", "“3 numbers, 1 not understood”")
        .arg(understood, integerText(value.notUnderstood));
}

QString attachmentText(const FormEntry &entry, ParamKind kind)
{
    if (!entry.attached || !entry.name.isEmpty())
        return entry.name;
    return kind == ParamKind::Numbers ? FormTexts::tr("Long list of numbers") : FormTexts::tr("Long text");
}

} // namespace relevo
