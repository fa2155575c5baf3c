// Brings wwwroot/lib up to date: vendored modules bundled by esbuild, Styles/*.scss compiled by Sass.
// Nothing is done when nothing changed; one process at a time builds, the others wait for it.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const site = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const lib = path.join(site, 'wwwroot', 'lib');
const modules = path.join(site, 'node_modules');
const stamp = path.join(modules, '.assets-stamp');
const installed = path.join(modules, '.lock-stamp');
const work = path.join(site, 'obj', `assets-${process.pid}`);
const lock = path.join(site, 'obj', 'assets.lock');

/** @param {string} folder @param {RegExp} name */
function list(folder, name) {
  const full = path.join(site, folder);
  if (!fs.existsSync(full)) {
    return [];
  }
  return fs
    .readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && name.test(e.name))
    .map((e) => path.join(e.parentPath ?? e.path, e.name))
    .sort();
}

const vendors = () => list('Assets/vendor', /\.ts$/);
const sheets = () => list('Styles', /^[^_].*\.scss$/);

/** @param {string[]} files */
function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(path.relative(site, file)).update('\0').update(fs.readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

const lockHash = () => fingerprint([path.join(site, 'package-lock.json')]);
const inputHash = () =>
  fingerprint([
    path.join(site, 'package-lock.json'),
    path.join(site, 'Assets', 'ensure.mjs'),
    ...vendors(),
    ...list('Styles', /\.scss$/),
  ]);
const outputs = () => [
  ...vendors().map((f) => path.join(lib, `${path.basename(f, '.ts')}.js`)),
  ...sheets().map((f) => path.join(lib, `${path.basename(f, '.scss')}.css`)),
];
const read = (/** @type {string} */ file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
const isCurrent = () => read(stamp) === inputHash() && outputs().every((f) => fs.existsSync(f));

/** Takes the lock file; a lock whose process is gone is taken over. */
async function takeLock() {
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  for (;;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') {
        throw error;
      }
      if (!isAlive(Number(read(lock)))) {
        fs.rmSync(lock, { force: true });
      } else {
        await new Promise((go) => setTimeout(go, 200));
      }
    }
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

function install() {
  if (read(installed) === lockHash() && fs.existsSync(path.join(modules, 'esbuild'))) {
    return;
  }
  console.log('site assets: npm ci');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: site,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  fs.writeFileSync(installed, lockHash());
}

async function bundle() {
  const esbuild = await import('esbuild');
  await esbuild.build({
    entryPoints: vendors(),
    outdir: work,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: ['chrome109', 'firefox115', 'safari15.4'],
    minify: true,
    legalComments: 'eof',
    logLevel: 'warning',
  });
  // The entry is its own declaration, for the type check of our modules; it is never served.
  for (const entry of vendors()) {
    fs.copyFileSync(entry, path.join(work, `${path.basename(entry, '.ts')}.d.ts`));
  }
}

async function compileSheets() {
  if (sheets().length === 0) {
    return;
  }
  const sass = await import('sass');
  for (const sheet of sheets()) {
    const { css } = sass.compile(sheet, { loadPaths: [modules], style: 'compressed', quietDeps: true });
    fs.writeFileSync(path.join(work, `${path.basename(sheet, '.scss')}.css`), css);
  }
}

/** Moves what was built into place, file by file, so that no reader meets half a file. */
function publish() {
  fs.mkdirSync(lib, { recursive: true });
  const made = fs.readdirSync(work);
  for (const name of made) {
    fs.renameSync(path.join(work, name), path.join(lib, name));
  }
  for (const name of fs.readdirSync(lib).filter((n) => !made.includes(n))) {
    fs.rmSync(path.join(lib, name), { recursive: true });
  }
}

if (isCurrent()) {
  [stamp, ...outputs()].forEach((f) => fs.utimesSync(f, new Date(), new Date()));
} else {
  await takeLock();
  try {
    if (!isCurrent()) {
      install();
      fs.rmSync(work, { recursive: true, force: true });
      fs.mkdirSync(work, { recursive: true });
      await bundle();
      await compileSheets();
      publish();
      fs.writeFileSync(stamp, inputHash());
    }
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
    fs.rmSync(lock, { force: true });
  }
}
