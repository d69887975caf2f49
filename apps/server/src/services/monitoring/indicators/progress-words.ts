import { pollutantOf } from '@huanzhi/monitoring';
import type { LocalText } from '@huanzhi/registry';
import { factor, GB3838_EDITIONS, pollutantNameZh } from '@huanzhi/standards';
import type { CauseStep, ValueCause } from '../../../store/monitoring/indicators/indicator-values.queries.ts';
import type { BoundTarget } from './bound-targets.ts';

/** Why a value was computed, in one sentence. */
export function whyOf(cause: ValueCause, nameOf: (siteId: number) => string): LocalText {
  const places = [...new Set(cause.days.map(({ siteId }) => siteId))].map(nameOf);
  const shown = places.slice(0, 3).join('、');
  const days = [...new Set(cause.days.map(({ day }) => day))].sort();
  const span = days.length <= 1 ? (days[0] ?? '') : `${days[0]}—${days.at(-1)}`;
  switch (cause.kind) {
    case 'first':
      return { zh: '第一次计算', en: 'First value of the year' };
    case 'definition':
      return { zh: '指标定义换了新版', en: 'The definition of the indicator changed' };
    case 'days':
      return cause.count === 0
        ? { zh: '当日记录', en: 'Records of the day' }
        : { zh: `新增数据 ${span}`, en: `New data ${span}` };
    case 'revised': {
      const more = places.length > 3 ? { zh: ' 等', en: ' and others' } : { zh: '', en: '' };
      return cause.steps.length > 0
        ? {
            zh: `审核改变了 ${span} ${shown}${more.zh} 的数据`,
            en: `A review changed the data of ${shown}${more.en}, ${span}`,
          }
        : {
            zh: `${span} ${shown}${more.zh} 的数据补传或更正`,
            en: `Data of ${shown}${more.en} came late or were corrected, ${span}`,
          };
    }
  }
}

const kinds: Record<string, LocalText> = {
  verdict: { zh: '审核', en: 'verdict' },
  undo: { zh: '撤销审核', en: 'verdict taken back' },
  confirm: { zh: '复核改判', en: 'change confirmed' },
  'data-changed': { zh: '数据更正', en: 'data corrected' },
};

/** What a step of the review did. */
export function stepWords(step: CauseStep, nameOf: (siteId: number) => string): LocalText {
  const kind = kinds[step.kind] ?? { zh: step.kind, en: step.kind };
  const place = step.siteId === null ? '' : nameOf(step.siteId);
  const known = step.factor === null ? null : factorWords(step.factor);
  const hours =
    step.hours.length === 0
      ? { zh: '', en: '' }
      : { zh: ` ${hourText(step.hours)} 时`, en: `, hours ${hourText(step.hours)}` };
  return {
    zh: `${kind.zh}：${step.day} ${place}${known === null ? '' : ` ${known.zh}`}${hours.zh}`,
    en: `${kind.en}: ${step.day} ${place}${known === null ? '' : ` ${known.en}`}${hours.en}`,
  };
}

function factorWords(code: string): LocalText {
  const pollutant = pollutantOf(code);
  if (pollutant !== undefined) return { zh: pollutantNameZh(pollutant), en: pollutant };
  const known = factor(code);
  return { zh: known?.name ?? code, en: known?.englishName ?? code };
}

/** `3、5–8` */
function hourText(hours: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const hour of [...hours].sort((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last !== undefined && last[1] === hour - 1) last[1] = hour;
    else spans.push([hour, hour]);
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join('、');
}

/** How a projection is made, with method and period. */
export function projectionText(bound: BoundTarget): LocalText {
  const projection = bound.evaluated.kind === 'registry' ? null : bound.evaluated.figures.projection;
  if (projection === null) return { zh: '', en: '' };
  const { method, years, from, to } = projection;
  if (method === 'running') {
    return {
      zh: `没有存入往年同期数据，余下（${from} 至 ${to}）按今年至今的水平推算`,
      en: `No past year is stored: the rest (${from} to ${to}) is taken to go on as the year so far`,
    };
  }
  const list = years.join('、');
  return {
    zh:
      years.length > 1
        ? `余下（${from} 至 ${to}）按 ${list} 年同期推算，线取各年结果的平均，区间取最低和最高的一年`
        : `余下（${from} 至 ${to}）按 ${list} 年同期推算；只有一年，没有区间`,
    en:
      years.length > 1
        ? `The rest (${from} to ${to}) as in the same period of ${years.join(', ')}: the line is the mean of the results, the band their lowest and highest year`
        : `The rest (${from} to ${to}) as in the same period of ${list}; one year only, so no band`,
  };
}

const waterItems = new Map(
  GB3838_EDITIONS.flatMap(({ items }) => items.map((item) => [item.key as string, item])),
);

/** Name and unit of an item of GB 3838. */
export function waterItemWords(key: string): { name: string; unit: string } {
  const item = waterItems.get(key);
  return { name: item?.name ?? key, unit: item === undefined || item.unit === '1' ? '' : item.unit };
}
