import type { SiteKind, SiteProps, SiteTier } from '../../store/monitoring/sites.queries.ts';

/** A place of the sample district; `town`, `enterprise` are keys of its organisations. */
export interface SamplePlace {
  code: string;
  name: string;
  kind: SiteKind;
  town: string;
  enterprise?: string;
  tier: SiteTier | null;
  assessed: boolean;
  lon: number;
  lat: number;
  intervalHours: number;
  props: SiteProps;
  /** How dirty it is against the usual: 1 is average. */
  level: number;
  limits?: { factor: string; period: 'hour' | 'day'; lower?: string; upper?: string }[];
}

const air = (
  number: number,
  name: string,
  town: string,
  place: Pick<SamplePlace, 'lon' | 'lat' | 'level'>,
) => ({
  code: `99A0${number}`,
  name,
  kind: 'air' as const,
  town,
  tier: number === 1 ? ('national' as const) : ('municipal' as const),
  assessed: true,
  intervalHours: 1,
  props: {},
  ...place,
});

const section = (
  number: number,
  name: string,
  river: string,
  town: string,
  targetClass: string,
  place: Pick<SamplePlace, 'lon' | 'lat' | 'level'>,
) => ({
  code: `99W${String(number).padStart(2, '0')}`,
  name,
  kind: 'section' as const,
  town,
  tier: number === 1 ? ('national' as const) : number <= 5 ? ('municipal' as const) : ('district' as const),
  assessed: true,
  intervalHours: 24,
  props: { water: river.endsWith('湖') ? ('lake' as const) : ('river' as const), targetClass, river },
  ...place,
});

/** The places of the sample district; names, places and figures are invented. */
export const samplePlaces: readonly SamplePlace[] = [
  air(1, '望湖', 'wanghu', { lon: 121.31, lat: 31.32, level: 0.96 }),
  air(2, '晨光', 'chenguang', { lon: 121.35, lat: 31.35, level: 1.02 }),
  air(3, '工业园区', 'park', { lon: 121.4, lat: 31.3, level: 1.12 }),
  {
    ...air(4, '云溪对照点', 'yunxi', { lon: 121.22, lat: 31.25, level: 0.86 }),
    assessed: false,
    tier: 'district',
  },
  section(1, '云溪入江口', '云溪', 'yunxi', 'Ⅲ', { lon: 121.21, lat: 31.27, level: 0.8 }),
  section(2, '望湖湖心', '望湖', 'wanghu', 'Ⅲ', { lon: 121.3, lat: 31.31, level: 0.62 }),
  section(3, '晨光桥', '柳岸河', 'chenguang', 'Ⅲ', { lon: 121.34, lat: 31.36, level: 0.9 }),
  section(4, '石渡闸', '石渡河', 'shidu', 'Ⅲ', { lon: 121.27, lat: 31.38, level: 1.3 }),
  section(5, '枫渡口', '枫渡塘', 'fengdu', 'Ⅲ', { lon: 121.38, lat: 31.27, level: 0.98 }),
  section(6, '青禾桥', '青禾港', 'qinghe', 'Ⅲ', { lon: 121.25, lat: 31.34, level: 0.85 }),
  section(7, '白鹭荡', '白鹭河', 'bailu', 'Ⅲ', { lon: 121.36, lat: 31.24, level: 0.75 }),
  section(8, '长堤闸内', '长堤港', 'changdi', 'Ⅳ', { lon: 121.42, lat: 31.33, level: 1.2 }),
  section(9, '园区东桥', '园区河', 'park', 'Ⅳ', { lon: 121.41, lat: 31.31, level: 1.4 }),
  section(10, '柳岸桥', '柳岸河', 'liuan', 'Ⅲ', { lon: 121.33, lat: 31.33, level: 1.02 }),
  {
    code: '99S01',
    name: '澄源污水处理厂 总排口 DW001',
    kind: 'outlet',
    town: 'shidu',
    enterprise: 'plant',
    tier: null,
    assessed: true,
    lon: 121.28,
    lat: 31.39,
    intervalHours: 1,
    props: { medium: 'water' },
    level: 1,
    limits: [
      { factor: 'w01018', period: 'day', upper: '50' },
      { factor: 'w21003', period: 'day', upper: '5' },
      { factor: 'w01001', period: 'day', lower: '6', upper: '9' },
    ],
  },
  {
    code: '99N01',
    name: '晨光广场',
    kind: 'noise',
    town: 'chenguang',
    tier: 'district',
    assessed: true,
    lon: 121.345,
    lat: 31.352,
    intervalHours: 1,
    props: { zoneClass: '2' },
    level: 0,
  },
  {
    code: '99N02',
    name: '长堤干道旁',
    kind: 'noise',
    town: 'changdi',
    tier: 'district',
    assessed: true,
    lon: 121.418,
    lat: 31.328,
    intervalHours: 1,
    props: { zoneClass: '4a' },
    level: 9,
  },
  {
    code: '99D01',
    name: '柳岸路改建工地',
    kind: 'dust',
    town: 'liuan',
    tier: null,
    assessed: true,
    lon: 121.332,
    lat: 31.331,
    intervalHours: 1,
    props: {},
    level: 1,
  },
];
