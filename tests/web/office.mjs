// An office for the tests: a database from the rehearsal, `alur serve` on it, and officers who sign in.
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

/** Rehearses until that day and serves what came of it; answers its address and the administrator's password. */
export async function openOffice(until, at) {
  const folder = mkdtempSync(join(tmpdir(), 'alur-uji-'));
  execFileSync(alur, ['rehearse', '--scenario', 'workflows/kube/scenarios/tahun-penuh.yaml', '--input',
    'workflows/kube/sample', '--out', folder, '--until', until], {cwd: root, stdio: 'ignore'});
  return serve(folder, at);
}

/** Serves a folder on a free port until close(). */
export async function serve(folder, at) {
  const program = spawn(alur, ['serve', '--data', folder, '--port', '0', ...(at ? ['--at', at] : [])], {cwd: root});
  let said = '';
  const ready = new Promise((resolve, reject) => {
    program.stdout.on('data', text => {
      said += text;
      if (said.includes('Ctrl+C')) resolve();
    });
    program.stderr.on('data', text => process.stderr.write(text));
    program.on('exit', code => reject(new Error(`alur serve ended with ${code}: ${said}`)));
  });
  await ready;
  return {
    address: said.match(/http:\/\/[0-9.]+:\d+/)[0],
    password: said.match(/sekali pakai: (\S+)/)?.[1],
    async close() {
      program.removeAllListeners('exit');
      const ended = new Promise(resolve => program.on('exit', resolve));
      program.kill('SIGTERM');
      const code = await ended;
      rmSync(folder, {recursive: true, force: true});
      if (code !== 0) throw new Error(`alur serve ended with ${code}`);
    },
  };
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
  page.setDefaultTimeout(15_000);
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

/** Whether the page is wider than its window. */
export const overflows = page => page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
