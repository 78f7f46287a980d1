// The whole life of one proposal through the pages, from the programme's plan to the closed case: what the rehearsal of
// the year hands in, four people hand in here by the forms of the pages, each at the day it is due. In the end both
// must have come to the same.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {completions} from './journal.mjs';
import {addOfficer, look, newWindow, openBrowser, pagesLookedAt, rehearse, root, sandi, serve, signIn} from './office.mjs';

const phone = {viewport: {width: 360, height: 760}, hasTouch: true, isMobile: true};
const programme = 'PROGRAM-2026';

/** The pack's example with its first proposal only. */
function oneProposal() {
  const folder = mkdtempSync(join(tmpdir(), 'alur-satu-'));
  cpSync(join(root, 'workflows/kube/sample'), folder, {recursive: true});
  const file = join(folder, 'proposals.json');
  const all = JSON.parse(readFileSync(file));
  writeFileSync(file, JSON.stringify({...all, proposals: all.proposals.slice(0, 1)}));
  return folder;
}

/** The clock of the office, as `alur serve --at` takes it. */
const officeTime = at => new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 16);

/** Writes the input into the form as it stands; answers what the form has no place for. */
async function fillIn(page, input) {
  for (const [name, value] of Object.entries(input)) {
    if (!Array.isArray(value) || typeof value[0] !== 'object') continue;
    const table = page.locator('#isian fieldset.tabel-isian', {has: page.locator(`[name="${name}.ada"]`)});
    if (!(await table.count())) continue;
    while (await table.locator('tbody tr').count() < value.length) await table.locator('[data-tambah]').click();
  }
  return page.evaluate(given => {
    const form = document.getElementById('isian');
    const missing = [];
    const put = (name, value) => {
      const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].filter(one => one.type !== 'hidden');
      if (!fields.length) return missing.push(name);
      const field = fields[0];
      if (field.type === 'file') return missing.push(name);
      if (field.type === 'checkbox') field.checked = value === true;
      else if (field.type === 'time') field.value = String(value).replace('.', ':');
      else if (Array.isArray(value) && value.every(one => typeof one !== 'object')) field.value = value.join('\n');
      else if (value !== null && typeof value === 'object') field.value = JSON.stringify(value);
      else field.value = value === null ? '' : String(value).slice(0, field.type === 'datetime-local' ? 16 : undefined);
      if (field.tagName === 'SELECT' && value !== null && field.value !== String(value)) missing.push(`${name}=${value}`);
    };
    for (const [name, value] of Object.entries(given)) {
      if (!form.querySelector(`[name="${CSS.escape(name)}.ada"]`) || !Array.isArray(value)) put(name, value);
      else value.forEach((row, index) => {
        for (const [column, cell] of Object.entries(row)) put(`${name}[${index}].${column}`, cell);
      });
    }
    return missing;
  }, input);
}

