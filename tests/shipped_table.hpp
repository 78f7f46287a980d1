#pragma once
#include <fstream>
#include <map>
#include <string>
#include <vector>

/// A shipped table, workflows/kube/tables/<name>.csv, a row as column → text. Only what the tables
/// use: quoted fields on one line. The program's own reader is format/csv; core cannot ask it.
inline std::vector<std::map<std::string, std::string>> table(std::string const& name) {
    auto const fields = [](std::string const& line) {
        std::vector<std::string> out(1);
        bool quoted = false;
        for (char const c : line) {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                out.emplace_back();
            else if (c != '\r')
                out.back() += c;
        }
        return out;
    };
    std::ifstream file(std::string(ALUR_SOURCE_DIR) + "/workflows/kube/tables/" + name + ".csv");
    std::vector<std::map<std::string, std::string>> rows;
    std::string line;
    std::vector<std::string> header;
    while (std::getline(file, line)) {
        if (line.empty()) continue;
        auto const row = fields(line);
        if (header.empty()) {
            header = row;
            continue;
        }
        auto& out = rows.emplace_back();
        for (std::size_t i = 0; i < header.size(); ++i) out[header[i]] = i < row.size() ? row[i] : "";
    }
    return rows;
}
