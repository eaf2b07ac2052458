// Makes calendar-years.json, the announced public holidays and make-up work days, out of the npm package chinese-days:
//   npm install --no-save chinese-days@1.5.7 && node generate.mjs calendar-years.json
// One year a line. "off": days without work, "work": weekend days on which people work (调休); runs of one name are
// joined. The package says whose days they are ("National Day,国庆节,3"): the Chinese name is kept with each, the
// English one in "names".
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const target = process.argv[2];
if (!target) {
  console.error('usage: node generate.mjs calendar-years.json');
  process.exit(1);
}

const require = createRequire(pathToFileURL(join(process.cwd(), 'package.json')));
const folder = dirname(dirname(require.resolve('chinese-days')));
const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const { holidays, workdays } = JSON.parse(readFileSync(join(folder, 'dist/chinese-days.json'), 'utf8'));
const names = {};

const next = day => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

function runs(days, year) {
  const found = [];
  for (const [day, text] of Object.entries(days).filter(([d]) => d.startsWith(year)).sort()) {
    const [english, name] = text.split(',');
    names[name] = english;
    const last = found.at(-1);
    if (last && last.name === name && next(last.to) === day) {
      last.to = day;
    } else {
      found.push({ from: day, to: day, name });
    }
  }
  return found;
}

const years = [...new Set(Object.keys(holidays).map(day => day.slice(0, 4)))].sort()
  .map(year => ({ year: Number(year), off: runs(holidays, year), work: runs(workdays, year) }));
const lines = years.map(y => `    ${JSON.stringify(y)}`).join(',\n');
writeFileSync(target, `{
  "source": "npm chinese-days ${version}, ${license}",
  "names": ${JSON.stringify(names)},
  "years": [
${lines}
  ]
}
`);
console.log(`${years.length} years, ${years[0].year} to ${years.at(-1).year}`);
