import { GB3838_EDITIONS } from '@huanzhi/standards';
import { compare, type Exact, exact, mean, minus, over, printed, sum, times } from './exact.ts';
import { type Item, items, type Reading } from './readings.ts';

/** What a district says of a section; the csv does not. */
export interface SectionFacts {
  name: string;
  town: string | null;
  tier: 'national' | 'municipal' | 'district' | 'town';
  river: string;
  water: 'river' | 'lake';
  target: ClassLabel;
  /** By month, why there are no data. */
  notes: Record<string, string>;
}

/** Classes as they are printed, best first. */
export const labels = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', '劣Ⅴ'] as const;
/** One of them. */
export type ClassLabel = (typeof labels)[number];

/** One mean against its class and target. */
export interface JudgedItem {
  item: Item;
  name: string;
  mean: Exact;
  /** 0 (Ⅰ) to 5 (劣Ⅴ). */
  cls: number;
  /** As printed. */
  text: string;
  over: boolean;
  near: boolean;
  /** `≤ 1.0`; of pH `6–9`. */
  limit: string;
  /** (C − S) ÷ S as printed; null for pH, 溶解氧 and what is not over. */
  multiple: string | null;
}

/** Some means judged by the worst item. */
export interface Judged {
  cls: number | null;
  meets: boolean | null;
  items: JudgedItem[];
}

/** An item about which something must be asked. */
export interface Warned {
  name: string;
  reasons: string[];
  level: '督办' | '预警' | '提醒';
  cumulative: string | null;
  needed: string | null;
  remaining: number;
  sign: string;
  unreachable: boolean;
}

const table = GB3838_EDITIONS.at(-1)?.items ?? [];
const rowOf = (item: Item) => {
  const row = table.find((one) => one.key === item);
  if (row === undefined) throw new Error(`no row ${item}`);
  return row;
};
const places: Record<Item, number> = { pH: 1, DO: 1, CODMn: 1, NH3N: 2, TP: 3 };

const limitsOf = (item: Item, water: SectionFacts['water']) =>
  (water === 'lake' ? rowOf(item).lakeLimits : undefined) ?? rowOf(item).limits ?? [];

const better = (item: Item) => (item === 'DO' ? -1 : 1);

function classOf(item: Item, value: Exact, water: SectionFacts['water']): number {
  if (item === 'pH')
    return compare(value, exact('6')) >= 0 && compare(value, exact('9')) <= 0 ? 0 : labels.length - 1;
  const met = limitsOf(item, water).findIndex((limit) => compare(value, exact(limit)) * better(item) <= 0);
  return met < 0 ? labels.length - 1 : met;
}

/** A mean with the places of its item, more where rounding would put it on the other side of its limit or onto it. */
function meanText(item: Item, value: Exact, limit: string | undefined): string {
  for (let digits = places[item]; ; digits += 1) {
    const text = printed(value, digits);
    if (limit === undefined || digits >= 8) return text;
    const bound = exact(limit);
    if (compare(exact(text), bound) === compare(value, bound)) return text;
  }
}

/** One place, more where that would print a nought. */
function multipleOf(value: Exact, limit: string): string {
  for (let digits = 1; ; digits += 1) {
    const text = printed(over(minus(value, exact(limit)), exact(limit)), digits);
    if (/[1-9]/.test(text) || digits >= 8) return text;
  }
}

/** Month means of the sections, straight from the cells. */
export class Recount {
  readonly #readings = new Map<string, Reading[]>();

  constructor(all: readonly Reading[]) {
    for (const one of all) {
      const key = `${one.section} ${one.month}`;
      this.#readings.set(key, [...(this.#readings.get(key) ?? []), one]);
    }
  }

  /** Means by item; nothing for what has no value. */
  means(section: string, month: string): Map<Item, Exact> {
    const ofMonth = this.#readings.get(`${section} ${month}`) ?? [];
    return new Map(
      items.flatMap((item) => {
        const texts = ofMonth.flatMap((one) => (one.item === item && one.text !== null ? [one.text] : []));
        return texts.length === 0 ? [] : [[item, mean(texts.map(exact))] as const];
      }),
    );
  }

  /** Something came in the month, or a cell said that nothing is measured. */
  told(section: string, month: string): boolean {
    return this.#readings.has(`${section} ${month}`);
  }

