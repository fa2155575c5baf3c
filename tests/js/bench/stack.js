// The whole platform as scripts/run starts it, on free ports and in a folder of its own, for one measurement.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { repository } from '../support/vectors.js';

const program = path.join(repository, 'sample/Tender.Sample/bin/Release/net10.0/Tender.Sample.dll');
const patience = 180_000;
const ready = 'Ctrl-C stops everything';

/** Four ports in a row that nobody uses now. @returns {Promise<number>} the first */
async function freePorts() {
  for (;;) {
    const base = 20_000 + Math.floor(Math.random() * 20_000);
    const probes = await Promise.all([0, 1, 2, 3].map((i) => isFree(base + i)));
    if (probes.every(Boolean)) {
      return base;
    }
  }
}

/** @param {number} port @returns {Promise<boolean>} */
const isFree = (port) =>
  new Promise((tell) => {
    const server = net.createServer();
    server.once('error', () => tell(false));
    server.listen(port, '127.0.0.1', () => server.close(() => tell(true)));
  });

/** @param {string} folder for its data */
export async function startStack(folder) {
  const base = await freePorts();
  const data = path.join(folder, 'stack');
  const env = { ...process.env, TENDER_PORT_BASE: String(base), TENDER_DATA: data };
  const child = spawn('dotnet', [program], { env, cwd: repository, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((tell) => child.once('exit', () => tell(undefined)));
  let said = '';
  /** @type {Promise<void>} */
  const started = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the platform was not ready in time:\n${said}`)), patience);
    const hear = (/** @type {Buffer} */ bytes) => {
      said += bytes;
      if (said.includes(ready)) {
        clearTimeout(late);
        resolve();
      }
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => reject(new Error(`the platform ended:\n${said}`)));
  });
  const close = async () => {
    child.kill('SIGINT');
    await ended;
  };
  try {
    await started;
  } catch (error) {
    await close();
    throw error;
  }
  const story = JSON.parse(fs.readFileSync(path.join(data, 'sample/sample.json'), 'utf8'));
  const p12 = fs.readFileSync(path.join(data, 'sample/certificates/bidder-5.p12')).toString('base64');
  return {
    origin: `http://localhost:${base}`,
    target: { vault: `http://localhost:${base + 1}`, tenderRef: story.later.tenderRef, p12 },
    close,
  };
}
