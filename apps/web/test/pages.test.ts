import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { adminPages, doorOf, doorsFor } from '../src/app/doors.ts';
import { en } from '../src/i18n/en.ts';
import { zh } from '../src/i18n/zh.ts';
import { readDraft } from '../src/lib/draft.ts';
import { requirementWithUnit } from '../src/lib/target-text.ts';
import { orgTree } from '../src/pages/admin/org-tree.ts';
import { columnTargets, formOfMapping } from '../src/pages/import/targets-of-columns.ts';
import { checkFile } from '../src/pages/plans/upload-rules.ts';
import { versionsOf } from '../src/pages/plans/versions.ts';
import { antdTokens } from '../src/theme/antd-tokens.ts';

describe('doors', () => {
  test('administrators see no business, officers no administration', () => {
    expect(doorsFor(['org.manage', 'user.read'], undefined).map((door) => door.key)).toEqual(['admin']);
    expect(doorsFor(['work', 'plan.read'], []).map((door) => door.key)).toEqual(['workbench', 'targets']);
    expect(adminPages(['audit.read']).map((page) => page.key)).toEqual(['audit']);
  });

  test('a page belongs to one door', () => {
    expect(doorOf('/', [])).toBe('workbench');
    expect(doorOf('/targets/1', [])).toBe('targets');
    expect(doorOf('/account', [])).toBeNull();
  });
});

describe('texts', () => {
  const flat = (value: object, prefix = ''): [string, string][] =>
    Object.entries(value).flatMap(([key, one]) =>
      typeof one === 'string' ? [[prefix + key, one]] : flat(one as object, `${prefix}${key}.`),
    );
  test('both languages fill the same blanks', () => {
    const blanks = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort().join();
    const english = new Map(flat(en));
    const different = flat(zh).filter(([key, text]) => {
      // English may leave out a count that the words already say, never add one.
      return !(english.get(key)?.match(/\{\{\w+\}\}/g) ?? []).every((blank) => blanks(text).includes(blank));
    });
    expect(different).toEqual([]);
  });
});

describe('theme', () => {
  test.each(['light', 'dark'] as const)('antd and the pages share their colours in %s', (mode) => {
    const css = readFileSync(new URL('../src/style/tokens.css', import.meta.url), 'utf8');
    const [light = '', dark = ''] = css.split('html[data-theme="dark"]');
    const value = (name: string) =>
      [...(mode === 'dark' ? dark : light).matchAll(/(--[\w-]+):\s*(#[0-9a-fA-F]{6})/g)]
        .find((match) => match[1] === name)?.[2]
        ?.toUpperCase();
    const token = antdTokens[mode].token ?? {};
    expect({
      primary: token.colorPrimary,
      text: token.colorText,
      second: token.colorTextSecondary,
      third: token.colorTextTertiary,
      error: token.colorError,
      border: token.colorBorder,
      line: token.colorSplit,
      page: token.colorBgLayout,
      panel: token.colorBgContainer,
    }).toEqual({
      primary: value('--primary'),
      text: value('--text'),
      second: value('--text-2'),
      third: value('--text-3'),
      error: value('--bad'),
      border: value('--line-strong'),
      line: value('--line'),
      page: value('--bg'),
      panel: value('--panel'),
    });
  });
});

describe('plans', () => {
  test.each([
    [{ name: '方案.docx', size: 10 }, null],
    [{ name: '方案.DOCX', size: 10 }, null],
    [{ name: '方案.exe', size: 10 }, 'kind'],
    [{ name: '方案.txt', size: 0 }, 'empty'],
    [{ name: '方案.pdf', size: 51 * 1024 * 1024 }, 'large'],
  ] as const)('%j', (file, wrong) => expect(checkFile(file)).toBe(wrong));

  test('versions hang together over several steps', () => {
    const plans = [
      { id: 'c', versionNo: 3, supersedes: 'b' },
      { id: 'x', versionNo: 1, supersedes: null },
      { id: 'b', versionNo: 2, supersedes: 'a' },
      { id: 'a', versionNo: 1, supersedes: null },
    ];
    const first = plans[3];
    if (!first) throw new Error('no plan');
    expect(versionsOf(first, plans).map((plan) => plan.id)).toEqual(['a', 'b', 'c']);
  });

  test('a requirement reads as the plan prints it', () => {
    const target = { comparator: '>=', value: 85, value2: null, unit: '%', raw: null };
    expect(requirementWithUnit(target)).toBe('≥ 85%');
    expect(requirementWithUnit({ ...target, value2: 90, unit: '吨' })).toBe('85–90 吨');
    expect(requirementWithUnit({ ...target, value: null, unit: null, raw: '完成市下达目标' })).toBe(
      '完成市下达目标',
    );
  });
});

describe('organisations', () => {
  test('one with an unknown parent is not lost', () => {
    const org = { name: '', shortName: '', aliases: [], kind: 'bureau', areaCode: '', active: true } as const;
    const tree = orgTree([
      { ...org, aliases: [], id: '2', parentId: '1' },
      { ...org, aliases: [], id: '1', parentId: null },
      { ...org, aliases: [], id: '3', parentId: 'gone' },
    ]);
    expect(tree.map((node) => node.org.id)).toEqual(['1', '3']);
    expect(tree[0]?.children.map((node) => node.org.id)).toEqual(['2']);
  });
});

describe('drafts', () => {
  const storage = (value: string | null) => ({ getItem: () => value }) as unknown as Storage;
  test('what cannot be read counts as none', () => {
    expect(readDraft(storage('{"a":1}'), 'k')).toEqual({ a: 1 });
    for (const bad of [null, '{', '[1]', '"x"', 'null']) expect(readDraft(storage(bad), 'k')).toBeNull();
  });
});

describe('columns of an import', () => {
  const base = { fields: [], transitions: [], importForms: [] };
  const form = {
    key: 'progress',
    label: { zh: '进展', en: 'Progress' },
    match: [{ header: '编号', to: 'code' as const }],
    transition: 'report',
    columns: [{ header: '进展' }],
  };
  type Definition = Parameters<typeof columnTargets>[0];

  test('a form that was sent back is recognised and offers its own entries', () => {
    const definition = { ...base, importForms: [form] } as unknown as Definition;
    const found = formOfMapping(definition, { 进展: 'form.progress.column.0', 备注: null });
    expect(found?.key).toBe('progress');
    expect(columnTargets(definition, found).map((target) => target.value)).toEqual([
      'form.progress.match.0',
      'form.progress.column.0',
    ]);
  });

  test('a table of records offers the fields that a table can fill', () => {
    const label = { zh: '深度', en: 'Depth' };
    const definition = {
      ...base,
      fields: [
        { key: 'depth', type: 'number', label },
        { key: 'seen', type: 'date', label, readOnly: true },
        { key: 'visits', type: 'items', label, fields: [] },
      ],
    } as unknown as Definition;
    const values = columnTargets(definition, undefined).map((target) => target.value);
    expect(values).toContain('data.depth');
    expect(values).not.toContain('data.seen');
    expect(values).not.toContain('data.visits');
  });
});
