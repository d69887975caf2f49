import { useLocal } from '../../../lib/use-local.ts';

const zh = {
  title: '区底图',
  now: '现用底图',
  none: '还没有底图。空气、点位等页面的地图只有点，没有底。',
  facts: (features: number, origin: string, date: string, crs: string) =>
    `${features} 个要素　${origin}　${date}　${crs}`,
  uploaded: (at: string) => `上传于 ${at}`,
  replace: '更换底图',
  file: 'GeoJSON 文件',
  fileHint:
    '要素集（FeatureCollection），经纬度，4 MB、5000 个要素以内；属性 kind 为 district、town、water、road、place，name 为名称。',
  origin: '来源',
  originHint: '如 区规划资源局；标在地图角上。',
  date: '截止日期',
  dateHint: '图上内容截至哪一天。',
  crs: '坐标系',
  crsHint: '不作转换；地方坐标系和投影坐标请先转成经纬度。加偏的坐标（GCJ-02）会偏离几百米，不要使用。',
  check: '检查并预览',
  checked: (features: number) => `检查通过：${features} 个要素。确认图上位置无误后采用。`,
  kinds: { district: '区界', town: '街镇', water: '水体', road: '道路', place: '地名' } as Record<
    string,
    string
  >,
  outside: (out: number, all: number) => `${all} 个点位中有 ${out} 个在底图范围之外，请核对坐标系和文件。`,
  inside: (all: number) => `${all} 个点位都在底图范围之内。`,
  use: '采用这幅底图',
  used: '已采用。',
  again: '换一个文件',
  fill: (label: string) => `请填写${label}`,
  choose: '请选择文件',
  noPermission: '底图由监测站上传。',
  preview: '预览',
};

const en: typeof zh = {
  title: 'Base map',
  now: 'In use',
  none: 'No base map yet: maps show points only.',
  facts: (features, origin, date, crs) => `${features} features　${origin}　${date}　${crs}`,
  uploaded: (at) => `Uploaded ${at}`,
  replace: 'Replace the base map',
  file: 'GeoJSON file',
  fileHint:
    'A FeatureCollection in degrees, at most 4 MB and 5000 features; property kind is district, town, water, road or place, name the label.',
  origin: 'From',
  originHint: 'Who made it; printed in the corner of the map.',
  date: 'State of',
  dateHint: 'The day whose state it shows.',
  crs: 'Coordinate system',
  crsHint:
    'Nothing is converted. Local and projected systems must be made degrees first; GCJ-02 is off by hundreds of metres.',
  check: 'Check and preview',
  checked: (features) => `Checked: ${features} features. Look at the places, then use it.`,
  kinds: { district: 'district', town: 'towns', water: 'waters', road: 'roads', place: 'places' },
  outside: (out, all) =>
    `${out} of ${all} sites lie outside this map: check the coordinate system and the file.`,
  inside: (all) => `All ${all} sites lie on this map.`,
  use: 'Use this map',
  used: 'In use.',
  again: 'Another file',
  fill: (label) => `Fill in: ${label}`,
  choose: 'Choose a file',
  noPermission: 'The base map is kept by the monitoring station.',
  preview: 'Preview',
};

/** The words of the base map in the language of the interface. */
export function useMapTexts(): typeof zh {
  return useLocal().language === 'en' ? en : zh;
}
