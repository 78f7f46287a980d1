// The register of letters, the board, and the two pages for everybody: a number is reserved, voided and back-dated, a
// scan is attached and published, a letter is verified by its code and its file, a group looks up its state.
import assert from 'node:assert/strict';
import {addOfficer, look, newWindow, openBrowser, openOffice, pagesLookedAt, sandi, signIn} from './office.mjs';

const group = 'KUBE-3328-2026-001';
const phone = {viewport: {width: 360, height: 760}, hasTouch: true, isMobile: true};
const office = await openOffice('2026-06-12', '2026-06-12T10:00:00+07:00');
const browser = await openBrowser();
try {
  const admin = await newWindow(browser, office);
  await signIn(admin, 'admin', office.password);
  const head = await addOfficer(admin, 'dian', 'Dian Kusumaningrum', ['STAF', 'KATIM', 'KABID']);
  const desk = await newWindow(browser, office);
  await signIn(desk, 'dian', head);
  const submit = async (page, form) => {
    await Promise.all([page.waitForNavigation(), page.click(`${form} button[type=submit]`)]);
  };

  await desk.go('/surat');
  await look(desk, 'surat');
  const before = await desk.locator('table.daftar tbody tr').count();
  assert.equal(before, 50, 'a page of the register');
  await desk.selectOption('#pesan-surat', 'L43');
  await desk.fill('#pesan-alasan', 'disebut dalam surat pengantar');
  await submit(desk, 'form[action="/surat/pesan"]');
  assert.match(desk.url(), /pesan=dipesan/);
  assert.match(await desk.locator('main').textContent(), /dipesan/i);
  await look(desk, 'surat-dipesan');

  // Void needs a reason; afterwards the number stands there as void.
  await desk.fill('#batal-alasan', 'suratnya tidak jadi dibuat');
  await submit(desk, 'form[action$="/batal"]');
  assert.match(await desk.locator('.pil.besar').textContent(), /batal/i);
  await look(desk, 'surat-batal');

  // A letter of the case: its code, its file, a scan, published.
  await desk.go(`/surat?cari=${encodeURIComponent('Perjanjian Pemberian')}`);
  await desk.click('table.daftar tbody tr >> nth=0 >> a');
  await look(desk, 'surat-rinci');
  const code = (await desk.locator('.fakta code').textContent()).trim();
  const file = await desk.locator('.dokumen-aksi a').last().getAttribute('href');
  const paper = await (await desk.request.get(office.address + file)).body();
  assert.equal(paper.subarray(0, 5).toString(), '%PDF-');
  await desk.setInputFiles('#pindai', {name: 'catatan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('bukan pdf')});
  await submit(desk, 'form[action$="/pindai"]');
  assert.match(await desk.locator('#pindai-galat').textContent(), /PDF/);
  await look(desk, 'surat-bukan-pdf');
  await desk.setInputFiles('#pindai', {name: 'pindaian.pdf', mimeType: 'application/pdf', buffer: paper});
  await submit(desk, 'form[action$="/pindai"]');
  await look(desk, 'surat-dipindai');
  assert.equal(await desk.locator('.dokumen li').count(), 2);
  await submit(desk, 'form[action$="/terbit"]');
  assert.match(await desk.locator('.pil.besar').textContent(), /terbit/i);
  assert.equal(await desk.locator('form[action$="/batal"]').count(), 0, 'a published letter is not voided');
  await look(desk, 'surat-terbit');

  await desk.go('/surat/sisip');
  await look(desk, 'surat-sisip');

  await desk.go('/papan');
  await look(desk, 'papan');
  assert.match(await desk.locator('main').textContent(), /Maret 2026/);
  for (const link of await desk.locator('a[href^="/papan/excel/"]').all()) {
    const book = await desk.request.get(office.address + await link.getAttribute('href'));
    assert.equal(book.status(), 200);
    assert.equal((await book.body()).subarray(0, 2).toString(), 'PK');
  }

  // Anybody, on a telephone.
  const anybody = await newWindow(browser, office, phone);
  await anybody.go('/v');
  await look(anybody, 'periksa-surat');
  await anybody.fill('#kode', code.toLowerCase());
  await submit(anybody, 'form[action="/v"]:not([method])');
  assert.match(await anybody.locator('main').textContent(), /Perjanjian/);
  await look(anybody, 'periksa-surat-ada');
  for (const [what, buffer, answer] of [['same', paper, /versi lama|sama persis/], ['other', Buffer.concat([paper, Buffer.from(' ')]), /tidak sama/]]) {
    await anybody.go(`/v/${code}`);
    await anybody.setInputFiles('#berkas', {name: 'surat.pdf', mimeType: 'application/pdf', buffer});
    await submit(anybody, 'form[action="/v"][method=post]');
    assert.match(await anybody.locator('main').textContent(), answer, what);
  }
  await anybody.go('/v/0000-0000-0000');
  assert.match(await anybody.locator('main').textContent(), /tidak (dikenal|ada|ditemukan)/);
  await look(anybody, 'periksa-surat-tidak-ada');

  await desk.go(`/perkara/${group}`);
  const status = (await desk.locator('a[href="/cek"]').locator('..').locator('code').textContent()).trim();
  await anybody.go('/cek');
  await look(anybody, 'cek');
  await anybody.fill('#nomor', group);
  await anybody.fill('#kode', '0000-0000-0000');
  await submit(anybody, 'form[action="/cek"]');
  await anybody.locator('#kode-galat').waitFor();
  await look(anybody, 'cek-salah');
  await anybody.fill('#nomor', group);
  await anybody.fill('#kode', status);
  await submit(anybody, 'form[action="/cek"]');
  assert.match(await anybody.locator('main').textContent(), /Pencairan/);
  await look(anybody, 'cek-benar');

  for (const [name, options] of [['telepon', phone], ['gelap', {colorScheme: 'dark'}], ['tanpa-js', {javaScriptEnabled: false}]]) {
    const page = await newWindow(browser, office, options);
    await signIn(page, 'dian', sandi);
    for (const path of ['/surat', '/papan', '/surat/sisip', '/kalender']) {
      await page.go(path);
      if (name === 'tanpa-js') assert.equal(await page.locator('main').count(), 1);
      else await look(page, `${path.slice(1).replace('/', '-')}-${name}`);
    }
  }
  console.log(`${pagesLookedAt().length} halaman diperiksa: ${pagesLookedAt().join(" ")}`);
} finally {
  await browser.close();
  await office.close();
}
