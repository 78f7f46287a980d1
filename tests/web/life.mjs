// A day at the desk with nine proposals: a clerk's mistakes and drafts, masked data, areas, a telephone, the dark, and
// no JavaScript. Every page is held against axe, against its own policy, and against the width of the window.
import assert from 'node:assert/strict';
import {addOfficer, look, newWindow, openBrowser, openOffice, pagesLookedAt, sandi, signIn} from './office.mjs';

const phone = {viewport: {width: 360, height: 760}, hasTouch: true, isMobile: true};
const group = 'KUBE-3328-2026-001';
/** Opens a waiting task, fills in what `fill` says, completes it, and stands on the case page afterwards. */
async function complete(page, number, step, fill = {}, reason = '') {
  await page.go(`/perkara/${number}/tugas/${step}`);
  await look(page, `tugas-${step}-${page.viewportSize().width}`);
  for (const [name, value] of Object.entries(fill)) {
    const field = page.locator(`#isian [name="${name}"]:not([type=hidden])`);
    const kind = await field.evaluate(one => one.tagName + (one.type ?? ''));
    if (kind.startsWith('SELECT')) await field.selectOption(value);
    else if (kind.endsWith('checkbox')) await field.setChecked(value);
    else if (kind.endsWith('file')) await field.setInputFiles(value);
    else await field.fill(value);
  }
  if (reason) await page.fill('#alasan', reason);
  await Promise.all([page.waitForNavigation(), page.click('#isian .aksi button:not([name])')]);
  const wrong = await page.locator('#galat').allTextContents();
  assert.match(page.url(), /pesan=selesai/, `${step}: ${wrong}`);
}

const office = await openOffice('2026-03-09', '2026-03-10T09:00');
const browser = await openBrowser();
try {
  const admin = await newWindow(browser, office);
  await admin.go('/meja');
  await look(admin, 'masuk');
  await signIn(admin, 'admin', office.password);
  const staf = await addOfficer(admin, 'rizal', 'Rizal Fahmi', ['STAF']);
  const katim = await addOfficer(admin, 'dian', 'Dian Kusumaningrum', ['KATIM']);
  const kadis = await addOfficer(admin, 'bambang', 'Bambang Suryo', ['KADIS', 'INSPEKTORAT']);
  const far = await addOfficer(admin, 'jauh', 'Petugas Slawi', ['STAF'], 'Slawi');
  await look(admin, 'akun');

  // The clerk, on a desktop: a wrong input first, then the two checks of the desk.
  const clerk = await newWindow(browser, office);
  await signIn(clerk, 'rizal', staf);
  await look(clerk, 'meja');
  await clerk.click(`.tugas-utama[href*="${group}"]`);
  await clerk.fill('[name=kelengkapan_tanggal]', '2026-03-10');
  await clerk.locator('[name="kelengkapan[0].present"]').selectOption('TIDAK_SESUAI');
  await clerk.waitForResponse(answer => answer.url().endsWith('/periksa') && answer.status() === 200);
  await clerk.locator('[name="kelengkapan[0].present"]').selectOption('ADA');
  await clerk.click('#isian button[name=_draf]');
  await look(clerk, 'draf');
  await clerk.click('#isian button[name=_pratinjau]');
  await look(clerk, 'pratinjau');
  await clerk.go('/bersama');
  await look(clerk, 'bersama');
  await clerk.click('.tugas-utama >> nth=0');
  await clerk.locator('[name=_perkara]').first().check();
  await clerk.click('#isian button[name=_periksa]');
  await look(clerk, 'bersama-periksa');
  assert.match(await clerk.locator('.temuan').textContent(), /dapat diselesaikan/);
  await complete(clerk, group, 'S2-02');
  await look(clerk, 'perkara');
  await clerk.go(`/perkara/${group}/tugas/S2-03`);
  await clerk.fill('[name=padanan_tanggal]', '');
  await clerk.click('#isian .aksi button:not([name])');
  await look(clerk, 'galat-isian');
  assert.match(await clerk.locator('#galat').textContent(), /harus diisi/);
  await complete(clerk, group, 'S2-03', {padanan_tanggal: '2026-02-28'}, 'Sudah diperiksa.');
  assert.match(await clerk.locator('.bilah .kini').textContent(), /Verifikasi/);

  // Masked data, shown with a reason only.
  assert.match(await clerk.locator('#isi').textContent(), /•••• \d{4}/);
  await clerk.click('.buka summary');
  await clerk.fill('#alasan-buka', 'mencocokkan kartu keluarga');
  await Promise.all([clerk.waitForNavigation(), clerk.click('.buka button')]);
  assert.match(await clerk.locator('#isi').innerText(), /\b33\d{14}\b/);

  // A whole case as one file.
  await clerk.go(`/perkara/${group}`);
  await clerk.locator('summary', {hasText: 'Unduh seluruh berkas'}).click();
  await clerk.fill('#alasan-unduh', 'pemeriksaan inspektorat');
  const [zip] = await Promise.all([clerk.waitForEvent('download'), clerk.click('form[action$="/berkas"] button')]);
  assert.equal(zip.suggestedFilename(), `${group} 2026-03-10.zip`);

  // An officer of another area does not see the case at all.
  const other = await newWindow(browser, office);
  await signIn(other, 'jauh', far);
  assert.equal((await other.go(`/perkara/${group}`)).status(), 404);

  // The team head, on a telephone.
  const head = await newWindow(browser, office, phone);
  await signIn(head, 'dian', katim);
  await look(head, 'meja-360');
  await head.go('/perkara');
  await look(head, 'daftar-360');
  await head.go(`/perkara/${group}`);
  await look(head, 'perkara-360');
  await head.go('/perkara?cari=mendo');
  assert.match(await head.locator('.daftar').textContent(), /Mendo Makmur/);
  await head.go(`/perkara/${group}/kejadian/pengunduran_diri`);
  await look(head, 'kejadian-360');

  // The head of the office, in the dark: reads, and may not do a clerk's task.
  const chief = await newWindow(browser, office, {colorScheme: 'dark'});
  await signIn(chief, 'bambang', kadis);
  for (const [name, path] of [['meja', '/meja'], ['daftar', '/perkara'], ['perkara', `/perkara/${group}`],
    ['sandi', '/sandi'], ['tidak-ada', '/tidak-ada']]) {
    await chief.go(path);
    await look(chief, `${name}-gelap`);
  }
  await chief.go(`/perkara/KUBE-3328-2026-002`);
  await look(chief, 'perkara-awal-gelap');
  const paper = chief.locator('.dokumen a[data-lihat]').first();
  if (await paper.count()) assert.equal((await chief.request.get(await paper.evaluate(a => a.href))).status(), 200);

  // Without JavaScript every page and form works.
  const plain = await newWindow(browser, office, {javaScriptEnabled: false});
  await signIn(plain, 'rizal', sandi);
  await plain.go('/meja');
  assert.ok(await plain.locator('.tugas').count() >= 0);
  console.log(`${pagesLookedAt().length} halaman diperiksa: ${pagesLookedAt().join(' ')}`);
} finally {
  await browser.close();
  await office.close();
}
