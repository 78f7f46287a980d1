// The member form and the recap with exceljs; prints the CPU seconds of each: exceljs_peer.cjs FOLDER
const ExcelJS = require('exceljs');
const folder = process.argv[2];

const headers = ['No', 'Jabatan', 'Nama lengkap', 'NIK', 'Nomor KK', 'L/P', 'Tempat lahir', 'Tanggal lahir', 'Umur',
  'Status kawin', 'Kedudukan dalam keluarga', 'Pekerjaan', 'Alamat', 'Desa', 'Desil DTSEN', 'Nomor telepon', 'Cek NIK'];
const thin = {style: 'thin'};
const border = {top: thin, left: thin, bottom: thin, right: thin};

async function form() {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Anggota', {views: [{state: 'frozen', ySplit: 6}]});
  ['PEMERINTAH KABUPATEN UJI', 'DINAS SOSIAL', 'DATA ANGGOTA'].forEach((text, i) => {
    sheet.getCell(i + 1, 1).value = text;
    sheet.getCell(i + 1, 1).font = {bold: true, size: 12};
    sheet.mergeCells(i + 1, 1, i + 1, 17);
  });
  headers.forEach((text, i) => {
    const cell = sheet.getCell(6, i + 1);
    cell.value = text;
    cell.font = {bold: true};
    cell.border = border;
    cell.fill = {type: 'pattern', pattern: 'solid', fgColor: {argb: 'FFD9E1F2'}};
    cell.alignment = {horizontal: 'center', wrapText: true};
  });
  for (let n = 1; n <= 10; ++n) {
    [n, 'anggota', 'Siti Aminah', '3328041203850001', '3328041203850002', 'P', 'Tegal', new Date(Date.UTC(1985, 2, 12)),
      {formula: `DATEDIF(H${6 + n},DATE(2026,3,11),"Y")`, result: 40}, 'kawin', 'kepala_keluarga', 'pedagang',
      'Dusun 1 RT 001 RW 002', 'Balapulang', 1, '081234567890', 'OK'].forEach((value, i) => {
      const cell = sheet.getCell(6 + n, i + 1);
      cell.value = value;
      cell.border = border;
      cell.protection = {locked: [0, 8, 16].includes(i)};
      if ([3, 4, 15].includes(i)) cell.numFmt = '@';
    });
    sheet.getCell(6 + n, 2).dataValidation =
      {type: 'list', formulae: ['"ketua,sekretaris,bendahara,anggota"']};
  }
  await sheet.protect('', {});
  await book.xlsx.writeFile(folder + '/exceljs-form.xlsx');
}

async function recap() {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({filename: folder + '/exceljs-recap.xlsx'});
  const sheet = book.addWorksheet('Rekap');
  const start = Date.UTC(2026, 2, 12);
  for (let n = 1; n <= 10000; ++n)
    sheet.addRow([n, `UJI-2026-${n}`, `Kelompok Sido Makmur ${n}`, `Desa ${n % 281}`, `Kecamatan ${n % 18}`,
      String(3328041203850000 + n), 20000000 - n, n % 97 + 0.25, new Date(start + (n % 300) * 86400000),
      n % 3 === 0 ? 'DITERIMA' : 'BERJALAN']).commit();
  await book.commit();
}

async function seconds(work, times) {
  await work();
  const start = process.cpuUsage();
  for (let i = 0; i < times; ++i) await work();
  const used = process.cpuUsage(start);
  return (used.user + used.system) / 1e6 / times;
}

(async () => console.log(await seconds(form, 3), await seconds(recap, 1)))();
