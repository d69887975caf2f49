import type { Light } from '@huanzhi/registry';
import { formatDay, formatInstant, type Language } from '../../../lib/format.ts';
import type { ChartData, ChartLimit } from '../../../ui/chart/types.ts';
import type { AlertDetail } from './queries.ts';
import type { AlertTexts } from './texts.ts';

/** The figures of an alert as the chart takes them: gaps with reasons, limits in steps, the alert as a bracket. */
export function chartDataOf(
  alert: AlertDetail,
  name: string,
  t: AlertTexts,
  language: Language,
): ChartData | null {
  const { chart } = alert;
  if (chart === null || chart.points.length === 0) return null;
  const { points, step, unit } = chart;
  const limits: ChartLimit[] = [];
  for (const side of ['upper', 'lower'] as const) {
    points.forEach((point, index) => {
      const value = point[side];
      const last = limits.at(-1);
      if (value === null) return;
      if (last?.to === index - 1 && last.value === value) last.to = index;
      else limits.push({ from: index, to: index, value, label: t.limitAt(String(value)) });
    });
  }
  const from = points.findIndex((point) => point.to > alert.firstAt);
  const to = points.findLastIndex((point) => point.from < alert.lastAt);
  return {
    name,
    unit,
    points: points.map((point) => ({
      at: step === 'hour' ? formatInstant(point.to, language) : formatDay(point.from, language),
      value: point.value,
      raw: point.raw,
      reason:
        point.state === 'missing' || point.state === 'invalid' || point.state === 'not-monitored'
          ? t.states5[point.state]
          : null,
    })),
    limits,
    ...(from === -1 || to < from
      ? {}
      : { brackets: [{ from, to, light: alert.light satisfies Light, label: t.words[alert.word] }] }),
  };
}
