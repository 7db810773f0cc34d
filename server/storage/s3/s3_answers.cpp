#include "server/storage/s3/s3_answers.h"

#include "server/storage/storage_error.h"

#include <QByteArray>
#include <QDateTime>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

#include <functional>
#include <map>

namespace relevo {
namespace {

using namespace Qt::StringLiterals;

/// The texts of an element's children, by their names.
using Fields = std::map<std::string, std::string>;

QXmlStreamReader readerOf(std::string_view xml)
{
    return QXmlStreamReader(QByteArray(xml.data(), static_cast<qsizetype>(xml.size())));
}

Fields fieldsOf(QXmlStreamReader &xml)
{
    Fields fields;
    while (xml.readNextStartElement()) {
        const std::string name = xml.name().toString().toStdString();
        fields[name] = xml.readElementText(QXmlStreamReader::SkipChildElements).toStdString();
    }
    return fields;
}

/// The texts in the outermost element, `root`; each child named `item` goes to `take` instead.
Fields walk(std::string_view bytes, QStringView root, QStringView item, const std::function<void(Fields)> &take)
{
    QXmlStreamReader xml = readerOf(bytes);
    Fields fields;
    if (!xml.readNextStartElement() || xml.name() != root)
        throw StorageError(StorageError::Kind::Failed,
                           "S3 has answered with something else than " + root.toString().toStdString());
    while (xml.readNextStartElement()) {
        const std::string name = xml.name().toString().toStdString();
        if (xml.name() == item)
            take(fieldsOf(xml));
        else
            fields[name] = xml.readElementText(QXmlStreamReader::SkipChildElements).toStdString();
    }
    if (xml.hasError())
        throw StorageError(StorageError::Kind::Failed, "S3 has answered with XML that is none");
    return fields;
}

std::chrono::system_clock::time_point timeOf(const std::string &text)
{
    const QDateTime time = QDateTime::fromString(QString::fromStdString(text), Qt::ISODateWithMs);
    return std::chrono::system_clock::time_point(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

} // namespace

S3Fault faultIn(std::string_view bytes)
{
    QXmlStreamReader xml = readerOf(bytes);
    if (!xml.readNextStartElement() || xml.name() != u"Error")
        return {};
    Fields fields = fieldsOf(xml);
    return {fields["Code"], fields["Message"]};
}

S3Listing listingIn(std::string_view bytes)
{
    S3Listing listing;
    Fields fields = walk(bytes, u"ListBucketResult", u"Contents", [&listing](Fields object) {
        listing.objects.push_back({object["Key"], timeOf(object["LastModified"])});
    });
    if (fields["IsTruncated"] == "true")
        listing.next = fields["NextContinuationToken"];
    return listing;
}

S3Uploads uploadsIn(std::string_view bytes)
{
    S3Uploads uploads;
    Fields fields = walk(bytes, u"ListMultipartUploadsResult", u"Upload", [&uploads](Fields upload) {
        uploads.uploads.push_back({upload["Key"], upload["UploadId"], timeOf(upload["Initiated"])});
    });
    uploads.isCut = fields["IsTruncated"] == "true";
    uploads.nextKey = fields["NextKeyMarker"];
    uploads.nextId = fields["NextUploadIdMarker"];
    return uploads;
}

std::string uploadIdIn(std::string_view bytes)
{
    Fields fields = walk(bytes, u"InitiateMultipartUploadResult", {}, [](const Fields &) {});
    return fields["UploadId"];
}

std::string partsText(const std::vector<std::string> &tags)
{
    QByteArray text;
    QXmlStreamWriter xml(&text);
    xml.writeStartElement(u"CompleteMultipartUpload"_s);
    for (std::size_t i = 0; i < tags.size(); ++i) {
        xml.writeStartElement(u"Part"_s);
        xml.writeTextElement(u"PartNumber"_s, QString::number(i + 1));
        xml.writeTextElement(u"ETag"_s, QString::fromStdString(tags[i]));
        xml.writeEndElement();
    }
    xml.writeEndElement();
    return text.toStdString();
}

} // namespace relevo
