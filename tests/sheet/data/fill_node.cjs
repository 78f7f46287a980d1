// Fills in the test form with exceljs and with SheetJS: fill_node.cjs FORM OUT-EXCELJS OUT-SHEETJS
const ExcelJS = require('exceljs');
const XLSX = require('xlsx');
const [form, outExceljs, outSheetjs] = process.argv.slice(2);
const utc = (...parts) => new Date(Date.UTC(...parts));

const tables = {
  Belanja: ['No', [
    {Tanggal: utc(2026, 2, 12), Kategori: 'bahan', Uraian: 'Kedelai kuning', Volume: 25.5, 'Harga satuan (Rp)': 12000,
      'Nomor bukti': 'B-1', Bagian: 0.25},
    {Tanggal: utc(2026, 2, 13), Kategori: 'barang_dagangan', Uraian: '=1+1 kemasan', Volume: 10,
      'Harga satuan (Rp)': 50000, 'Nomor bukti': 'B-2', Bagian: 0.5}]],
  Anggota: ['No', [
    {NIK: '3328041203850001', Telepon: '081234567890', Rekening: '0012345678', RT: '001',
      'Tanggal lahir': utc(1985, 2, 12), 'Waktu datang': utc(2026, 2, 12, 9, 30), Pukul: 9.5 / 24, Anak: 2}]],
  Kelengkapan: ['Kode', [{Ada: 'ADA'}, {Ada: 'TIDAK', Catatan: 'belum dilegalisasi'}, {Ada: 'ADA'}]],
  Profil: ['Uraian', [{Isian: 'tempe'}, {Isian: utc(2019, 4, 1)}, {Isian: '0012345678'}]],
};

async function exceljs() {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(form);
  for (const [name, [first, rows]] of Object.entries(tables)) {
    const sheet = book.getWorksheet(name);
    let header = 0;
    const columns = {};
    sheet.eachRow((row, number) => {
      if (header || row.getCell(1).value !== first) return;
      header = number;
      row.eachCell((cell, column) => { columns[cell.value] = column; });
    });
    rows.forEach((row, i) => {
      for (const [key, value] of Object.entries(row)) sheet.getRow(header + 1 + i).getCell(columns[key]).value = value;
    });
  }
  const belanja = book.getWorksheet('Belanja');
  belanja.eachRow((row) => {
    if (row.getCell(1).value !== 'Nama kelompok') return;
    for (let c = 2; c < 9; ++c)
      if (row.getCell(c).master === row.getCell(c) && row.getCell(c).protection?.locked === false) {
        row.getCell(c).value = 'KUBE Sido Makmur';
        return;
      }
  });
  await book.xlsx.writeFile(outExceljs);
}

function sheetjs() {
  const book = XLSX.readFile(form, {cellStyles: true, cellNF: true, sheetStubs: true});
  const serial = (date) => date.getTime() / 86400000 + 25569;
  for (const [name, [first, rows]] of Object.entries(tables)) {
    const sheet = book.Sheets[name];
    const range = XLSX.utils.decode_range(sheet['!ref']);
    let header = 0;
    while (sheet[XLSX.utils.encode_cell({r: header, c: 0})]?.v !== first) ++header;
    rows.forEach((row, i) => {
      for (let c = 0; c <= range.e.c; ++c) {
        const key = sheet[XLSX.utils.encode_cell({r: header, c})]?.v;
        if (!(key in row)) continue;
        const value = row[key];
        const cell = value instanceof Date ? {t: 'n', v: serial(value)}
          : typeof value === 'number' ? {t: 'n', v: value} : {t: 's', v: value};
        sheet[XLSX.utils.encode_cell({r: header + 1 + i, c})] = cell;
      }
    });
    if (name !== 'Belanja') continue;
    for (let r = 0; r < header; ++r)
      if (sheet[XLSX.utils.encode_cell({r, c: 0})]?.v === 'Nama kelompok') {
        const merge = sheet['!merges'].find((m) => m.s.r === r && m.s.c > 0);
        sheet[XLSX.utils.encode_cell(merge.s)] = {t: 's', v: 'KUBE Sido Makmur'};
      }
  }
  XLSX.writeFile(book, outSheetjs);
}

exceljs().then(sheetjs);
