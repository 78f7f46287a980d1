"""Fills in the test form with openpyxl: fill_openpyxl.py FORM OUT"""
import datetime
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])


def table(sheet, first_header):
    """Row of the header and the columns by header."""
    for row in sheet.iter_rows():
        if row[0].value == first_header:
            return row[0].row, {cell.value: cell.column for cell in row if cell.value}
    raise SystemExit("no header " + first_header)


def fill(sheet, first_header, rows):
    header, columns = table(sheet, first_header)
    for i, row in enumerate(rows):
        for name, value in row.items():
            cell = sheet.cell(header + 1 + i, columns[name])
            cell.value = value
            if isinstance(value, str) and value.startswith("="):
                cell.data_type = "s"


belanja = book["Belanja"]
for row in belanja.iter_rows(max_row=12):
    if row[0].value == "Nama kelompok":
        for cell in row[1:]:
            if type(cell).__name__ == "Cell" and not cell.protection.locked:
                cell.value = "KUBE Sido Makmur"
                break
fill(belanja, "No", [
    {"Tanggal": datetime.date(2026, 3, 12), "Kategori": "bahan", "Uraian": "Kedelai kuning", "Volume": 25.5,
     "Harga satuan (Rp)": 12000, "Jumlah (Rp)": 306000, "Nomor bukti": "B-1", "Bagian": 0.25},
    {"Tanggal": datetime.date(2026, 3, 13), "Kategori": "barang_dagangan", "Uraian": "=1+1 kemasan", "Volume": 10,
     "Harga satuan (Rp)": 50000, "Jumlah (Rp)": 500000, "Nomor bukti": "B-2", "Bagian": 0.5}])
fill(book["Anggota"], "No", [
    {"NIK": "3328041203850001", "Telepon": "081234567890", "Rekening": "0012345678", "RT": "001",
     "Tanggal lahir": datetime.date(1985, 3, 12), "Waktu datang": datetime.datetime(2026, 3, 12, 9, 30),
     "Pukul": datetime.time(9, 30), "Anak": 2}])
fill(book["Kelengkapan"], "Kode", [{"Ada": "ADA"}, {"Ada": "TIDAK", "Catatan": "belum dilegalisasi"}, {"Ada": "ADA"}])
profil, _ = table(book["Profil"], "Uraian")
for i, value in enumerate(["tempe", datetime.date(2019, 5, 1), "0012345678"]):
    book["Profil"].cell(profil + 1 + i, 2).value = value
book.save(sys.argv[2])
