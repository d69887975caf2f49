import type { OrgKind } from '../store/schema.ts';

/** An organisation of the sample district, by a key that the other sample files use. */
export interface SampleOrg {
  key: string;
  parent: string | null;
  name: string;
  shortName: string;
  aliases?: string[];
  kind: OrgKind;
  /** 12 digits of a town; the district's code when left out. */
  areaCode?: string;
}

/** No real district has this code. */
export const sampleDistrict = { key: 'district', code: '990101', name: '示例区' };

const department = (key: string, name: string, shortName: string, aliases: string[] = []): SampleOrg => ({
  key,
  parent: 'district',
  name,
  shortName,
  aliases,
  kind: 'department',
});

const town = (number: number, key: string, name: string): SampleOrg => ({
  key,
  parent: 'district',
  name: `示例区${name}`,
  shortName: name,
  aliases: [],
  kind: 'town',
  areaCode: `${sampleDistrict.code}${String(number).padStart(3, '0')}`,
});

/** The sample district: invented towns, the usual departments. Parents stand before children. */
export const sampleOrgs: readonly SampleOrg[] = [
  {
    key: 'district',
    parent: null,
    name: '示例区',
    shortName: '示例区',
    aliases: ['区政府', '区政府督查室'],
    kind: 'district',
  },
  {
    key: 'bureau',
    parent: 'district',
    name: '示例区生态环境局',
    shortName: '区生态环境局',
    kind: 'bureau',
  },
  {
    key: 'office',
    parent: 'bureau',
    name: '示例区生态文明建设领导小组办公室',
    shortName: '区生态文明办',
    aliases: ['生态文明办'],
    kind: 'bureau',
  },
  {
    key: 'enforcement',
    parent: 'bureau',
    name: '示例区生态环境局执法大队',
    shortName: '区执法大队',
    kind: 'bureau',
  },
  { key: 'monitoring', parent: 'bureau', name: '示例区环境监测站', shortName: '区监测站', kind: 'bureau' },
  department('planning', '示例区发展和改革委员会', '区发展改革委'),
  department('economy', '示例区经济委员会', '区经委'),
  department('science', '示例区科学技术委员会', '区科委'),
  department('finance', '示例区财政局', '区财政局'),
  department('land', '示例区规划和自然资源局', '区规划资源局'),
  department('construction', '示例区建设和管理委员会', '区建设管理委'),
  department('transport', '示例区交通委员会', '区交通委'),
  department('water', '示例区水务局', '区水务局'),
  department('farming', '示例区农业农村委员会', '区农业农村委'),
  department('green', '示例区绿化和市容管理局', '区绿化市容局'),
  department('housing', '示例区住房保障和房屋管理局', '区房管局'),
  department('commerce', '示例区商务委员会', '区商务委'),
  department('health', '示例区卫生健康委员会', '区卫生健康委'),
  department('emergency', '示例区应急管理局', '区应急局'),
  department('market', '示例区市场监督管理局', '区市场监管局'),
  department('urban', '示例区城市管理行政执法局', '区城管执法局'),
  department('services', '示例区机关事务管理局', '区机管局'),
  department('education', '示例区教育局', '区教育局'),
  department('police', '示例公安分局', '公安分局'),
  department('culture', '示例区文化和旅游局', '区文化旅游局'),
  department('assets', '示例区国有资产监督管理委员会', '区国资委'),
  town(1, 'chenguang', '晨光街道'),
  town(2, 'wanghu', '望湖街道'),
  town(3, 'liuan', '柳岸街道'),
  town(4, 'qinghe', '青禾镇'),
  town(5, 'shidu', '石渡镇'),
  town(6, 'yunxi', '云溪镇'),
  town(7, 'fengdu', '枫渡镇'),
  town(8, 'bailu', '白鹭镇'),
  town(9, 'changdi', '长堤镇'),
  town(10, 'park', '工业园区管委会'),
  {
    key: 'plant',
    parent: 'district',
    name: '澄源污水处理厂（示例）',
    shortName: '澄源污水处理厂',
    aliases: [],
    kind: 'enterprise',
    areaCode: `${sampleDistrict.code}005`,
  },
];
