import { exactOf, publishedIn } from '@huanzhi/monitoring';
import type { LocalText } from '@huanzhi/registry';
import type { Pollutant } from '@huanzhi/standards';
import type { PeriodValue } from '../../../store/monitoring/period-values.queries.ts';
import type { AirState, Figure, Measured, ShownIndex } from './figures.ts';

/**
 * A daily concentration with its state: a row without a value is invalid when something came and missing when nothing
 * did; no row where nothing is monitored is not monitored.
 * @param district `valid` and `expected` of the row count stations instead of hours
 */
export function measuredDay(
  pollutant: Pollutant,
  row: PeriodValue | undefined,
  monitored: boolean,
  district: boolean,
): Measured {
  const value = row === undefined ? null : exactOf(row);
  const absent: AirState = !monitored && row === undefined ? 'not-monitored' : 'missing';
  const state = value !== null ? 'value' : row !== undefined && row.received > 0 ? 'invalid' : absent;
  const valid = row?.valid ?? 0;
  const expected = row?.expected ?? (district ? 0 : 24);
  const reason = state === 'invalid' ? invalidReason(pollutant, valid, expected, district) : null;
  return { pollutant, state, value, valid, expected, published: publishedIn(row), reason };
}

function invalidReason(pollutant: Pollutant, valid: number, expected: number, district: boolean): LocalText {
  if (district) {
    return { zh: `${expected} 站中仅 ${valid} 站有效`, en: `only ${valid} of ${expected} stations valid` };
  }
  return pollutant === 'O3'
    ? {
        zh: `有效 ${valid} 时，滑动 8 小时窗口不足 14 个`,
        en: `${valid} valid hours, fewer than 14 windows of 8 hours`,
      }
    : { zh: `有效 ${valid} 时，至少要 20 时`, en: `${valid} valid hours, at least 20 needed` };
}

/** How the index of a day came about, in words with its figures. */
export function dayFormula(
  { edition, figures, index }: { edition: string; figures: readonly Figure[]; index: ShownIndex },
  district: boolean,
): LocalText {
  const top = figures.filter((one) => one.iaqi !== null && one.iaqi === index.value);
  const list = (top.length > 0 ? top : figures.filter((one) => one.iaqi !== null))
    .map(({ pollutant, value, iaqi }) => `${pollutant} ${value} → ${iaqi}`)
    .join('，');
  const basis = publishedBasis(figures, district);
  return {
    zh: `${district ? '各评价站日浓度先平均，再' : ''}按 ${edition} 算各项分指数，取最大：${list || '无'}${basis.zh}`,
    en: `${district ? 'Daily concentrations of the assessed stations are averaged, then ' : ''}sub-indices by ${edition}, the largest counts: ${list || 'none'}${basis.en}`,
  };
}

/** Which concentrations a network published; nothing when all come from hours. */
function publishedBasis(figures: readonly Figure[], district: boolean): LocalText {
  const parts = (stations: (figure: Figure) => string) =>
    figures
      .filter((figure) => figure.published > 0)
      .map((figure) => `${figure.pollutant}${district ? stations(figure) : ''}`);
  const zh = parts(({ published, valid }) => `（${valid} 站中 ${published} 站）`).join('、');
  const en = parts(({ published, valid }) => ` (${published} of ${valid} stations)`).join(', ');
  if (zh === '') return { zh: '', en: '' };
  return {
    zh: `；所存小时值不足，采用公布日值：${zh}`,
    en: `; too few hours held, the published day figure counts: ${en}`,
  };
}