const input = oneProposal();
const model = rehearse({input});
const steps = completions(model);
const folder = rehearse({input, until: '2026-02-03'});
const office = await serve(folder, '2026-02-03T09:00');
const browser = await openBrowser();
try {
  const admin = await newWindow(browser, office);
  await signIn(admin, 'admin', office.password);
  const people = [
    ['rizal', 'Rizal Fahmi', ['STAF', 'PPTK', 'BENDAHARA'], {}],
    ['dian', 'Dian Kusumaningrum', ['KATIM', 'PPKSKPD'], {colorScheme: 'dark'}],
    ['agung', 'Agung Wicaksono', ['KABID', 'KADIS', 'SEKDIN', 'INSPEKTORAT'], {...phone, colorScheme: 'dark'}],
    ['lukman', 'Lukman Hakim', ['VERIF', 'PENDAMPING', 'KETUA', 'BENDKEL', 'BANK', 'KADES', 'DINSOSPROV', 'BPKAD'], phone],
  ];
  const windows = [];
  for (const [login, name, roles, options] of people) {
    const window = await newWindow(browser, office, options);
    await signIn(window, login, await addOfficer(admin, login, name, roles));
    windows.push({window, login});
  }
  /** Goes to a page; signs in again when the session has ended. */
  const visit = async ({window, login}, path) => {
    await window.go(path);
    if (!new URL(window.url()).pathname.startsWith('/masuk')) return window;
    await signIn(window, login, sandi);
    await window.go(path);
    return window;
  };

  const seen = new Set();
  const [clerk] = windows;
  let opened = false;
  for (const {at, number, step, reason, input: given} of steps) {
    if (number !== programme && !opened) {
      await office.moveTo('2026-03-02T10:00');
      const page = await visit(clerk, '/baru');
      await look(page, 'hidup-baru');
      const form = page.locator('form', {has: page.locator('[name=proses][value=kelompok]')});
      const proposals = JSON.parse(readFileSync(join(input, 'proposals.json'))).proposals;
      await form.locator('[name=berkas]').setInputFiles({name: 'usulan.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(proposals[0]))});
      await Promise.all([page.waitForNavigation(), form.locator('button').click()]);
      assert.match(page.url(), /pesan=dibuka/, await page.locator('main').innerText());
      opened = true;
    }
    await office.moveTo(officeTime(at));
    let page = null;
    for (const person of windows) {
      const window = await visit(person, `/perkara/${number}/tugas/${step}`);
      assert.ok(await window.locator('#isian').count(), `${number} ${step}: ${await window.locator('main').innerText()}`);
      if (await window.locator('#isian .aksi').count()) {
        page = window;
        break;
      }
    }
    assert.ok(page, `${number} ${step} is for nobody`);
    const width = page.viewportSize().width;
    if (!seen.has(step)) await look(page, `hidup-${step}-${width}`);
    const {findings, ...asked} = given ?? {};
    const missing = await fillIn(page, asked);
    for (const name of missing.slice()) {
      const upload = page.locator(`#isian input[type=file][name="${name}"]`);
      if (!(await upload.count())) continue;
      await upload.setInputFiles({name: String(given[name]).replace(/\.\w+$/, '.pdf'), mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n')});
      missing.splice(missing.indexOf(name), 1);
    }
    assert.deepEqual(missing, [], `${number} ${step}: the form has no place for this`);
    if (step === 'S2-07' && number !== programme) {
      // The letter is seen as a draft before it is issued; what was filled in is still there afterwards.
      await Promise.all([page.waitForNavigation(), page.click('#isian button[name=_pratinjau]')]);
      await look(page, 'hidup-pratinjau');
      const letter = await page.request.get(office.address + await page.locator('iframe.lembar').getAttribute('src'));
      assert.equal(letter.headers()['content-type'], 'application/pdf');
      assert.match(letter.headers()['content-disposition'], /^inline/);
      if (process.env.ALUR_SHOTS) writeFileSync(`${process.env.ALUR_SHOTS}/pratinjau.pdf`, await letter.body());
      await page.go(`/perkara/${number}/tugas/${step}`);
      assert.deepEqual(await fillIn(page, asked), []);
    }
    if (reason) await page.fill('#alasan', reason);
    await Promise.all([page.waitForNavigation(), page.click('#isian .aksi button:not([name])')]);
    assert.match(page.url(), /pesan=selesai/, `${number} ${step}: ${await page.locator('.galat, .galat-isian').allInnerTexts()}`);
    if (!seen.has(step)) await look(page, `hidup-sesudah-${step}-${width}`);
    seen.add(step);
  }
  for (const person of windows) {
    for (const [name, path] of [['program', `/perkara/${programme}`], ['kelompok', '/perkara/' + steps.find(one => one.number !== programme).number], ['meja', '/meja']])
      await look(await visit(person, path), `hidup-akhir-${name}-${person.login}`);
  }

  // The same states, the same number of steps, the same papers with the same numbers. What the clock makes is dated
  // otherwise: here it looks only on days on which somebody works.
  const told = folder => execFileSync('sqlite3', [join(folder, 'alur.db'),
    'SELECT number, state, version FROM cases ORDER BY number; ' +
    "SELECT document_id, number, state FROM document WHERE kind <> 'UPLOAD' ORDER BY document_id, number, version, state;"]).toString();
  await office.stop();
  assert.equal(told(folder), told(model));
  console.log(`${steps.length} langkah dijalani, ${pagesLookedAt().length} halaman diperiksa`);
} finally {
  await browser.close();
  await office.close();
  rmSync(input, {recursive: true});
  rmSync(model, {recursive: true});
}
