/**
 * Writes API.md from the TSDoc of everything that src/index.ts exports: per area the functions with signature,
 * purpose, errors and source (standard, clause, edition), then the editions with their marks, then the types.
 * Run from anywhere: `node --conditions=huanzhi-source --import tsx packages/standards/scripts/api-page.mjs [--check]`;
 * `--check` only compares. Exits with 1 when the page is stale or a function names no source.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(home, 'src');
const page = join(home, 'API.md');

const AREAS = {
  air: 'Air',
  water: 'Surface water',
  noise: 'Noise',
  soil: 'Soil',
  waste: 'Waste',
  sources: 'Pollution sources',
  codes: 'Codes',
  trend: 'Trend',
  calendar: 'Calendar',
  rounding: 'Rounding',
  decimal: 'Exact numbers',
  vectors: 'Test vectors',
  '': 'Editions and results',
};

const program = ts.createProgram([join(source, 'index.ts')], {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts'],
  allowImportingTsExtensions: true,
  strict: true,
  noEmit: true,
});
const checker = program.getTypeChecker();

/** What an exported name is and says, or undefined when it has no declaration of its own. */
function entryOf(symbol) {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declaration = target.declarations?.[0];
  if (declaration === undefined) return undefined;
  const file = relative(source, declaration.getSourceFile().fileName);
  const comment = ts.displayPartsToString(target.getDocumentationComment(checker));
  const tags = target.getJsDocTags(checker).map((tag) => ({
    name: tag.name,
    text: ts.displayPartsToString(tag.text),
  }));
  const whole = [comment, ...tags.map(({ text }) => text)].join('\n');
  const basis = /Source:\s*([\s\S]*?)(?:\n\s*\n|$)/.exec(whole)?.[1];
  return {
    name: symbol.name,
    file,
    area: file.includes('/') ? file.slice(0, file.indexOf('/')) : '',
    kind: kindOf(declaration),
    summary: oneLine(comment.replace(/Source:[\s\S]*$/, '')),
    basis: basis === undefined ? undefined : oneLine(basis),
    throws: tags
      .filter(({ name }) => name === 'throws')
      .map(({ text }) => oneLine(text.replace(/Source:[\s\S]*$/, ''))),
    returns: tags
      .filter(({ name }) => name === 'returns')
      .map(({ text }) => oneLine(text.replace(/Source:[\s\S]*$/, ''))),
    parameters: tags
      .filter(({ name }) => name === 'param')
      .map(({ text }) => oneLine(text.replace(/Source:[\s\S]*$/, ''))),
    signature: ts.isFunctionDeclaration(declaration) ? signatureOf(declaration) : undefined,
  };
}

function kindOf(declaration) {
  if (ts.isFunctionDeclaration(declaration)) return 'function';
  if (ts.isClassDeclaration(declaration)) return 'class';
  return ts.isVariableDeclaration(declaration) ? 'constant' : 'type';
}

function signatureOf(declaration) {
  const parameters = declaration.parameters.map((parameter) => oneLine(parameter.getText()));
  const type = declaration.type === undefined ? '' : `: ${oneLine(declaration.type.getText())}`;
  return `${declaration.name.text}(${parameters.join(', ')})${type}`;
}

function oneLine(text) {
  return text
    .replace(/\{@link ([^}\s]+)[^}]*\}/g, '`$1`')
    .replace(/\s+/g, ' ')
    .trim();
}

function functionText(entry) {
  const lines = [`### ${entry.name}`, '', '```ts', entry.signature, '```', '', entry.summary, ''];
  for (const parameter of entry.parameters) lines.push(`- ${parameter.replace(/^(\S+)\s+/, '`$1`: ')}`);
  for (const text of entry.returns) lines.push(`- Returns ${text}`);
  for (const text of entry.throws) lines.push(`- Throws ${text}`);
  lines.push(`- Basis: ${entry.basis}`, `- In \`src/${entry.file}\``, '');
  return lines;
}

