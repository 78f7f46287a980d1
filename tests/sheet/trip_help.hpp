#pragma once
#include "feel/json.hpp"
#include "form/check.hpp"
#include "sheet/marked_copy.hpp"
#include "sheet/zip_help.hpp"

namespace alur::sheet_test {

/// The test form on its way: written with the input that all files in tests/sheet/data hold, changed by a test, read.
struct Trip {
    form::Form form = form_of(fs::path(ALUR_SOURCE_DIR) / "tests/sheet/data/T01_uji.yaml");
    feel::Scope data;
    Folder folder;

    static std::string input() {
        return R"({"belanja": {"nama": "KUBE Sido Makmur", "rows": [
            {"tanggal": "2026-03-12", "kategori": "bahan", "uraian": "Kedelai kuning", "volume": 25.5, "harga": 12000,
             "bukti": "B-1", "bagian": 0.25},
            {"tanggal": "2026-03-13", "kategori": "barang_dagangan", "uraian": "=1+1 kemasan", "volume": 10,
             "harga": 50000, "bukti": "B-2", "bagian": 0.5}]},
          "anggota": {"rows": [{"nik": "3328041203850001", "telepon": "081234567890", "rekening": "0012345678",
             "rt": "001", "lahir": "1985-03-12", "datang": "2026-03-12T09:30:00+07:00", "pukul": "09:30", "anak": 2}]},
          "kelengkapan": {"rows": [{"ada": "ADA"}, {"ada": "TIDAK", "catatan": "belum dilegalisasi"}, {"ada": "ADA"}]},
          "profil": {"jenis": "tempe", "berdiri": "2019-05-01", "rekening": "0012345678"}})";
    }
    form::Filled filled() const {
        auto made = form::fill(form, data);
        REQUIRE(made);
        auto const value = feel::from_json(input());
        REQUIRE(value);
        auto const faults = form::put_input(*made, *value, data);
        REQUIRE(faults.empty());
        for (auto& sheet : made->sheets) form::add_blank_rows(sheet);
        form::calculate_all(*made, data);
        return std::move(made).value();
    }
    /// The filled form as a workbook's parts, ready to be spoilt.
    std::map<std::string, std::string> parts() const {
        sheet::Meta meta;
        meta.case_id = "UJI-1";
        auto const path = folder / "berkas.xlsx";
        REQUIRE(sheet::write_workbook(filled(), meta, path));
        return parts_of(bytes_of(path));
    }
    Result<sheet::Returned> read(std::string const& bytes, std::string const& case_id = "UJI-1") const {
        auto const book = sheet::read_workbook(bytes);
        if (!book) return book.error();
        return sheet::read_return(form, *book, data, case_id);
    }
    sheet::Returned must_read(std::string const& bytes) const {
        auto returned = read(bytes);
        if (!returned) FAIL(returned.error().message);
        return std::move(returned).value();
    }
    sheet::Returned must_read(std::map<std::string, std::string> const& parts) const {
        return must_read(zipped(parts));
    }
    /// What an accepted return gives; fails when there are faults.
    std::string accepted(sheet::Returned const& returned) const {
        for (auto const& fault : returned.faults)
            UNSCOPED_INFO(fault.sheet << "!" << fault.cell << " " << fault.label << " \"" << fault.found
                                      << "\": " << fault.message);
        REQUIRE(returned.accepted());
        return feel::to_json(form::gives(returned.filled, data));
    }
    std::string expected() const { return feel::to_json(form::to_value(filled())); }
};

/// The XML part of the n-th sheet (from 1), as libxlsxwriter names it.
inline std::string sheet_part(int n) { return "xl/worksheets/sheet" + std::to_string(n) + ".xml"; }

/// The element `<c r="B9" …>…</c>` or `<c r="B9" …/>` of a cell; npos-safe: the test fails when it is not there.
inline std::pair<std::size_t, std::size_t> cell_range(std::string const& xml, std::string const& cell) {
    auto const at = xml.find("<c r=\"" + cell + "\"");
    INFO("cell " << cell);
    REQUIRE(at != std::string::npos);
    auto const close = xml.find('>', at);
    if (xml[close - 1] == '/') return {at, close + 1 - at};
    return {at, xml.find("</c>", at) + 4 - at};
}

/// Puts something else in the place of a cell: the inside of `<c …>`, and its type attribute.
inline void set_cell(std::string& xml, std::string const& cell, std::string const& type, std::string const& inside) {
    auto const [at, size] = cell_range(xml, cell);
    xml.replace(at, size,
                "<c r=\"" + cell + "\"" + (type.empty() ? "" : " t=\"" + type + "\"") + ">" + inside + "</c>");
}

inline void set_text(std::string& xml, std::string const& cell, std::string const& text) {
    set_cell(xml, cell, "inlineStr", "<is><t xml:space=\"preserve\">" + text + "</t></is>");
}

} // namespace alur::sheet_test