  /** Why a month has no class. */
  reason({ name, notes }: SectionFacts, month: string): string {
    const came = (this.#readings.get(`${name} ${month}`) ?? []).some((one) => one.came);
    return notes[month] ?? (came ? '数据均无效' : '未收到数据');
  }

  /** Means of the month means of January to a month, and how many months the item with the most has. */
  cumulative(section: string, month: string): { means: Map<Item, Exact>; months: number } {
    const lists = items.map((item) => [item, this.#monthly(section, item, yearTo(month))] as const);
    const some = lists.flatMap(([item, list]) => {
      const values = list.filter((one) => one !== null);
      return values.length === 0 ? [] : [[item, values] as const];
    });
    return {
      means: new Map(some.map(([item, values]) => [item, mean(values)])),
      months: Math.max(0, ...some.map(([, values]) => values.length)),
    };
  }

  #monthly(section: string, item: Item, months: readonly string[]): (Exact | null)[] {
    return months.map((one) => this.means(section, one).get(item) ?? null);
  }

  /** Means against the table and the target of a section. */
  judge({ water, target }: SectionFacts, means: ReadonlyMap<Item, Exact>): Judged {
    const aim = labels.indexOf(target);
    const judged = [...means].map(([item, value]): JudgedItem => {
      const cls = classOf(item, value, water);
      const limit = limitsOf(item, water)[aim];
      const isOver = cls > aim;
      const room = limit === undefined ? null : times(minus(exact(limit), value), better(item));
      return {
        item,
        name: rowOf(item).name,
        mean: value,
        cls,
        text: meanText(item, value, limit),
        over: isOver,
        near:
          !isOver &&
          room !== null &&
          limit !== undefined &&
          compare(room, over(times(exact(limit), 5), exact('100'))) < 0,
        limit: limit === undefined ? '6–9' : `${item === 'DO' ? '≥' : '≤'} ${limit}`,
        multiple: isOver && limit !== undefined && item !== 'DO' ? multipleOf(value, limit) : null,
      };
    });
    const cls = judged.length === 0 ? null : Math.max(...judged.map((one) => one.cls));
    return { cls, meets: cls === null ? null : cls <= aim, items: judged };
  }

  /** Items of a section for which a notice is due: the proposed rules (1, 2 and 3 months, 劣Ⅴ, out of reach). */
  warned(facts: SectionFacts, month: string): Warned[] {
    if (!this.told(facts.name, month)) return [];
    return items.flatMap((item) => {
      const months = this.#monthly(facts.name, item, yearTo(month));
      if (months.every((one) => one === null)) return [];
      return item === 'pH' ? rangeWarned(facts, months) : this.#warnedItem(facts, item, month, months);
    });
  }

  #warnedItem(facts: SectionFacts, item: Item, month: string, months: (Exact | null)[]): Warned[] {
    const { water, target } = facts;
    const aim = labels.indexOf(target);
    const limit = limitsOf(item, water)[aim];
    if (limit === undefined) return [];
    const isOver = (value: Exact | null) => value !== null && classOf(item, value, water) > aim;
    const running = trailing(months, isOver);
    const done = months.filter((one) => one !== null);
    const soFar = mean(done);
    const remaining = 12 - months.length;
    const counted = remaining + done.length;
    const needed =
      remaining === 0 ? null : over(minus(times(exact(limit), counted), sum(done)), exact(String(remaining)));
    const best = this.#best(facts.name, item, month);
    const worse = (a: Exact, b: Exact) => compare(a, b) * better(item) < 0;
    const unreachable =
      needed !== null &&
      ((item !== 'DO' && needed.n < 0n) || (isOver(soFar) && best !== null && worse(needed, best)));
    const last = months.at(-1) ?? null;
    const inferior = last !== null && classOf(item, last, water) === labels.length - 1;
    const level =
      running >= 3 || inferior || unreachable
        ? '督办'
        : running === 2 || isOver(soFar)
          ? '预警'
          : running === 1
            ? '提醒'
            : null;
    if (level === null) return [];
    return [
      {
        name: rowOf(item).name,
        level,
        reasons: [
          ...(running === 1 ? ['当月超目标'] : running > 1 ? [`连续 ${running} 个月超目标`] : []),
          ...(inferior ? ['当月为劣Ⅴ类'] : []),
          ...(isOver(soFar) ? ['累计均值超目标'] : []),
          ...(unreachable ? ['年度目标已难以达到'] : []),
        ],
        cumulative: meanText(item, soFar, limit),
        needed: needed === null ? null : printed(needed, 3),
        remaining,
        sign: item === 'DO' ? '≥' : '≤',
        unreachable,
      },
    ];
  }

  /** The best month of the 24 before. */
  #best(section: string, item: Item, month: string): Exact | null {
    const before = Array.from({ length: 24 }, (_, index) => monthBefore(month, index + 1));
    return this.#monthly(section, item, before).reduce(
      (best, one) => (one === null || (best !== null && compare(best, one) * better(item) <= 0) ? best : one),
      null,
    );
  }
}

/** pH has no mean that could balance it: only months in a row count. */
function rangeWarned({ water }: SectionFacts, months: (Exact | null)[]): Warned[] {
  const running = trailing(months, (one) => one !== null && classOf('pH', one, water) > 0);
  if (running === 0) return [];
  return [
    {
      name: rowOf('pH').name,
      // 劣Ⅴ in the month of the report
      level: '督办',
      reasons: [running === 1 ? '当月超出范围' : `连续 ${running} 个月超出范围`],
      cumulative: null,
      needed: null,
      remaining: 12 - months.length,
      sign: '',
      unreachable: false,
    },
  ];
}

function trailing<One>(list: readonly One[], is: (one: One) => boolean): number {
  const last = list.findLastIndex((one) => !is(one));
  return list.length - 1 - last;
}

/** The month some months earlier. */
export function monthBefore(month: string, by: number): string {
  const at = new Date(`${month}-15T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() - by);
  return at.toISOString().slice(0, 7);
}

/** January to a month. */
export const yearTo = (month: string): string[] =>
  Array.from(
    { length: Number(month.slice(5)) },
    (_, index) => `${month.slice(0, 4)}-${String(index + 1).padStart(2, '0')}`,
  );
