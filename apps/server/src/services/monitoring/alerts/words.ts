import type { AlertKind } from '@huanzhi/monitoring';
import type { LocalText } from '@huanzhi/registry';
import { factor, rational, roundHalfEvenText } from '@huanzhi/standards';

/** Kinds of alerts in words. */
export const kindWords: Readonly<Record<AlertKind, LocalText>> = {
  'exceed-hour': { zh: '小时值高于限值', en: 'Hour over the limit' },
  'exceed-day': { zh: '日均值超标', en: 'Day mean over the limit' },
  'over-class': { zh: '劣于目标类别', en: 'Worse than the target class' },
  'noise-day': { zh: '昼间噪声超标', en: 'Noise over the limit by day' },
  'noise-night': { zh: '夜间噪声超标', en: 'Noise over the limit at night' },
  dust: { zh: '扬尘超标次数', en: 'Dust over the limit too often' },
  missing: { zh: '缺数', en: 'Data missing' },
  offline: { zh: '断线', en: 'Connection silent' },
  'out-of-range': { zh: '超量程', en: 'Out of range' },
};

/** Name of a factor; those made of several have names of their own. */
export function factorWords(code: string): LocalText {
  if (code === '') return { zh: '', en: '' };
  if (code === 'AQI') return { zh: 'AQI', en: 'AQI' };
  if (code === 'GB3838') return { zh: '水质类别', en: 'Water class' };
  const known = factor(code);
  return known === null ? { zh: code, en: code } : { zh: known.name, en: known.englishName };
}

const classes = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', '劣Ⅴ'];

/**
 * A figure of an alert as it is read: the class for a rank, a level of a day or night with one decimal, else the figure
 * as it is. Judged is the unrounded figure. Source: GB 3096-2008 prints levels with one decimal (recall).
 */
export function figureWords(
  { factor: code, kind }: { factor: string; kind: AlertKind },
  value: string | null,
): string | null {
  if (value === null) return null;
  if (code === 'GB3838') return classes[Number(value) - 1] ?? value;
  return kind === 'noise-day' || kind === 'noise-night' ? roundHalfEvenText(rational(value), 1) : value;
}

/** The limit of an alert as it is read: as it was set, or the class. */
export function limitWords(alert: {
  factor: string;
  kind: AlertKind;
  limitValue: string | null;
}): string | null {
  return alert.factor === 'GB3838' ? figureWords(alert, alert.limitValue) : alert.limitValue;
}

/** `某厂 DW001 化学需氧量：小时值高于限值，83.6（限值 80）`: an alert in one line. */
export function alertLine(
  siteName: string,
  alert: { factor: string; kind: AlertKind; peak: string | null; limitValue: string | null; unit: string },
): LocalText {
  const name = factorWords(alert.factor);
  const peak = figureWords(alert, alert.peak);
  const limit = limitWords(alert);
  const unit = alert.unit === '' || alert.unit === '1' ? '' : ` ${alert.unit}`;
  const figures = peak === null ? '' : limit === null ? `${peak}${unit}` : '';
  const zh = peak !== null && limit !== null ? `${peak}${unit}（限值 ${limit}）` : figures;
  const en = peak !== null && limit !== null ? `${peak}${unit} (limit ${limit})` : figures;
  const line = (place: string, kind: string, text: string, colon: string, comma: string) =>
    `${place}${colon}${kind}${text === '' ? '' : `${comma}${text}`}`;
  return {
    zh: line([siteName, name.zh].filter(Boolean).join(' '), kindWords[alert.kind].zh, zh, '：', '，'),
    en: line([siteName, name.en].filter(Boolean).join(' '), kindWords[alert.kind].en, en, ': ', ', '),
  };
}
