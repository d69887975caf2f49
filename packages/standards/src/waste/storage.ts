import { addMonths, dayNumber, dayText } from '../calendar/day.ts';
import { type ObservationTime, observationInstant, shanghaiDate, type VerificationMark } from '../edition.ts';

/** Who stores the waste: the one-year cap of the law binds licensed operators only. */
export type WasteHolder = 'licensed operator' | 'generator' | 'medical institution';

/** How long waste may lie. */
export interface StorageRule {
  readonly holder: WasteHolder;
  readonly months?: number;
  readonly days?: number;
  /** A breach is unlawful, or only a reminder because no general cap was found. */
  readonly force: 'law' | 'reminder';
  readonly basis: string;
  readonly mark: VerificationMark;
}

/** Default rules; a district or permit may set shorter ones for generators. */
export const STORAGE_RULES: readonly StorageRule[] = [
  {
    holder: 'licensed operator',
    months: 12,
    force: 'law',
    basis: '生态环境法典 535 (固废法 81)，延长须经颁发许可证的部门批准',
    mark: 'verified',
  },
  {
    holder: 'generator',
    days: 365,
    force: 'reminder',
    basis: 'no general cap found; local rules and permits often set one',
    mark: 'recall',
  },
  { holder: 'medical institution', days: 2, force: 'law', basis: '医疗废物管理条例 17', mark: 'verified' },
];

/** A storage clock. */
export interface StorageClock {
  /** Last lawful day `YYYY-MM-DD`; medical waste: last instant, ISO 8601. */
  readonly until: string;
  readonly overdue: boolean;
  readonly rule: StorageRule;
}

/**
 * The storage clock of a batch: licensed operators one year, generators a reminder after 365 days (a setting),
 * medical institutions two days (48 hours from the start, as practised).
 * @param since when the batch went into storage; @param now time of the question.
 * @throws ObservationTimeError when a time cannot be read.
 * Source: 生态环境法典 art. 535 (verified); 医疗废物管理条例 art. 17 (2011 text, verified).
 */
export function storageClock(
  holder: WasteHolder,
  since: ObservationTime,
  now: ObservationTime,
  rules: readonly StorageRule[] = STORAGE_RULES,
): StorageClock {
  const rule = rules.find((entry) => entry.holder === holder);
  if (rule === undefined) throw new RangeError(`no storage rule for "${holder}"`);
  const start = observationInstant(since);
  if (holder === 'medical institution') {
    const end = start + (rule.days ?? 0) * 86_400_000;
    return { until: new Date(end).toISOString(), overdue: observationInstant(now) > end, rule };
  }
  const day = shanghaiDate(start);
  const until =
    rule.months === undefined ? dayText(dayNumber(day) + (rule.days ?? 0)) : addMonths(day, rule.months);
  return { until, overdue: shanghaiDate(now) > until, rule };
}

/** The check of medical waste of a small institution. */
export interface SmallInstitutionCheck {
  readonly exempt: boolean;
  readonly rule: string;
  readonly mark: VerificationMark;
}

/**
 * Whether a step of an institution's medical waste is exempt from hazardous-waste management: with at most 19 beds
 * the 收集 step is, outside a major epidemic.
 * @throws RangeError when the beds are no whole number of 0 or more.
 * Source: 国家危险废物名录（2021年版） exemption list no. 2 (verified; the 2025 list was not read).
 */
export function smallInstitutionExemption(input: {
  readonly beds: number;
  readonly step: string;
  readonly epidemic: boolean;
}): SmallInstitutionCheck {
  const { beds, step, epidemic } = input;
  if (!Number.isInteger(beds) || beds < 0) throw new RangeError(`expected a number of beds, found ${beds}`);
  const no = (rule: string): SmallInstitutionCheck => ({ exempt: false, rule, mark: 'verified' });
  if (epidemic) return no('waste of a major epidemic');
  if (step !== '收集') return no(`step "${step}" is not 收集`);
  if (beds > 19) return no('more than 19 beds');
  return { exempt: true, rule: '收集 step, at most 19 beds', mark: 'verified' };
}
