#include "common/protocol/envelope.h"

#include "common/protocol/json_text.h"

#include <cstring>

namespace relevo {

namespace {

enum class Key : std::uint8_t { Jsonrpc, Method, Params, Id, Type, Data, Other };

/// A comparison that the compiler turns into a load and a compare: the size is known.
template <std::size_t size> bool is(std::string_view name, const char (&expected)[size])
{
    return std::memcmp(name.data(), expected, size - 1) == 0;
}

Key plainKey(std::string_view name)
{
    switch (name.size()) {
    case 2:
        return is(name, "id") ? Key::Id : Key::Other;
    case 4:
        return is(name, "type") ? Key::Type : is(name, "data") ? Key::Data : Key::Other;
    case 6:
        return is(name, "method") ? Key::Method : is(name, "params") ? Key::Params : Key::Other;
    case 7:
        return is(name, "jsonrpc") ? Key::Jsonrpc : Key::Other;
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
    Parser(JsonCursor &cursor, Request &request, std::uint64_t maxId, const FrameNotes *notes = nullptr,
           RequestMemo *memo = nullptr)
        : m_cursor(cursor)
        , m_request(request)
        , m_maxId(maxId)
        , m_notes(notes)
        , m_memo(memo)
        , m_begin(cursor.position())
    {}

    EnvelopeResult parse()
    {
        if (m_notes && !m_notes->complete())
            return EnvelopeResult::Unclear;
        if (m_memo && recall()) {
            if (!readParams())
                return m_unclear ? EnvelopeResult::Unclear : EnvelopeResult::NotJson;
            ++m_members;
        } else if (!m_cursor.enterObject()) {
            return EnvelopeResult::NotJson;
        }
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
        const bool isTwo =
            !version.escaped ? version.raw.size() == 3 && is(version.raw, "2.0") : equals(version, "2.0");
        m_broken = m_broken || !isTwo;
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

    /// The text begins as the last one did: go on at the value of its params.
    bool recall()
    {
        const RequestMemo &memo = *m_memo;
        const std::size_t size = memo.begin.size();
        if (size == 0 || static_cast<std::size_t>(m_cursor.end() - m_begin) <= size ||
            std::memcmp(m_begin, memo.begin.data(), size) != 0)
            return false;
        m_cursor.moveTo(m_begin + size);
        m_members = memo.members;
        m_request.method = {std::string_view(m_begin + memo.method, memo.methodSize), false};
        m_request.remembered = true;
        m_hasMethod = true;
        m_hasVersion = memo.hasVersion;
        return true;
    }

    /// Remembers how this text begins, up to here, if nothing in it is peculiar to it.
    void remember(const char *params)
    {
        const auto size = static_cast<std::size_t>(params - m_begin);
        if (!m_memo || m_request.remembered || size > RequestMemo::longest || !m_hasMethod || m_hasId || m_broken ||
            m_request.hasType || m_request.method.escaped || !m_request.data.empty())
            return;
        m_memo->begin.assign(m_begin, size);
        m_memo->members = m_members;
        m_memo->method = static_cast<std::size_t>(m_request.method.raw.data() - m_begin);
        m_memo->methodSize = m_request.method.raw.size();
        m_memo->hasVersion = m_hasVersion;
        m_memo->target.reset();
        m_request.remembered = true;
    }

    bool passByNotes()
    {
        remember(m_cursor.position());
        // The member ends before the comma that follows it at depth 1, or before the object's closing bracket.
        const char *from = m_cursor.position();
        const char *to = m_members < m_notes->count ? m_begin + m_notes->commas[m_members] : m_cursor.end() - 1;
        m_cursor.moveTo(to);
        while (to > from && (to[-1] == ' ' || to[-1] == '\n' || to[-1] == '\r' || to[-1] == '\t'))
            --to;
        m_request.params = std::string_view(from, static_cast<std::size_t>(to - from));
        return true;
    }

    void judge()
    {
        Request &r = m_request;
        r.dialect = !m_hasVersion && m_hasMethod ? Dialect::V1 : Dialect::V2;
        r.idSize = r.id.size();
        r.paramsChecked = m_notes == nullptr;
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
    RequestMemo *m_memo;
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

EnvelopeResult parseRequest(JsonCursor &cursor, Request &request, std::uint64_t maxId)
{
    return Parser(cursor, request, maxId).parse();
}

EnvelopeResult parseNotedRequest(JsonCursor &cursor, Request &request, std::uint64_t maxId, const FrameNotes &notes,
                                 RequestMemo *memo)
{
    return Parser(cursor, request, maxId, &notes, memo).parse();
}

} // namespace relevo
