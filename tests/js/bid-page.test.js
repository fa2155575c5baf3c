// The page's markup, its script and its words lie in three places; this holds them together.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { repository } from './support/vectors.js';

const site = path.join(repository, 'src', 'Tender.Site');
const all = (/** @type {string} */ folder, /** @type {string} */ ending) =>
  fs
    .readdirSync(path.join(site, folder))
    .filter((n) => n.endsWith(ending))
    .map((n) => fs.readFileSync(path.join(site, folder, n), 'utf8'))
    .join('\n');
const script = all('wwwroot/js/bids', '.js');
const views = all('Bids', '.cshtml');

/** @param {string} name */
function texts(name) {
  const xml = fs.readFileSync(path.join(site, 'Bids', name), 'utf8');
  const entries = [...xml.matchAll(/<data name="([^"]+)" xml:space="preserve"><value>([^<]*)<\/value><\/data>/g)];
  return new Map(entries.map(([, key, value]) => [key, value]));
}
const zh = texts('BidsText.resx');
const en = texts('BidsText.en.resx');

/** Whole keys in the script, and beginnings of those that are put together; the shortest are codes. */
const used = [...script.matchAll(/['`](js\.[\w.-]*)(\$\{)?/g)].map(([, key, open]) => ({
  key: key === 'js.' ? 'js.ET-' : key,
  open: open !== undefined,
}));

describe('Words of the bid page', () => {
  test('Texts_BothLanguages_HaveTheSameKeysAndPlaceholders', () => {
    assert.ok(zh.size > 150);
    assert.deepEqual([...zh.keys()].sort(), [...en.keys()].sort());
    const holes = (/** @type {string} */ t) => [...t.matchAll(/\{\w+\}/g)].map(([h]) => h).sort();
    for (const [key, value] of zh) {
      assert.deepEqual(holes(value), holes(en.get(key) ?? ''), key);
    }
  });

  test('Texts_UsedByTheScript_AreThere', () => {
    for (const { key, open } of used) {
      const found = open ? [...zh.keys()].some((k) => k.startsWith(key)) : zh.has(key);
      assert.ok(found, key);
    }
  });

  test('Texts_OfTheScript_AreUsed', () => {
    for (const key of [...zh.keys()].filter((k) => k.startsWith('js.'))) {
      const code = script.includes(`'${key.slice(3)}'`);
      assert.ok(code || used.some((u) => (u.open ? key.startsWith(u.key) : key === u.key)), key);
    }
  });

  test('Texts_OfTheMarkup_AreThereAndUsed', () => {
    const named = [...views.matchAll(/T\[\$?"([^"]+)"/g)].map(([, key]) => key);
    const tasks = ['certificate', 'files', 'price', 'check', 'send', 'commit'];
    const keys = named.flatMap((k) => (k.includes('{id}') ? tasks.map((t) => k.replace('{id}', t)) : [k]));
    keys.forEach((key) => assert.ok(zh.has(key), key));
    const rest = [...zh.keys()].filter((k) => !k.startsWith('js.') && !keys.includes(k));
    assert.deepEqual(rest, []);
  });
});

describe('Markup of the bid page', () => {
  const bars = ['seal', 'prove', 'send'];
  const tasks = ['certificate', 'files', 'price', 'check', 'send', 'commit'];
  const parts = new Set(
    [...views.matchAll(/data-part="([^"]+)"/g)].flatMap(([, name]) =>
      name.includes('@') ? [...bars, ...tasks].map((id) => name.replace(/@\(?id\)?/, id)) : [name],
    ),
  );

  test('Parts_NamedByTheScript_AreInTheMarkup', () => {
    const calls = /view\.(?:part|input|write|show|onClick|tag|facts)\(\s*'([^']+)'/g;
    const named = [...script.matchAll(calls)].map(([, name]) => name);
    assert.ok(named.length > 60);
    named.forEach((name) => assert.ok(parts.has(name), name));
  });

  test('Fields_WithErrors_AreDescribedByThem', () => {
    const errors = [...views.matchAll(/id="([\w-]+)-error"/g)].map(([, id]) => id);
    assert.ok(errors.length >= 8);
    for (const id of errors) {
      const field = new RegExp(`<input[^>]*id="${id}"[^>]*aria-describedby="[^"]*${id}-error`);
      assert.match(views, field, id);
    }
  });

  test('Fields_OfTheMarkup_HaveLabels', () => {
    const inputs = [...views.matchAll(/<input[^>]*\bid="([\w-]+)"/g)].map(([, id]) => id);
    inputs.forEach((id) => assert.match(views, new RegExp(`<label[^>]*for="${id}"`), id));
  });

  test('Script_NeverWritesMarkup', () => {
    assert.doesNotMatch(script, /innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
  });
});
