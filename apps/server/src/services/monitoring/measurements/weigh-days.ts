import type {
  PublishedEntry,
  PublishedKey,
  StandingFigure,
} from '../../../store/monitoring/measurements/published-days.queries.ts';

/** What becomes of a published day figure of a row. */
export type DayWeight = 'dayNew' | 'dayChange' | 'daySame' | 'dayConflict';

/** The key of a figure among those of many days. */
export const figureKey = (one: PublishedKey): string =>
  `${one.siteId} ${one.factor} ${one.statistic} ${one.day}`;

/**
 * Weighs a published day figure against the one that stands. Newer figures of a network replace older ones, which are
 * kept; those of a locked day are not taken, since a person has signed its figures.
 * @returns what it is, and why it is not taken where it is not
 */
export function weighDay(
  entry: PublishedEntry,
  standing: StandingFigure | undefined,
  locked: boolean,
): { weight: DayWeight; problem: { code: string; zh: string; en: string } | null } {
  const same =
    standing !== undefined && Number(standing.value) === entry.value && standing.unit === entry.unit;
  if (same) return { weight: 'daySame', problem: null };
  if (!locked) return { weight: standing === undefined ? 'dayNew' : 'dayChange', problem: null };
  const was = standing?.value ?? '—';
  return {
    weight: 'dayConflict',
    problem: {
      code: 'day-locked',
      zh: `${entry.day} ${entry.factor} 的公布日值已存 ${was}，文件为 ${entry.value}；该日已锁定，不采用`,
      en: `${entry.factor} published for ${entry.day}: stored ${was}, file ${entry.value}; the day is locked`,
    },
  };
}
