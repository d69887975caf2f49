import { describe, expect, it } from 'vitest';
import { factorOfName, recogniseTable, titleScore, yearOfFileName } from '../../src/files/index.ts';
import { readUnit } from '../../src/units/index.ts';

const uses = (titles: string[]) =>
  recogniseTable(titles).columns.map(({ role, factor, unit }) =>
    role === 'factor' ? `${factor}${unit === null ? '' : ` ${unit}`}` : role,
  );

describe('recogniseTable', () => {
  it('takes the columns of published hours of air', () => {
    const titles =
      'station,date,hour,AQI,PM2.5,PM2.5_24h,PM10,PM10_24h,SO2,SO2_24h,NO2,NO2_24h,O3,O3_24h,O3_8h,O3_8h_24h,CO,CO_24h';
    expect(uses(titles.split(','))).toEqual([
      'site',
      'date',
      'hour',
      'ignored',
      'a34004',
      'day-mean',
      'a34002',
      'day-mean',
      'a21026',
      'day-mean',
      'a21004',
      'day-mean',
      'a05024',
      'day-max1h',
      'ignored',
      'day-mda8',
      'a21005',
      'day-mean',
    ]);
    expect(recogniseTable(titles.split(',')).form).toBe('wide');
    expect(recogniseTable(titles.split(',')).hourLabel).toBe('end');
  });

  it.each([
    ['PM2.5_24h(μg/m³)', 'day-mean', 'a34004', 'µg/m³'],
    ['pm2_5_24h', 'day-mean', 'a34004', null],
    ['PM10 24小时滑动平均（μg/m³）', 'day-mean', 'a34002', 'µg/m³'],
    ['o3_8h_24h', 'day-mda8', 'a05024', null],
    ['臭氧8小时_24小时', 'day-mda8', 'a05024', null],
    ['O3_24h', 'day-max1h', 'a05024', null],
    // No figure of the standard, or of none of the six.
    ['O3 24小时滑动平均', 'ignored', null, null],
    ['O3_8h', 'ignored', null, null],
    ['CO_8h_24h', 'ignored', null, null],
    ['TSP_24h', 'ignored', null, null],
    ['AQI', 'ignored', null, null],
    ['AQI_24h', 'ignored', null, null],
  ])('%s is %s', (title, role, factor, unit) => {
    expect(recogniseTable(['station', 'date', 'hour', title]).columns[3]).toMatchObject({
      role,
      factor,
      unit,
      why: role === 'ignored' ? 'computed' : null,
    });
  });

  it('is wide with published day figures alone', () => {
    expect(recogniseTable(['站点', '日期', 'PM2.5_24h']).form).toBe('wide');
  });

  it('takes the columns of published waters, the unrounded ones too', () => {
    const layout = recogniseTable(
      'file_date,province,basin,city,river,section,time,class,水温,pH,溶解氧,氨氮,总磷,叶绿素a,水温_orig,pH_orig,氨氮_orig,status'.split(
        ',',
      ),
    );
    expect(Object.fromEntries(layout.columns.map((one) => [one.title, one.factor ?? one.role]))).toEqual({
      file_date: 'date',
      province: 'ignored',
      basin: 'ignored',
      city: 'ignored',
      river: 'ignored',
      section: 'site',
      time: 'time',
      class: 'ignored',
      水温: 'w01010',
      pH: 'w01001',
      溶解氧: 'w01009',
      氨氮: 'w21003',
      总磷: 'w21011',
      叶绿素a: 'ignored',
      水温_orig: 'w01010',
      pH_orig: 'w01001',
      氨氮_orig: 'w21003',
      status: 'mark',
    });
    expect(layout.columns.filter((one) => one.unrounded).map((one) => one.title)).toEqual([
      '水温_orig',
      'pH_orig',
      '氨氮_orig',
    ]);
    expect(layout.columns.find((one) => one.title === '叶绿素a')?.why).toBe('unknown');
  });

  it('reads units from titles', () => {
    expect(
      uses([
        '省份',
        '断面名称',
        '监测时间',
        '水质类别',
        '水温(℃)',
        'pH(无量纲)',
        '溶解氧(mg/L)',
        '电导率(μS/cm)',
        '总磷(以P计,mg/L)',
        '站点情况',
      ]),
    ).toEqual([
      'ignored',
      'site',
      'time',
      'ignored',
      'w01010 °C',
      'w01001 1',
      'w01009 mg/L',
      'w01014 µS/cm',
      'w21011 mg/L',
      'mark',
    ]);
    expect(
      uses(['站点名称', '日期', '小时', 'PM2.5（μg/m³）', '一氧化碳(mg/m3)', '颗粒物(PM10)', '臭氧 ug/m3']),
    ).toEqual(['site', 'date', 'hour', 'a34004 µg/m³', 'a21005 mg/m³', 'a34002', 'a05024 µg/m³']);
  });

  it('takes the long form', () => {
    const layout = recogniseTable([
      '站点编码',
      '站点名称',
      '监测时间',
      '监测因子',
      '监测值',
      '单位',
      '数据标识',
    ]);
    expect(layout.form).toBe('long');
    expect(layout.columns.map(({ role }) => role)).toEqual([
      'site',
      'ignored',
      'time',
      'item',
      'value',
      'unit',
      'mark',
    ]);
  });

  it('says when it finds no value', () => {
    expect(recogniseTable(['姓名', '电话']).form).toBe('none');
    expect(titleScore(['姓名', '电话'])).toBe(0);
  });

  it('takes a name that air and water share by the company it keeps', () => {
    expect(uses(['断面', '时间', '温度', '氨氮', '总磷'])).toContain('w01010');
    expect(uses(['站点', '时间', '温度', 'PM2.5', 'PM10'])).toContain('a01001');
  });
});

describe('names and units', () => {
  it.each([
    ['PM₂.₅', 'a34004'],
    ['pm2.5浓度', 'a34004'],
    ['二氧化硫', 'a21026'],
    ['W21003', 'w21003'],
    ['a05024', 'a05024'],
    ['NH3-N', 'w21003'],
    ['高锰酸盐指数', 'w01019'],
    ['六价铬', 'w20117'],
    ['Leq', 'Leq'],
    ['姓名', null],
    ['', null],
  ])('factorOfName(%s) is %s', (text, code) => {
    expect(factorOfName(text)).toBe(code);
  });

  it.each([
    ['μg/m³', 'µg/m³'],
    ['ug/m3', 'µg/m³'],
    ['微克/立方米', 'µg/m³'],
    ['MG/L', 'mg/L'],
    ['℃', '°C'],
    ['dB(A)', 'dB'],
    ['ppb', null],
  ])('readUnit(%s) is %s', (text, unit) => {
    expect(readUnit(text)).toBe(unit);
  });

  it.each([
    ['水质 2021-04.csv', 2021],
    ['china_sites_20190408.csv', 2019],
    ['1141A.csv', null],
    ['第123456789批.csv', null],
  ])('yearOfFileName(%s) is %s', (name, year) => {
    expect(yearOfFileName(name)).toBe(year);
  });
});
