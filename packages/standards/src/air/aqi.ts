import { explainAqi } from './aqi-explanation.ts';
import type {
  AqiIndicator,
  AqiInputName,
  AqiMethod,
  AqiOptions,
  AqiReadings,
  AqiResult,
  MissingRule,
} from './aqi-types.ts';
import { aqiLevel } from './category.ts';
import { type ReadConcentration, readConcentration } from './concentration.ts';
import { type ConcentrationProblem, POLLUTANTS, type Pollutant } from './pollutants.ts';
import { type AqiEditionChoice, aqiEdition, columnSubIndex } from './sub-index.ts';
import type { AqiEdition } from './tables/aqi-breakpoints.ts';

const NONE: readonly never[] = [];

const SIX_HOURLY: readonly AqiIndicator[] = [
  { name: 'SO2', pollutant: 'SO2', column: 'SO2 1h' },
  { name: 'NO2', pollutant: 'NO2', column: 'NO2 1h' },
  { name: 'CO', pollutant: 'CO', column: 'CO 1h' },
  { name: 'O3', pollutant: 'O3', column: 'O3 1h' },
  { name: 'PM10', pollutant: 'PM10', column: 'PM10 24h' },
  { name: 'PM2.5', pollutant: 'PM2.5', column: 'PM2.5 24h' },
];

const LETTER_HOURLY_2012: readonly AqiIndicator[] = [
  {
    name: 'SO2',
    pollutant: 'SO2',
    column: 'SO2 1h',
    insteadAboveColumn: { name: 'SO2_24h', column: 'SO2 24h' },
  },
  { name: 'NO2', pollutant: 'NO2', column: 'NO2 1h' },
  { name: 'CO', pollutant: 'CO', column: 'CO 1h' },
  { name: 'O3', pollutant: 'O3', column: 'O3 1h' },
  { name: 'O3_8h', pollutant: 'O3', column: 'O3 8h' },
  { name: 'PM10_24h', pollutant: 'PM10', column: 'PM10 24h' },
  { name: 'PM2.5_24h', pollutant: 'PM2.5', column: 'PM2.5 24h' },
];

const DAILY_MEANS: readonly AqiIndicator[] = [
  { name: 'SO2', pollutant: 'SO2', column: 'SO2 24h' },
  { name: 'NO2', pollutant: 'NO2', column: 'NO2 24h' },
  { name: 'CO', pollutant: 'CO', column: 'CO 24h' },
  { name: 'PM10', pollutant: 'PM10', column: 'PM10 24h' },
  { name: 'PM2.5', pollutant: 'PM2.5', column: 'PM2.5 24h' },
  { name: 'O3_8h', pollutant: 'O3', column: 'O3 8h' },
];

const DAILY_2012: readonly AqiIndicator[] = [
  ...DAILY_MEANS,
  { name: 'O3_1h', pollutant: 'O3', column: 'O3 1h' },
];

/**
 * Real-time (hourly) index of a station, district or city.
 * @param readings `platform practice` and 2026: the six 1-hour values `SO2 NO2 CO O3 PM10 PM2.5`; 2012 `letter`:
 *   `SO2 NO2 CO O3` of the hour, `O3_8h`, `PM10_24h`, `PM2.5_24h`, and `SO2_24h` for SO2 above 800. A city's
 *   concentrations are averaged over its stations first.
 * @param choice edition by the time of observation (`hourEnding` for the usual hour label), or by id.
 * @returns the index; problems of single inputs are listed, not thrown.
 * @throws NoEditionError, ObservationTimeError.
 * Source: HJ 633-2012 table 1, 6.2 (real-time indicators); HJ 633-2026 table 1, 4.2.2 to 4.2.6, 5.3 (6.2,
 * 4.2.6 and 5.3: numbers recall); platform practice from published rows (single source).
 */
export function hourlyAqi(
  readings: AqiReadings,
  choice: AqiEditionChoice,
  options: AqiOptions & { readonly method?: AqiMethod } = {},
): AqiResult {
  const edition = aqiEdition(choice);
  const method = options.method ?? 'platform practice';
  const letter2012 = method === 'letter' && edition.id === 'HJ 633-2012';
  const missingRule = options.missingRule ?? (letter2012 ? edition.missingRule : 'publish above 100');
  return computeAqi(
    edition,
    letter2012 ? LETTER_HOURLY_2012 : SIX_HOURLY,
    readings,
    method,
    missingRule,
    options,
  );
}

