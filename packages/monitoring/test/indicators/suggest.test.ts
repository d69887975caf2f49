import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { indicators, type NamedGoal, suggestIndicator } from '../../src/indicators/index.ts';

const shared = process.env.HUANZHI_SHARED ?? join(import.meta.dirname, '../../../../../shared');
const gold = join(shared, 'plans/gold');

const goal = (name: string, unit: string | null, more: Partial<NamedGoal> = {}): NamedGoal => ({
  name,
  unit,
  subject: '',
  comparator: '<=',
  value: '35',
  ...more,
});
const microgram = '微克/立方米';

describe('which indicator a goal speaks of', () => {
  it.each<[string, string | null, Partial<NamedGoal>, string]>([
    ['PM2.5年均浓度', microgram, {}, 'air.pm25.mean'],
    ['细颗粒物（PM2.5）年均浓度', microgram, { subject: '全区' }, 'air.pm25.mean'],
    ['细颗粒物(PM_{2.5})年平均浓度', 'μg/m³', { subject: '本区' }, 'air.pm25.mean'],
    ['环境空气PM2.5 年均值', 'ug/m3', { subject: '澜溪区' }, 'air.pm25.mean'],
    ['可吸入颗粒物年均浓度', microgram, {}, 'air.pm10.mean'],
    ['二氧化氮（NO₂）年均浓度', microgram, {}, 'air.no2.mean'],
    ['SO2年均浓度', microgram, {}, 'air.so2.mean'],
    ['臭氧日最大8小时平均第90百分位浓度', microgram, {}, 'air.o3.p90'],
    ['空气质量优良天数比率', '%', {}, 'air.good-days'],
    ['环境空气质量（AQI）优良率', '%', { subject: '本区' }, 'air.good-days'],
    ['全年空气质量优良率（AQI）', '%', { subject: '嘉定区' }, 'air.good-days'],
    ['AQI优良率', '%', {}, 'air.good-days'],
    ['重度及以上污染天数', '天', {}, 'air.heavy-days'],
    ['优Ⅲ类水体比例', '%', { subject: '全区' }, 'water.good'],
    ['地表水达到或好于Ⅲ类水体比例', '%', {}, 'water.good'],
    ['地表水优于III类比例', '%', {}, 'water.good'],
    ['市考核断面达到或好于Ⅲ类水体比例', '%', { subject: '市考核断面' }, 'water.good.municipal'],
    ['国控断面Ⅲ类及以上水质比例', '%', {}, 'water.good.national'],
    ['市控以上断面水质优Ⅲ类比例', '%', {}, 'water.good.upper'],
    ['国、市考断面水质达标率', '%', {}, 'water.compliant.upper'],
    ['市控断面水质达标率', '%', { subject: '地表水市控断面' }, 'water.compliant.municipal'],
    ['市考断面达标率', '%', {}, 'water.compliant.municipal'],
    ['断面水质达标率', '%', {}, 'water.compliant'],
    ['劣Ⅴ类断面比例', '%', {}, 'water.inferior'],
    ['劣V类断面数', '个', {}, 'water.inferior-count'],
  ])('%s (%s)', (name, unit, more, key) => {
    expect(suggestIndicator(goal(name, unit, more))).toBe(key);
    expect(indicators.map((one) => one.key)).toContain(key);
  });

  it.each<[string, string | null, Partial<NamedGoal>]>([
    ['PM2.5年均浓度', '%', {}],
    ['PM2.5年均浓度下降比例', '%', {}],
    ['PM2.5年均浓度', microgram, { subject: '各街镇' }],
    ['PM2.5年均浓度', microgram, { subject: '工业园区' }],
    ['PM2.5年均浓度', microgram, { subject: '全市' }],
    ['PM2.5年均浓度', microgram, { value: null }],
    ['PM2.5年均浓度', null, {}],
    ['道路扬尘PM2.5年均浓度', microgram, {}],
    ['秋冬季PM2.5平均浓度', microgram, {}],
    ['PM2.5日均浓度', microgram, {}],
    ['PM2.5和PM10年均浓度', microgram, {}],
    ['重污染天气', null, { comparator: 'qualitative', value: null }],
    ['优良天数', '天', {}],
    ['优良样板工程比例', '%', {}],
    ['森林覆盖率', '%', {}],
    ['集中式饮用水水源地水质达标率', '%', {}],
    ['地下水Ⅲ类比例', '%', {}],
    ['水功能区达标率', '%', {}],
    ['近岸海域水质优良比例', '%', {}],
    ['污水处理厂出水达标率', '%', {}],
    ['企业排放达标率', '%', {}],
    ['达标率', '%', {}],
    ['工业企业废水达标率', '%', {}],
    ['黑臭水体消除比例', '%', {}],
    ['河道水质优Ⅲ类比例', '%', {}],
    ['备用取水地水质', '类', { value: 'Ⅲ' }],
    ['受污染耕地安全利用率', '%', {}],
    ['新能源车比例', '%', {}],
  ])('says nothing about %s (%s) %o', (name, unit, more) => {
    expect(suggestIndicator(goal(name, unit, more))).toBeNull();
  });
});

interface GoldGoal {
  name: string;
  subject: string;
  comparator: string;
  value: number | string | null;
  unit: string | null;
}

describe.skipIf(!existsSync(gold))('goals of the annotated plans', () => {
  it('binds those that are an indicator and no other', () => {
    const bound = readdirSync(gold).flatMap((file) => {
      const { indicators: goals } = JSON.parse(readFileSync(join(gold, file), 'utf8')) as {
        indicators: GoldGoal[];
      };
      return goals.flatMap((one) => {
        const key = suggestIndicator({ ...one, value: one.value === null ? null : String(one.value) });
        return key === null ? [] : [`${file.slice(0, 3)} ${one.name}: ${key}`];
      });
    });
    expect(bound).toEqual([
      '000 环境空气质量（AQI）优良率: air.good-days',
      '000 PM2.5年均浓度: air.pm25.mean',
      '000 市考核断面达到或好于Ⅲ类水体比例: water.good.municipal',
      '001 PM2.5年均浓度: air.pm25.mean',
      '001 空气质量优良天数比率: air.good-days',
      '001 优Ⅲ类水体比例: water.good',
      '004 全年空气质量优良率（AQI）: air.good-days',
      '004 PM2.5年均浓度: air.pm25.mean',
    ]);
  });
});
