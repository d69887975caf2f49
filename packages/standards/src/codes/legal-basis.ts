import { type ObservationTime, shanghaiDate, type VerificationMark } from '../edition.ts';

/** First day of 生态环境法典; it repeals ten laws. */
export const CODE_EFFECTIVE_FROM = '2026-08-15';

/** The laws that 生态环境法典 repeals. */
export const REPEALED_LAWS: readonly string[] = [
  '环境保护法',
  '环境影响评价法',
  '海洋环境保护法',
  '大气污染防治法',
  '水污染防治法',
  '土壤污染防治法',
  '固体废物污染环境防治法',
  '噪声污染防治法',
  '放射性污染防治法',
  '清洁生产促进法',
];

/** One topic with its article before and since the code. */
export interface LegalBasisRow {
  readonly topic: string;
  readonly before: string;
  readonly since: string;
  /** What the code adds. */
  readonly note?: string;
}

/** Articles on soil, waste, noise and monitoring; read in one public copy of the code. */
export const LEGAL_BASIS: readonly LegalBasisRow[] = [
  { topic: '建设用地名录', before: '土壤污染防治法58', since: '法典453' },
  {
    topic: '调查触发与评审',
    before: '土壤污染防治法59',
    since: '法典454',
    note: '增加：在省级规定的期限内完成',
  },
  { topic: '风险评估', before: '土壤污染防治法60', since: '法典455' },
  {
    topic: '评审与纳入名录、禁作一住两公',
    before: '土壤污染防治法61',
    since: '法典456',
    note: '具体办法由省级制定',
  },
  { topic: '风险管控', before: '土壤污染防治法62', since: '法典457' },
  { topic: '政府措施', before: '土壤污染防治法63', since: '法典458' },
  { topic: '修复方案', before: '土壤污染防治法64', since: '法典459' },
  { topic: '效果评估', before: '土壤污染防治法65', since: '法典460' },
  {
    topic: '移出名录与禁止开工',
    before: '土壤污染防治法66',
    since: '法典461',
    note: '增加：未按规定调查、评估、管控、修复、评估的地块同样禁止；已开工的立即停止',
  },
  { topic: '重点监管单位用途变更', before: '土壤污染防治法67', since: '法典462' },
  { topic: '政府收回', before: '土壤污染防治法68', since: '法典463' },
  { topic: '一般工业固废台账', before: '固废法36', since: '法典489' },
  { topic: '委托核实', before: '固废法37', since: '法典490' },
  { topic: '建筑垃圾制度', before: '固废法60', since: '法典516' },
  { topic: '建筑垃圾全过程、联单', before: '固废法62', since: '法典518', note: '增加联单管理' },
  { topic: '建筑垃圾处理方案', before: '固废法63', since: '法典520' },
  { topic: '危废标志', before: '固废法77', since: '法典531' },
  { topic: '管理计划与台账', before: '固废法78', since: '法典532' },
  { topic: '贮存利用处置', before: '固废法79', since: '法典533' },
  { topic: '许可证', before: '固废法80', since: '法典534' },
  { topic: '分类与一年贮存', before: '固废法81', since: '法典535' },
  { topic: '转移联单与跨省', before: '固废法82', since: '法典536' },
  { topic: '应急预案', before: '固废法85', since: '法典539' },
  { topic: '医疗废物', before: '固废法90', since: '法典544' },
  { topic: '施工噪声自动监测', before: '噪声法42', since: '法典571' },
  { topic: '夜间施工', before: '噪声法43', since: '法典572' },
  { topic: '夜间施工罚则', before: '噪声法77', since: '法典1185' },
  { topic: '自行监测记录5年', before: '排污许可管理条例', since: '法典183' },
  { topic: '自动监测设备', before: '排污许可管理条例', since: '法典184' },
];

/** The article that governs a fact. */
export interface LegalBasis {
  readonly topic: string;
  readonly cite: string;
  readonly effectiveFrom?: string;
  readonly supersededOn?: string;
  readonly note?: string;
  readonly mark: VerificationMark;
}

/**
 * The legal basis of a topic on the day of the fact: never a repealed law for facts on or after 2026-08-15.
 * @param topic as in {@link LEGAL_BASIS}.
 * @returns null for a topic that the map does not have.
 * @throws ObservationTimeError when the time cannot be read.
 * Source: 生态环境法典 (2026-03-12, single source).
 */
export function legalBasis(topic: string, factDate: ObservationTime): LegalBasis | null {
  const row = LEGAL_BASIS.find((entry) => entry.topic === topic);
  if (row === undefined) return null;
  const base = { topic, mark: 'single source' as const };
  if (shanghaiDate(factDate) < CODE_EFFECTIVE_FROM) {
    return { ...base, cite: row.before, supersededOn: CODE_EFFECTIVE_FROM };
  }
  const note = row.note === undefined ? {} : { note: row.note };
  return { ...base, cite: row.since, effectiveFrom: CODE_EFFECTIVE_FROM, ...note };
}
