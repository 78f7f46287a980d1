"""The member form and the recap with openpyxl; prints the CPU seconds of each: openpyxl_peer.py FOLDER"""
import datetime
import sys
import time

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

HEADERS = ["No", "Jabatan", "Nama lengkap", "NIK", "Nomor KK", "L/P", "Tempat lahir", "Tanggal lahir", "Umur",
           "Status kawin", "Kedudukan dalam keluarga", "Pekerjaan", "Alamat", "Desa", "Desil DTSEN", "Nomor telepon",
           "Cek NIK"]


def form(path):
    book = openpyxl.Workbook()
    sheet = book.active
    thin = Side(style="thin")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    for row, text in enumerate(["PEMERINTAH KABUPATEN UJI", "DINAS SOSIAL", "DATA ANGGOTA"], 1):
        sheet.cell(row, 1, text).font = Font(bold=True, size=12)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=17)
    for column, text in enumerate(HEADERS, 1):
        cell = sheet.cell(6, column, text)
        cell.font, cell.border = Font(bold=True), border
        cell.fill = PatternFill("solid", fgColor="D9E1F2")
        cell.alignment = Alignment(horizontal="center", wrap_text=True)
    for n in range(1, 11):
        values = [n, "anggota", "Siti Aminah", "3328041203850001", "3328041203850002", "P", "Tegal",
                  datetime.date(1985, 3, 12), '=DATEDIF(H%d,DATE(2026,3,11),"Y")' % (6 + n), "kawin",
                  "kepala_keluarga", "pedagang", "Dusun 1 RT 001 RW 002", "Balapulang", 1, "081234567890", "OK"]
        for column, value in enumerate(values, 1):
            cell = sheet.cell(6 + n, column, value)
            cell.border, cell.protection = border, Protection(locked=column in (1, 9, 17))
            if column in (4, 5, 16):
                cell.number_format = "@"
    for column, options in ((2, "ketua,sekretaris,bendahara,anggota"), (6, "L,P"), (10, "kawin,cerai_hidup,cerai_mati")):
        rule = DataValidation(type="list", formula1='"%s"' % options)
        letter = sheet.cell(6, column).column_letter
        rule.add("%s7:%s16" % (letter, letter))
        sheet.add_data_validation(rule)
    sheet.protection.sheet = True
    sheet.freeze_panes = "A7"
    book.save(path)


def recap(path):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Rekap")
    start = datetime.date(2026, 3, 12)
    for n in range(1, 10001):
        sheet.append([n, "UJI-2026-%d" % n, "Kelompok Sido Makmur %d" % n, "Desa %d" % (n % 281),
                      "Kecamatan %d" % (n % 18), str(3328041203850000 + n), 20000000 - n, n % 97 + 0.25,
                      start + datetime.timedelta(days=n % 300), "DITERIMA" if n % 3 == 0 else "BERJALAN"])
    book.save(path)


def seconds(work, path, times):
    work(path)
    start = time.process_time()
    for _ in range(times):
        work(path)
    return (time.process_time() - start) / times


folder = sys.argv[1]
print(seconds(form, folder + "/openpyxl-form.xlsx", 10), seconds(recap, folder + "/openpyxl-recap.xlsx", 1))
