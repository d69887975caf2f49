import type { Answer } from '@huanzhi/contract';
import type { Env } from '../../env.ts';
import type { ItemFigure, MonthJudged } from './judge-section.ts';
import { type Section, tierWords } from './load-sections.ts';
import { type SectionYear, waterYear } from './water-year.ts';

/** What every answer says about a section. */
export function shownSection(section: Section) {
  const { id, code, name, river, town, tier, assessed, water, target } = section;
  return {
    id,
    code,
    name,
    river,
    town,
    tier,
    tierName: tierWords[tier] ?? { zh: tier, en: tier },
    assessed,
    water,
    target,
  };
}

/** An item as the interface shows it: printed figures, no fractions. */
export function shownItem({ mean: _, ...item }: ItemFigure) {
  return item;
}

/** A month as the matrix shows it. */
export function shownMonth({ month, state, cls, meets, tentative, reason }: MonthJudged) {
  return { month, state, cls, meets, tentative, reason };
}

function shownYear({ section, months, current, cumulative, ...rest }: SectionYear) {
  const { before, lastYear, monthOnMonth, yearOnYear } = rest;
  return {
    ...shownSection(section),
    months: months.map(shownMonth),
    current: { ...shownMonth(current), over: current.over.map(shownItem), primary: current.primary },
    before,
    lastYear,
    monthOnMonth,
    yearOnYear,
    cumulative: {
      cls: cumulative.cls,
      meets: cumulative.meets,
      months: cumulative.months,
      over: cumulative.over.map(shownItem),
      near: cumulative.near.map(shownItem),
    },
  };
}

/** A year of the sections as the page shows it. @param month `YYYY-MM`; the last complete one without it */
export async function shownWaterYear(env: Env, month?: string): Promise<Answer<'waterYear'>> {
  const found = await waterYear(env, month);
  const { overall } = found.report;
  const share = ({ count, of, text }: typeof overall.goodShare) => ({ count, of, text });
  const change = (one: typeof overall.monthOnMonth) =>
    one === null ? null : { word: one.word, direction: one.direction, text: one.text };
  return {
    year: found.year,
    month: found.month,
    running: found.running,
    firstYear: found.firstYear,
    lastYear: found.lastYear,
    sections: found.sections.map(shownYear),
    overall: {
      sections: overall.sections,
      judged: overall.judged,
      notJudged: overall.notJudged,
      good: share(overall.goodShare),
      inferior: share(overall.inferiorShare),
      compliance: share(overall.compliance),
      monthOnMonth: change(overall.monthOnMonth),
      yearOnYear: change(overall.yearOnYear),
    },
    cumulative: found.cumulative,
    headroom: found.headroom,
    series: found.series,
    settings: found.settings,
  };
}
