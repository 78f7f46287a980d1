#include "http/assets.hpp"

#include "core/hash.hpp"
#include "core/text.hpp"
#include "http/files.hpp"

#include <Poco/DeflatingStream.h>

#include <array>
#include <sstream>

namespace alur::http {

namespace {

struct Asset {
    std::string_view name;
    std::string_view content;
    std::string version;
    std::string packed;
    std::string_view type;
};

std::string_view type_of(std::string_view name) {
    if (name.ends_with(".css")) return "text/css; charset=utf-8";
    if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
    if (name.ends_with(".svg")) return "image/svg+xml";
    return "application/octet-stream";
}

std::string packed(std::string_view content) {
    std::ostringstream out;
    Poco::DeflatingOutputStream stream(out, Poco::DeflatingStreamBuf::STREAM_GZIP, 9);
    stream.write(content.data(), static_cast<std::streamsize>(content.size()));
    stream.close();
    return out.str();
}

std::vector<Asset> const& assets() {
    static auto const kAssets = [] {
        std::vector<Asset> all;
        for (auto const& file : built_in_files())
            if (file.name.starts_with("aset/"))
                all.push_back({file.name.substr(5), file.content, sha256(file.content).substr(0, 12),
                               packed(file.content), type_of(file.name)});
        return all;
    }();
    return kAssets;
}

constexpr std::array<std::string_view, 6> kNames{"pico.css", "alur.css", "htmx.js",
                                                 "alur.js",  "bpmn.js",  "diagram-js.css"};

} // namespace

feel::Value asset_addresses() {
    static auto const kAddresses = [] {
        std::vector<feel::Value::Entry> out;
        for (auto const name : kNames) {
            std::string address;
            for (auto const& one : assets())
                if (one.name == name) address = "/aset/" + std::string(name) + "?v=" + one.version;
            auto key = replace_all(replace_all(std::string(name), ".", "_"), "-", "_");
            out.emplace_back(std::move(key), feel::Value::string(std::move(address)));
        }
        return feel::Value::context(std::move(out));
    }();
    return kAddresses;
}

Response asset(Request const& request) {
    auto const& name = request.parts.back();
    for (auto const& one : assets()) {
        if (one.name != name) continue;
        Response response;
        response.type = one.type;
        response.with("Cache-Control", "public, max-age=31536000, immutable");
        response.with("ETag", "\"" + one.version + "\"");
        response.with("Vary", "Accept-Encoding");
        if (request.header("if-none-match") == "\"" + one.version + "\"") {
            response.status = 304;
            return response;
        }
        if (request.header("accept-encoding").find("gzip") != std::string::npos) {
            response.with("Content-Encoding", "gzip");
            response.body = one.packed;
        } else
            response.body = std::string(one.content);
        return response;
    }
    return plain(404, "tidak ada\n");
}

} // namespace alur::http
