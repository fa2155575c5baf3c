// Writes tests/vectors/sbid1/js anew: node make-fixtures.js. Only for a new version of a format.
import fs from 'node:fs';
import path from 'node:path';
import { statement } from './support/modules.js';
import * as fixtures from './support/fixtures.js';
import { ownPath } from './support/vectors.js';

const folder = ownPath('sbid1/js');
fs.mkdirSync(folder, { recursive: true });
const write = (/** @type {string} */ name, /** @type {string | Uint8Array} */ data) =>
  fs.writeFileSync(path.join(folder, name), data);

const all = [];
for (const fixture of fixtures.cases) {
  const { facts, file } = await fixtures.makeFile(fixture);
  write(`${fixture.name}.sbid`, file);
  all.push(facts);
}
write('files.json', `${JSON.stringify(all, null, 2)}\n`);

const facts = all[1];
const content = statement.writeStatement(fixtures.statementOf(facts));
write('statement.json', content);
const signed = await fixtures.sign('rsa', content);
write('statement-rsa.cms', signed);
write('statement-ecdsa.cms', await fixtures.sign('ecdsa', content));
const commitment = await fixtures.commitmentFacts(facts, signed);
write('commitment.json', `${JSON.stringify(commitment, null, 2)}\n`);

const kept = fixtures.keyFileContent(facts, signed);
write('keyfile.json', `${JSON.stringify({ password: fixtures.password, seed: 14, content: kept }, null, 2)}\n`);
write('two-segments.sbidkey', await fixtures.makeKeyFile(kept));