/** Every edition that an exported constant is or holds, by id. */
function editionsOf(exports) {
  const found = new Map();
  const visit = (value) => {
    if (typeof value !== 'object' || value === null) return;
    if (typeof value.id === 'string' && typeof value.mark === 'string') found.set(value.id, value);
    else if (Array.isArray(value)) value.forEach(visit);
  };
  Object.values(exports).forEach(visit);
  return [...found.values()];
}

function cell(text) {
  return String(text ?? '').replaceAll('|', '\\|');
}

function editionTable(editions) {
  const order = ['verified', 'single source', 'recall'];
  const rows = editions
    .sort((a, b) => order.indexOf(a.mark) - order.indexOf(b.mark) || a.id.localeCompare(b.id))
    .map(({ id, title, clause, effectiveFrom, supersededOn, mark, note }) => {
      const span = effectiveFrom === undefined ? '' : `${effectiveFrom}..${supersededOn ?? ''}`;
      return `| ${[id, title, clause, span, mark, note].map(cell).join(' | ')} |`;
    });
  return ['| id | title | clause | in force | mark | note |', '|---|---|---|---|---|---|', ...rows, ''];
}

function areaText(area, title, entries) {
  const own = entries.filter((entry) => entry.area === area);
  const functions = own.filter(({ kind }) => kind === 'function');
  const others = own.filter(({ kind }) => kind !== 'function');
  if (own.length === 0) return [];
  const rows = others.map(({ name, kind, summary }) => `| \`${name}\` | ${kind} | ${cell(summary)} |`);
  const table = rows.length === 0 ? [] : ['| name | is | for |', '|---|---|---|', ...rows, ''];
  return [`## ${title}`, '', ...functions.flatMap(functionText), ...table];
}

const index = program.getSourceFile(join(source, 'index.ts'));
const entries = checker
  .getExportsOfModule(checker.getSymbolAtLocation(index))
  .map(entryOf)
  .filter((entry) => entry !== undefined)
  .sort((a, b) => a.name.localeCompare(b.name));
const exports = await import('../src/index.ts');
const written = [
  '# API of @huanzhi/standards',
  '',
  'Written by `scripts/api-page.mjs` from the source; do not edit. Marks: **verified** (read in the primary document or',
  'confirmed by two independent sources), **single source**, **recall** (from memory; check before it decides anything',
  'legal). What is not verified is data that can be replaced. Where a clause, article or table is marked “number recall”,',
  'the rule itself has the mark of its edition and only its number was not read in the document. A function of our own',
  'says “own utility, no standard”.',
  '',
  ...Object.entries(AREAS).flatMap(([area, title]) => areaText(area, title, entries)),
  '## Editions and methods with their marks',
  '',
  ...editionTable(editionsOf(exports)),
].join('\n');

/** The page as the project's formatter leaves it, so that formatting never makes it stale. */
function formatted(markdown) {
  const biome = fileURLToPath(import.meta.resolve('@biomejs/biome/bin/biome'));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [biome, 'format', `--stdin-file-path=${page}`],
    {
      cwd: join(home, '..', '..'),
      input: markdown,
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`the page cannot be formatted: ${stderr}`);
  return stdout;
}

const text = formatted(written);
const functions = entries.filter(({ kind }) => kind === 'function');
const without = functions
  .filter(({ basis }) => basis === undefined)
  .map(({ name, file }) => `${name} (${file})`);
if (without.length > 0) {
  console.error(`functions without a "Source:" line: ${without.join(', ')}`);
  process.exitCode = 1;
} else if (!process.argv.includes('--check')) {
  writeFileSync(page, text);
  console.log(`${functions.length} functions, ${entries.length} exports`);
} else if (readFileSync(page, 'utf8') !== text) {
  console.error('API.md is stale: run packages/standards/scripts/api-page.mjs');
  process.exitCode = 1;
}
