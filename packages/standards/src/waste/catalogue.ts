import { type Edition, editionAt, editionById, type ObservationTime } from '../edition.ts';
import { type EditionRef, editionRef } from '../result.ts';
import { HAZARDOUS_WASTE_CODES_2021 } from './catalogue-2021.ts';

/** Hazards: toxic, corrosive, ignitable, reactive, infectious. */
export type Hazard = 'T' | 'C' | 'I' | 'R' | 'In';

/** Printed names of the hazards. */
export const HAZARD_NAMES: Readonly<Record<Hazard, string>> = {
  T: '毒性',
  C: '腐蚀性',
  I: '易燃性',
  R: '反应性',
  In: '感染性',
};

/** One edition of the national catalogue. */
export interface HazardousWasteCatalogue extends Edition {
  /** Hazards by code; absent while the list is not held: import it as data. */
  readonly codes?: ReadonlyMap<string, readonly Hazard[]>;
  readonly kinds: number;
}

const HAZARD_ORDER: readonly Hazard[] = ['T', 'C', 'I', 'R', 'In'];

function parseCodes(text: string): ReadonlyMap<string, readonly Hazard[]> {
  const codes = new Map<string, readonly Hazard[]>();
  for (const line of text.trim().split('\n')) {
    const [letters = '', list = ''] = line.split(': ');
    const hazards = letters
      .split('/')
      .filter((letter): letter is Hazard => HAZARD_ORDER.some((h) => h === letter));
    for (const code of list.split(' ')) codes.set(code, hazards);
  }
  return codes;
}

/** Editions of 国家危险废物名录. The codes of 2025 are not held; its number of kinds is recall. */
export const HAZARDOUS_WASTE_CATALOGUES: readonly HazardousWasteCatalogue[] = /* @__PURE__ */ (() => [
  {
    id: '2021',
    title: '国家危险废物名录（2021年版）',
    effectiveFrom: '2021-01-01',
    supersededOn: '2025-01-01',
    clause: 'annex',
    mark: 'verified' as const,
    kinds: 467,
    codes: parseCodes(HAZARDOUS_WASTE_CODES_2021),
  },
  {
    id: '2025',
    title: '国家危险废物名录（2025年版）',
    effectiveFrom: '2025-01-01',
    clause: 'annex (list not held)',
    mark: 'recall' as const,
    note: 'existence and date verified; number of kinds recall; import the list to check codes',
    kinds: 470,
  },
])();

const CATEGORY_TEXT =
  '医疗废物|医药废物|废药物、药品|农药废物|木材防腐剂废物|废有机溶剂与含有机溶剂废物|热处理含氰废物|废矿物油与含矿物油废物|油/水、烃/水混合物或乳化液|多氯(溴)联苯类废物|精(蒸)馏残渣|染料、涂料废物|有机树脂类废物|新化学物质废物|爆炸性废物|感光材料废物|表面处理废物|焚烧处置残渣|含金属羰基化合物废物|含铍废物|含铬废物|含铜废物|含锌废物|含砷废物|含硒废物|含镉废物|含锑废物|含碲废物|含汞废物|含铊废物|含铅废物|无机氟化物废物|无机氰化物废物|废酸|废碱|石棉废物|有机磷化合物废物|有机氰化物废物|含酚废物|含醚废物|||||含有机卤化物废物|含镍废物|含钡废物|有色金属采选和冶炼废物|其他废物|废催化剂';

/** The 46 categories by id `HW01`..`HW50`; HW41 to HW44 do not exist. Source: 国家危险废物名录（2021年版） (verified). */
export const HAZARDOUS_WASTE_CATEGORIES: ReadonlyMap<string, string> = /* @__PURE__ */ (() =>
  new Map(
    CATEGORY_TEXT.split('|').flatMap((name, index) =>
      name === '' ? [] : [[`HW${String(index + 1).padStart(2, '0')}`, name] as const],
    ),
  ))();

/** Why a code was taken or refused. */
export type WasteCodeReason =
  | 'LISTED'
  | 'IDENTIFIED' // 900-000-XX: found hazardous by 鉴别, not in the list itself
  | 'FORMAT'
  | 'NO_CATEGORY'
  | 'NOT_LISTED'
  | 'LIST_NOT_HELD';

/** The check of a hazardous-waste code. */
export interface WasteCodeCheck {
  /** Whether a record may be filed with it; true for `LIST_NOT_HELD` with a known form and category. */
  readonly accept: boolean;
  readonly reason: WasteCodeReason;
  readonly category?: { readonly id: string; readonly name: string };
  /** GB/T 4754 industry digits, 900 for no one industry. */
  readonly industry?: string;
  readonly hazards?: readonly Hazard[];
  /** For `LIST_NOT_HELD`: whether the 2021 list has the code, as a hint. */
  readonly listed2021?: boolean;
  readonly catalogue: EditionRef;
}

/**
 * Checks a hazardous-waste code (`900-041-49`) against its form, its category and the list of an edition.
 * @param code with hyphens.
 * @param options `catalogue` edition id (`2021`, `2025`), else the one in force `at`; `list` a list held by the
 *   district for an edition that this package does not hold.
 * @throws NoEditionError for an unknown edition or a date before 2021-01-01.
 * Source: 国家危险废物名录 2021 and 2025, arts on code structure (verified), annex.
 */
export function checkWasteCode(
  code: string,
  options: {
    readonly catalogue?: string;
    readonly at?: ObservationTime;
    readonly list?: ReadonlyMap<string, readonly Hazard[]>;
  } = {},
): WasteCodeCheck {
  const edition =
    options.catalogue === undefined
      ? editionAt(HAZARDOUS_WASTE_CATALOGUES, options.at ?? '9999-12-31')
      : editionById(HAZARDOUS_WASTE_CATALOGUES, options.catalogue);
  const catalogue = editionRef(edition);
  const parts = /^(\d{3})-(\d{3})-(\d{2})$/.exec(code.trim());
  if (parts === null) return { accept: false, reason: 'FORMAT', catalogue };
  const [, industry = '', serial = '', category = ''] = parts;
  const name = HAZARDOUS_WASTE_CATEGORIES.get(`HW${category}`);
  if (name === undefined) return { accept: false, reason: 'NO_CATEGORY', industry, catalogue };
  const base = { industry, category: { id: `HW${category}`, name }, catalogue };
  if (industry === '900' && serial === '000') return { accept: true, reason: 'IDENTIFIED', ...base };
  const list = options.list ?? edition.codes;
  if (list === undefined) {
    const listed2021 = HAZARDOUS_WASTE_CATALOGUES[0]?.codes?.has(code.trim()) ?? false;
    return { accept: true, reason: 'LIST_NOT_HELD', listed2021, ...base };
  }
  const hazards = list.get(code.trim());
  if (hazards === undefined) return { accept: false, reason: 'NOT_LISTED', ...base };
  return { accept: true, reason: 'LISTED', hazards, ...base };
}