/**
 * Daily index of a station, district or city.
 * @param readings 24-h means `SO2 NO2 CO PM10 PM2.5` and the daily maximum 8-h mean `O3_8h`; the 2012 edition
 *   also takes the daily maximum 1-h value `O3_1h`. A statistical day has the hours 01 to 24.
 * @returns the index; problems of single inputs are listed, not thrown.
 * @throws NoEditionError, ObservationTimeError.
 * Source: HJ 633-2012 table 1, 6.2 (daily indicators); HJ 633-2026 table 1, 4.2.2 to 4.2.6, 5.3 (6.2, 4.2.6
 * and 5.3: numbers recall).
 */
export function dailyAqi(
  readings: AqiReadings,
  choice: AqiEditionChoice,
  options: AqiOptions = {},
): AqiResult {
  const edition = aqiEdition(choice);
  const indicators = edition.id === 'HJ 633-2012' ? DAILY_2012 : DAILY_MEANS;
  const missingRule = options.missingRule ?? edition.missingRule;
  return computeAqi(edition, indicators, readings, 'letter', missingRule, options);
}

function computeAqi(
  edition: AqiEdition,
  indicators: readonly AqiIndicator[],
  readings: AqiReadings,
  method: AqiMethod,
  missingRule: MissingRule,
  options: AqiOptions,
): AqiResult {
  const iaqi: { [Name in AqiInputName]?: number | null } = {};
  let problems: ConcentrationProblem[] | undefined;
  let highest = -1;
  let gaps = 0;
  for (const indicator of indicators) {
    const read = readConcentration(indicator.pollutant, readings[indicator.name]);
    const index = indicatorSubIndex(edition, indicator, read, readings);
    iaqi[indicator.name] = index;
    if (index !== null && index > highest) highest = index;
    if (read.state === 'value') continue;
    if (read.state !== 'not-monitored') gaps++;
    if (read.problem !== undefined) {
      problems ??= [];
      problems.push(read.problem);
    }
  }
  const published = highest >= 0 && (gaps === 0 || missingRule === 'publish' || highest > 100);
  const aqi = published ? Math.max(highest, options.indexOfZero ?? 0) : null;
  const result: AqiResult = {
    edition: edition.id,
    method,
    aqi,
    highestSubIndex: highest < 0 ? null : highest,
    iaqi,
    primary: published && highest > 50 ? pollutantsFrom(indicators, iaqi, highest) : NONE,
    exceeding:
      published && highest > 100 && edition.namesExceedingPollutants
        ? pollutantsFrom(indicators, iaqi, 101)
        : NONE,
    level: aqi === null ? null : aqiLevel(aqi),
    problems: problems ?? NONE,
  };
  if (options.explain !== true) return result;
  return { ...result, explanation: explainAqi(edition, indicators, readings, result, missingRule) };
}

function indicatorSubIndex(
  edition: AqiEdition,
  indicator: AqiIndicator,
  read: ReadConcentration,
  readings: AqiReadings,
): number | null {
  if (read.state !== 'value') return null;
  const index = columnSubIndex(edition, indicator.column, read.units, read.exact);
  const instead = indicator.insteadAboveColumn;
  if (index !== null || instead === undefined) return index;
  const other = readConcentration(indicator.pollutant, readings[instead.name]);
  return other.state === 'value' ? columnSubIndex(edition, instead.column, other.units, other.exact) : null;
}

/** Pollutants with a sub-index of at least `least`, once each, in table order. */
function pollutantsFrom(
  indicators: readonly AqiIndicator[],
  iaqi: AqiResult['iaqi'],
  least: number,
): Pollutant[] {
  return POLLUTANTS.filter((pollutant) =>
    indicators.some(
      (indicator) => indicator.pollutant === pollutant && (iaqi[indicator.name] ?? -1) >= least,
    ),
  );
}
