// The openssl program as an independent implementation; where it is missing, tests say so.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Reason to skip, or false. */
export const noOpenssl = spawnSync('openssl', ['version']).status === 0 ? false : 'openssl not found';

/** @param {string[]} args @param {string} cwd */
export function openssl(args, cwd) {
  const { status, stdout, stderr } = spawnSync('openssl', args, { cwd });
  if (status !== 0) {
    throw new Error(`openssl ${args[0]}: ${stderr}`);
  }
  return stdout;
}

export const subject = '/organizationIdentifier=91330106MA20271585/O=杭州青石建设有限公司/CN=陈青';

/**
 * A folder with ca.pem, cert.pem, key.pem and own.p12 (password tender-sample).
 * @param {string[]} newKey e.g. ['-newkey', 'rsa:2048'] @param {string[]} protection arguments of pkcs12 -export
 */
export function makeP12(newKey, protection) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tender-js-'));
  const usage = ['-addext', 'keyUsage=critical,digitalSignature,nonRepudiation', '-addext', 'basicConstraints=CA:FALSE'];
  const common = ['req', '-x509', '-nodes', '-days', '30', '-utf8', '-subj', subject];
  openssl([...common, ...newKey, ...usage, '-keyout', 'key.pem', '-out', 'cert.pem'], folder);
  const files = ['-inkey', 'key.pem', '-in', 'cert.pem', '-out', 'own.p12', '-passout', 'pass:tender-sample'];
  openssl(['pkcs12', '-export', ...protection, ...files], folder);
  return { folder, p12: new Uint8Array(fs.readFileSync(path.join(folder, 'own.p12'))) };
}
