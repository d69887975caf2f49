import type { Site, SiteKind, SiteTier } from '../../../store/monitoring/sites.queries.ts';
import type { OrgIndex } from '../../org-index.ts';
import type { SheetCell } from '../../tables/write-sheet.ts';

/** A site without its number, as a row of the list says it. */
export type ListedSite = Omit<Site, 'id'>;

/** What is wrong with a cell: what was expected, in both languages. */
export interface WrongCell {
  zh: string;
  en: string;
}

/** Names that cells use. */
export interface ListNames {
  orgs: OrgIndex;
  /** Short names of towns by area code. */
  areas: ReadonlyMap<string, string>;
}

/** A column of the list of sites: how a site is written, and what a cell says of one. */
export interface SiteColumn {
  title: string;
  width: number;
  note?: string;
  choices?: string[];
  write: (site: ListedSite, names: ListNames) => SheetCell;
  /** @returns how the site is changed, or what is wrong; an empty text means none */
  read: (text: string, names: ListNames) => ((site: ListedSite) => ListedSite) | WrongCell;
}

const kinds: Readonly<Record<SiteKind, string>> = {
  air: '空气站',
  section: '断面',
  outlet: '排放口',
  noise: '噪声点',
  dust: '扬尘工地',
};
const tiers: Readonly<Record<SiteTier, string>> = {
  national: '国控',
  municipal: '市控',
  district: '区控',
  town: '镇控',
};
const yesNo = { yes: '是', no: '否' } as const;

/** A column with few words; `null` is an empty cell. */
function choice<K extends string>(
  title: string,
  words: Readonly<Record<K, string>>,
  get: (site: ListedSite) => string | null | undefined,
  set: (site: ListedSite, code: K | null) => ListedSite,
  more: { required?: boolean } = {},
): SiteColumn {
  const entries = Object.entries<string>(words);
  const codes = Object.keys(words) as K[];
  const choices = entries.map(([, word]) => word);
  return {
    title: more.required ? `${title} *` : title,
    width: 12,
    choices,
    write: (site) => entries.find(([code]) => code === get(site))?.[1] ?? null,
    read: (text) => {
      if (text === '' && !more.required) return (site) => set(site, null);
      const code = codes.find((one) => one === text || words[one] === text);
      if (code === undefined)
        return {
          zh: `${title}“${text}”应为${choices.join('、')}之一。`,
          en: `${title} “${text}”: expected one of ${choices.join(', ')}.`,
        };
      return (site) => set(site, code);
    },
  };
}

const text = (title: string, width: number, most: number, key: 'code' | 'name'): SiteColumn => ({
  title: `${title} *`,
  width,
  write: (site) => site[key],
  read: (cell) =>
    cell === '' || cell.length > most
      ? { zh: `${title}须填 1 至 ${most} 字。`, en: `${title}: expected 1 to ${most} characters.` }
      : (site) => ({ ...site, [key]: cell }),
});

const org = (title: string, key: 'ownerOrg' | 'enterpriseOrg'): SiteColumn => ({
  title,
  width: 24,
  write: (site, { orgs }) => (site[key] === null ? null : orgs.nameOf(site[key])),
  read: (cell, { orgs }) => {
    if (cell === '') return (site) => ({ ...site, [key]: null });
    const found = orgs.byName(cell);
    if (found === undefined)
      return {
        zh: `${title}“${cell}”不是已登记的单位，或有几个单位同名。`,
        en: `${title} “${cell}” is no organisation known here, or several have this name.`,
      };
    return (site) => ({ ...site, [key]: found.id });
  },
});

const degrees = (title: string, key: 'lon' | 'lat'): SiteColumn => ({
  title,
  width: 12,
  note: '十进制度，WGS84 或 CGCS2000',
  write: (site) => site[key],
  read: (cell) => {
    if (cell === '') return (site) => ({ ...site, [key]: null });
    if (!/^\d{1,3}(\.\d{1,12})?$/.test(cell))
      return {
        zh: `${title}“${cell}”应为十进制度数，如 121.47。`,
        en: `${title} “${cell}”: expected decimal degrees such as 121.47.`,
      };
    return (site) => ({ ...site, [key]: Number(cell) });
  },
});

const town: SiteColumn = {
  title: '街镇 *',
  width: 14,
  note: '街镇名称，或 6 至 12 位区划代码',
  write: (site, { areas }) => areas.get(site.areaCode) ?? site.areaCode,
  read: (cell, { areas, orgs }) => {
    const named = [...areas].find(([, name]) => name === cell)?.[0] ?? orgs.byName(cell)?.areaCode;
    const code = /^\d{6,12}$/.test(cell) ? cell : named;
    if (code === undefined || code === '')
      return {
        zh: `街镇“${cell}”没有登记；请填街镇名称或区划代码。`,
        en: `Town “${cell}” is not known; give its name or area code.`,
      };
    return (site) => ({ ...site, areaCode: code });
  },
};

