#include "common/protocol/envelope.h"

#include "common/protocol/json_text.h"

namespace relevo {

namespace {

enum class Key : std::uint8_t { Jsonrpc, Method, Params, Id, Type, Data, Other };

Key plainKey(std::string_view raw)
{
    switch (raw.size()) {
    case 2:
        return raw == "id" ? Key::Id : Key::Other;
    case 4:
        return raw == "type" ? Key::Type : raw == "data" ? Key::Data : Key::Other;
    case 6:
        return raw == "method" ? Key::Method : raw == "params" ? Key::Params : Key::Other;
    case 7:
        return raw == "jsonrpc" ? Key::Jsonrpc : Key::Other;
    default:
        return Key::Other;
    }
}

Key keyOf(const JsonString &name)
{
    if (!name.escaped)
        return plainKey(name.raw);
    std::string scratch;
    return appendUnescaped(name, scratch) ? plainKey(scratch) : Key::Other;
}

/// Collects the members of one request object, and judges it once it is whole.
class Parser
{
public:
    Parser(JsonCursor &cursor, Request &request, std::uint64_t maxId, const FrameNotes *notes)
        : m_cursor(cursor)
        , m_request(request)
        , m_maxId(maxId)
        , m_notes(notes)
        , m_begin(cursor.position())
    {}

    EnvelopeResult parse()
    {
        if (m_notes && !m_notes->complete())
            return EnvelopeResult::Unclear;
        if (!m_cursor.enterObject())
            return EnvelopeResult::NotJson;
        JsonString name;
        while (m_cursor.nextMember(name)) {
            if (!readMember(keyOf(name)))
                return m_unclear ? EnvelopeResult::Unclear : EnvelopeResult::NotJson;
            ++m_members;
        }
        if (m_cursor.failed())
            return EnvelopeResult::NotJson;
        judge();
        return EnvelopeResult::Ok;
    }

private:
    bool readMember(Key key)
    {
        switch (key) {
        case Key::Jsonrpc:
            return readVersion();
        case Key::Method:
            return readMethod();
        case Key::Params:
            return readParams();
        case Key::Id:
            return readId();
        case Key::Type:
            m_request.hasType = true;
            return readOther(&m_request.type);
        case Key::Data:
            return readOther(&m_request.data);
        case Key::Other:
            return readOther(nullptr);
        }
        return m_cursor.fail();
    }

    bool once(bool &seen)
    {
        m_broken = m_broken || seen;
        return seen = true;
    }

    bool readVersion()
    {
        once(m_hasVersion);
        if (m_cursor.peek() != JsonKind::String) {
            m_broken = true;
            return m_cursor.skipValue();
        }
        JsonString version;
        if (!m_cursor.readString(version))
            return false;
        m_broken = m_broken || !equals(version, "2.0");
        return true;
    }

    bool readMethod()
    {
        once(m_hasMethod);
        if (m_cursor.peek() != JsonKind::String) {
            m_broken = true;
            return m_cursor.skipValue();
        }
        return m_cursor.readString(m_request.method);
    }

    bool readParams()
    {
        once(m_hasParams);
        const JsonKind kind = m_cursor.peek();
        if (kind == JsonKind::Null)
            return m_cursor.skipValue();
        if (kind != JsonKind::Object && kind != JsonKind::Array) {
            m_broken = true;
            return m_cursor.skipValue();
        }
        if (m_notes)
            return passByNotes();
        return m_cursor.readRaw(m_request.params);
    }

    bool readId()
    {
        m_idTwice = m_hasId;
        once(m_hasId);
        const JsonKind kind = m_cursor.peek();
        if (!m_cursor.readRaw(m_request.id))
            return false;
        m_idIsNull = kind == JsonKind::Null;
        m_idIsWrong = kind != JsonKind::String && kind != JsonKind::Number && kind != JsonKind::Null;
        return true;
    }

    bool readOther(std::string_view *out)
    {
        // Long and unknown values are not worth a special case: the full parse sorts them out.
        const JsonKind kind = m_cursor.peek();
        if (m_notes && (kind == JsonKind::Object || kind == JsonKind::Array || kind == JsonKind::String)) {
            m_unclear = true;
            return false;
        }
        std::string_view raw;
        return m_cursor.readRaw(out ? *out : raw);
    }

    bool passByNotes()
    {
        // The member ends before the comma that follows it at depth 1, or before the object's closing bracket.
        const char *from = m_cursor.position();
        const char *to = m_members < m_notes->count ? m_begin + m_notes->commas[m_members] : m_cursor.end() - 1;
        m_cursor.moveTo(to);
        while (to > from && (to[-1] == ' ' || to[-1] == '\n' || to[-1] == '\r' || to[-1] == '\t'))
            --to;
        m_request.params = std::string_view(from, static_cast<std::size_t>(to - from));
        m_request.paramsChecked = false;
        return true;
    }

    void judge()
    {
        Request &r = m_request;
        r.dialect = !m_hasVersion && m_hasMethod ? Dialect::V1 : Dialect::V2;
        r.idSize = r.id.size();
        r.valid = m_hasMethod && !m_broken && !m_idIsWrong;
        r.fault = ErrorCode::InvalidRequest;
        if (r.id.size() > m_maxId) {
            r.valid = false;
            r.fault = ErrorCode::TooLarge;
        }
        if (r.id.size() > m_maxId || m_idIsWrong || m_idTwice)
            r.id = {};
        r.notification = r.valid && (!m_hasId || (r.dialect == Dialect::V1 && m_idIsNull));
        if (m_hasVersion || m_hasMethod)
            r.hasType = false;
    }

    JsonCursor &m_cursor;
    Request &m_request;
    std::uint64_t m_maxId;
    const FrameNotes *m_notes;
    const char *m_begin;
    std::size_t m_members = 0;
    bool m_hasVersion = false;
    bool m_hasMethod = false;
    bool m_hasParams = false;
    bool m_hasId = false;
    bool m_idIsNull = false;
    bool m_idIsWrong = false;
    bool m_idTwice = false;
    bool m_broken = false;
    bool m_unclear = false;
};

} // namespace

EnvelopeResult parseRequest(JsonCursor &cursor, Request &request, std::uint64_t maxId, const FrameNotes *notes)
{
    return Parser(cursor, request, maxId, notes).parse();
}

} // namespace relevo
