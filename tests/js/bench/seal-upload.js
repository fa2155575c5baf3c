// Sealing and uploading a file in Chromium against a plain upload of the same file to the same vault.
//
//   node seal-upload.js --stack [--mib 256] [--rounds 3] [--json]
//                                           starts the built platform (scripts/run once before, or a Release build)
//   node seal-upload.js --vault URL --tender REF --p12 FILE --password PW [--origin URL] [--mib 256] [--rounds 3]
//                       [--chromium PATH] [--json]
//   node seal-upload.js --sink [...]        against a small server here that checks, writes and flushes, no vault
//
// The page is not fetched from a site: the modules are handed to the browser under --origin, which the vault must allow.
// Exit code 0 when the ratio is at least 0.6, 1 when it is not, 2 when it could not be measured.
import { randomFillSync } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { repository } from '../support/vectors.js';

const gate = 0.6;
const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
  // The page comes from this program, so the browser does not know it as a local one and would ask for permission.
  '--disable-features=LocalNetworkAccessChecks',
];

const { values } = parseArgs({
  options: {
    vault: { type: 'string' },
    tender: { type: 'string' },
    p12: { type: 'string' },
    password: { type: 'string', default: 'tender-sample' },
    origin: { type: 'string', default: 'http://localhost:5080' },
    mib: { type: 'string', default: '256' },
    rounds: { type: 'string', default: '3' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
    sink: { type: 'boolean', default: false },
    stack: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const types = { '.js': 'text/javascript', '.css': 'text/css' };

/** Answers the page's own requests from wwwroot, as the site would. @param {import('playwright-core').Route} route */
async function serve(route) {
  const { pathname } = new URL(route.request().url());
  if (pathname === '/bench') {
    const body = '<!doctype html><title>bench</title><input type="file" id="file"><script type="module" src="/bench.js"></script>';
    await route.fulfill({ contentType: 'text/html', body });
    return;
  }
  const file =
    pathname === '/bench.js'
      ? path.join(repository, 'tests/js/bench/page.js')
      : path.join(repository, 'src/Tender.Site/wwwroot', path.normalize(pathname));
  const contentType = types[/** @type {keyof typeof types} */ (path.extname(file))];
  await (fs.existsSync(file) ? route.fulfill({ path: file, contentType }) : route.fulfill({ status: 404 }));
}

/** @param {string} folder @param {number} mib */
function makeFile(folder, mib) {
  const file = path.join(folder, 'bid.pdf');
  const handle = fs.openSync(file, 'w');
  const piece = Buffer.alloc(1024 * 1024);
  for (let i = 0; i < mib; i++) {
    fs.writeSync(handle, randomFillSync(piece));
  }
  fs.closeSync(handle);
  return file;
}

const median = (/** @type {number[]} */ list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const rate = (/** @type {number} */ bytes, /** @type {number} */ milliseconds) => bytes / 1e6 / (milliseconds / 1000);

/** @param {any} result */
function report({ size, runs, floor, multiplications }) {
  const plain = median(runs.map((/** @type {any} */ r) => r.plain));
  const sealed = median(runs.map((/** @type {any} */ r) => r.sealed.took));
  const alone = median(runs.map((/** @type {any} */ r) => r.sealed.sealed));
  return {
    bytes: size,
    plainMBs: rate(size, plain),
    sealedMBs: rate(size, sealed),
    sealingMBs: rate(size, alone),
    gcmMBs: floor.gcm / 1e6,
    sha256MBs: floor.sha256 / 1e6,
    multiplications50Ms: multiplications,
    ratio: plain / sealed,
    gate,
    rounds: runs.length,
  };
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tender-bench-'));
const sink = values.sink ? await (await import('./sink.js')).startSink(folder, values.origin) : null;
const stack = values.stack ? await (await import('./stack.js')).startStack(folder) : null;
const origin = stack?.origin ?? values.origin;
// A profile on the disk, as people have one: a private window keeps its storage in memory.
const profile = path.join(folder, 'profile');
const browser = await chromium.launchPersistentContext(profile, { executablePath: values.chromium, args: flags });
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error.message));
  await page.route(`${origin}/**`, serve);
  await page.goto(`${origin}/bench`);
  await page.setInputFiles('#file', makeFile(folder, Number(values.mib)));
  await page.waitForFunction(() => 'measure' in globalThis);
  const target = sink?.target ?? stack?.target ?? { vault: values.vault, tenderRef: values.tender, p12: fs.readFileSync(values.p12 ?? '').toString('base64') };
  const options = { ...target, password: values.password, rounds: Number(values.rounds) };
  const result = report(await page.evaluate((o) => /** @type {any} */ (globalThis).measure(o), options));
  if (values.json) {
    console.log(JSON.stringify(result));
  } else {
    const f = (/** @type {number} */ v) => v.toFixed(v < 10 ? 2 : 0);
    console.log(`plain upload        ${f(result.plainMBs)} MB/s`);
    console.log(`seal and upload     ${f(result.sealedMBs)} MB/s  (sealing and storing alone ${f(result.sealingMBs)} MB/s)`);
    console.log(`browser's own       AES-GCM ${f(result.gcmMBs)} MB/s, SHA-256 ${f(result.sha256MBs)} MB/s`);
    console.log(`ratio               ${f(result.ratio)}  (gate ${gate})`);
  }
  process.exitCode = result.ratio >= gate ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 2;
} finally {
  await browser.close();
  await sink?.close();
  await stack?.close();
  fs.rmSync(folder, { recursive: true });
}