const interval: SiteColumn = {
  title: '监测间隔（小时）',
  width: 12,
  note: '1、2、4、24；不定期填 0',
  choices: ['1', '2', '4', '24', '0'],
  write: (site) => site.intervalHours,
  read: (cell) =>
    ['0', '1', '2', '4', '24'].includes(cell)
      ? (site) => ({ ...site, intervalHours: Number(cell) })
      : {
          zh: `监测间隔“${cell}”应为 0、1、2、4、24 之一。`,
          en: `Interval “${cell}”: expected 0, 1, 2, 4 or 24 hours.`,
        },
};

const river: SiteColumn = {
  title: '河湖名称',
  width: 14,
  write: (site) => site.props.river ?? null,
  read: (cell) =>
    cell.length > 100
      ? { zh: '河湖名称不超过 100 字。', en: 'The name of the water has at most 100 characters.' }
      : (site) => {
          const { river: _, ...rest } = site.props;
          return { ...site, props: cell === '' ? rest : { ...rest, river: cell } };
        },
};

/** The columns of the list, in the order of the sheet; titles with `*` must be filled. */
export const siteColumns: readonly SiteColumn[] = [
  text('编码', 16, 60, 'code'),
  text('名称', 28, 100, 'name'),
  choice(
    '类别',
    kinds,
    (site) => site.kind,
    (site, kind) => ({ ...site, kind: kind ?? site.kind }),
    {
      required: true,
    },
  ),
  town,
  org('责任单位', 'ownerOrg'),
  org('企业', 'enterpriseOrg'),
  choice(
    '级别',
    tiers,
    (site) => site.tier,
    (site, tier) => ({ ...site, tier }),
  ),
  choice(
    '参评',
    yesNo,
    (site) => (site.assessed ? 'yes' : 'no'),
    (site, word) => ({ ...site, assessed: word !== 'no' }),
  ),
  degrees('经度', 'lon'),
  degrees('纬度', 'lat'),
  interval,
  choice(
    '水体',
    { river: '河流', lake: '湖库' },
    (site) => site.props.water,
    (site, water) => {
      const { water: _, ...rest } = site.props;
      return { ...site, props: water === null ? rest : { ...rest, water } };
    },
  ),
  river,
  choice(
    '目标类别',
    { Ⅰ: 'Ⅰ', Ⅱ: 'Ⅱ', Ⅲ: 'Ⅲ', Ⅳ: 'Ⅳ', Ⅴ: 'Ⅴ' },
    (site) => site.props.targetClass,
    (site, targetClass) => {
      const { targetClass: _, ...rest } = site.props;
      return { ...site, props: targetClass === null ? rest : { ...rest, targetClass } };
    },
  ),
  choice(
    '声环境功能区',
    { '0': '0', '1': '1', '2': '2', '3': '3', '4a': '4a', '4b': '4b' },
    (site) => site.props.zoneClass,
    (site, zoneClass) => {
      const { zoneClass: _, ...rest } = site.props;
      return { ...site, props: zoneClass === null ? rest : { ...rest, zoneClass } };
    },
  ),
  choice(
    '排放介质',
    { water: '废水', gas: '废气' },
    (site) => site.props.medium,
    (site, medium) => {
      const { medium: _, ...rest } = site.props;
      return { ...site, props: medium === null ? rest : { ...rest, medium } };
    },
  ),
  choice(
    '报文时间',
    { start: '时段开始', end: '时段结束' },
    (site) => site.props.packetLabel,
    (site, packetLabel) => {
      const { packetLabel: _, ...rest } = site.props;
      return { ...site, props: packetLabel === null ? rest : { ...rest, packetLabel } };
    },
  ),
  choice(
    '在用',
    yesNo,
    (site) => (site.active ? 'yes' : 'no'),
    (site, word) => ({ ...site, active: word !== 'no' }),
  ),
];

/** A site about which its row says nothing but what must be filled. */
export const unsaidSite: ListedSite = {
  code: '',
  name: '',
  kind: 'outlet',
  areaCode: '',
  ownerOrg: null,
  enterpriseOrg: null,
  tier: null,
  assessed: true,
  lon: null,
  lat: null,
  intervalHours: 1,
  props: {},
  active: true,
};
