// An office for the tests: a database from the rehearsal, `alur serve` on it, and officers who sign in.
import assert from 'node:assert/strict';
import {spawn, execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createRequire} from 'node:module';

const here = process.env.ALUR_WEB_MODULES ?? new URL('../../build/web-tests/', import.meta.url).pathname;
const require = createRequire(join(here, 'package.json'));
export const {chromium} = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const root = new URL('../../', import.meta.url).pathname;
const alur = process.env.ALUR_PROGRAM ?? join(root, 'build/release/alur');
export const sandi = 'sawah hijau di kaki Slamet';

const year = 'workflows/kube/scenarios/tahun-penuh.yaml';

/** Rehearses into a new folder: the whole year, or until that day; with the pack's example proposals or another input. */
export function rehearse({until, input = 'workflows/kube/sample'} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'alur-uji-'));
  execFileSync(alur, ['rehearse', '--scenario', year, '--input', input, '--out', folder, ...(until ? ['--until', until] : [])],
    {cwd: root, stdio: 'ignore'});
  return folder;
}

/** Serves what a rehearsal until that day left, on a free port until close(). */
export async function openOffice(until, at) {
  return serve(rehearse({until}), at);
}

/** Serves a folder until close(), which removes it; moveTo() serves it at another time instead. */
export async function serve(folder, at) {
  const office = {
    async moveTo(time) {
      await this.stop();
      await this.start(time);
    },
    async start(time) {
      const program = spawn(alur, ['serve', '--data', folder, '--port', '0', ...(time ? ['--at', time] : [])], {cwd: root});
      let said = '';
      await new Promise((resolve, reject) => {
        program.stdout.on('data', text => {
          said += text;
          if (said.includes('Ctrl+C')) resolve();
        });
        program.stderr.on('data', text => process.stderr.write(text));
        program.on('exit', code => reject(new Error(`alur serve ended with ${code}: ${said}`)));
      });
      this.program = program;
      this.address = said.match(/http:\/\/[0-9.]+:\d+/)[0];
      this.password = said.match(/sekali pakai: (\S+)/)?.[1] ?? this.password;
    },
    async stop() {
      if (!this.program) return;
      this.program.removeAllListeners('exit');
      const ended = new Promise(resolve => this.program.on('exit', resolve));
      this.program.kill('SIGTERM');
      const code = await ended;
      this.program = null;
      if (code !== 0) throw new Error(`alur serve ended with ${code}`);
    },
    async close() {
      await this.stop();
      rmSync(folder, {recursive: true, force: true});
    },
  };
  await office.start(at);
  return office;
}

export async function openBrowser() {
  return chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox']});
}

/** A browser window of one officer that fails on any console error and any breach of the page's policy. */
export async function newWindow(browser, office, options = {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 860}, locale: 'id-ID', ...options});
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', message => {
    const status = message.text().match(/status of (\d+)/)?.[1];
    if (message.type() === 'error' && !['400', '403', '404', '409'].includes(status)) page.complaints.push(message.text());
  });
  page.on('pageerror', error => page.complaints.push(String(error)));
  page.setDefaultTimeout(60_000);
  page.go = path => page.goto(office.address + path);
  return page;
}

/** Signs in; changes the one-time password when the page asks for it. */
export async function signIn(page, login, password) {
  await page.go('/masuk');
  await page.fill('#pengguna', login);
  await page.fill('#sandi', password);
  await page.click('main button[type=submit]');
  if (!page.url().includes('/sandi')) return;
  await page.fill('#lama', password);
  await page.fill('#baru', sandi);
  await page.fill('#ulang', sandi);
  await page.click('main button[type=submit]');
}

/** The administrator adds an officer; answers the one-time password. */
export async function addOfficer(admin, login, name, roles, area = '') {
  await admin.go('/akun');
  const form = admin.locator('form[action="/akun"]');
  await form.locator('#login-baru').fill(login);
  await form.locator('#nama-baru').fill(name);
  for (const role of roles) await form.locator(`input[name=peran][value=${role}]`).check();
  if (area) await form.locator('#wilayah-baru').fill(area);
  await form.locator('button[type=submit]').click();
  return (await admin.locator('.kabar code').textContent()).trim();
}

/** What axe finds wrong on the page, one line each. */
export async function accessibility(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, {resultTypes: ['violations']}));
  return found.violations.map(one => `${one.id}: ${one.nodes.map(node => node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')).slice(0, 3).join(' | ')}`);
}

/** What on the page is wider than its window; "" for nothing. */
export const overflows = page => page.evaluate(width => {
  if (document.documentElement.scrollWidth <= width + 1) return '';
  const wide = [...document.querySelectorAll('main *')].filter(one => one.getBoundingClientRect().right > width + 1 && !one.closest('.gulir, .djs-container'));
  return wide.slice(0, 5).map(one => one.outerHTML.slice(0, 120)).join('\n') || 'something';
}, page.viewportSize().width);

const looked = [];

/** Looks at the page as it stands: nothing for axe to find, nothing wider than the window, no error in the console. */
export async function look(page, name) {
  const wrong = await accessibility(page);
  assert.deepEqual(wrong, [], `${name}: ${page.url()}`);
  assert.equal(await overflows(page), '', `${name} is wider than the window`);
  assert.deepEqual(page.complaints, [], name);
  if (process.env.ALUR_SHOTS) await page.screenshot({path: `${process.env.ALUR_SHOTS}/${name}.png`, fullPage: true});
  looked.push(name);
}

/** The names of all pages that were looked at. */
export const pagesLookedAt = () => looked;
