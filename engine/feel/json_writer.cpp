#include "feel/json.hpp"
#include "feel/value_rep.hpp"

namespace alur::feel {

namespace {

class JsonWriter {
  public:
    explicit JsonWriter(JsonStyle style) : indented_(style == JsonStyle::Indented) {}

    void write(Value const& value) {
        switch (value.kind()) {
        case Kind::Null:
        case Kind::Function: out += "null"; break;
        case Kind::Boolean:
        case Kind::Number: out += to_text(value); break;
        case Kind::String: out += json_string(value.as_string()); break;
        case Kind::Date: tagged("$date", value); break;
        case Kind::Time: tagged("$time", value); break;
        case Kind::DateTime: tagged("$dateTime", value); break;
        case Kind::DaysTimeDuration: tagged("$daysTimeDuration", value); break;
        case Kind::YearsMonthsDuration: tagged("$yearsMonthsDuration", value); break;
        case Kind::List: list(value); break;
        case Kind::Context: context(value); break;
        case Kind::Range: range(Access::range(value)); break;
        }
    }

    std::string out;

  private:
    void line() {
        if (indented_) {
            out += '\n';
            out.append(static_cast<std::size_t>(depth_) * 2, ' ');
        }
    }
    void tagged(std::string_view tag, Value const& value) {
        out += "{" + json_string(tag) + ":" + json_string(to_text(value)) + "}";
    }
    void list(Value const& value) {
        out += '[';
        ++depth_;
        bool first = true;
        for (Value const& item : value.items()) {
            out += first ? "" : ",";
            first = false;
            line();
            write(item);
        }
        --depth_;
        if (!first) {
            line();
        }
        out += ']';
    }
    void context(Value const& value) {
        out += '{';
        ++depth_;
        bool first = true;
        for (auto const& [name, entry] : value.entries()) {
            out += first ? "" : ",";
            first = false;
            line();
            out += json_string(name) + (indented_ ? ": " : ":");
            write(entry);
        }
        --depth_;
        if (!first) {
            line();
        }
        out += '}';
    }
    void range(RangeRep const& rep) {
        out += R"({"$range":{"start":)";
        write(rep.low);
        out += R"(,"end":)";
        write(rep.high);
        out += std::string(R"(,"open":[)") + (rep.low_included ? "false" : "true") + "," +
               (rep.high_included ? "false" : "true") + "]}}";
    }

    bool indented_;
    int depth_ = 0;
};

} // namespace

std::string to_json(Value const& value, JsonStyle style) {
    JsonWriter writer(style);
    writer.write(value);
    return std::move(writer.out);
}

std::string json_string(std::string_view text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out = "\"";
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c == '\r') {
            out += "\\r";
        } else if (byte < 0x20 || byte == 0x7F) {
            out += "\\u00";
            out += kHex[byte >> 4U];
            out += kHex[byte & 15U];
        } else {
            out += c;
        }
    }
    return out + '"';
}

} // namespace alur::feel
