import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatNumber } from '../../../lib/format.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { ChartFrame } from '../../../ui/chart/chart-frame.tsx';
import type { ChartData, ChartPoint } from '../../../ui/chart/types.ts';
import { Failed, Loading } from '../../../ui/states.tsx';
import { HourTable } from './hour-table.tsx';
import { hoursText } from './hours.ts';
import { type Series, seriesQuery } from './queries.ts';
import { type ReviewTexts, useReviewTexts } from './texts.ts';
import type { Desk, Subject } from './use-desk.ts';

/** The hours under judgement: their line beside the neighbours, the hours as a table, and why the machine asks. */
export function SeriesPanel({ desk, subject }: { desk: Desk; subject: Subject }) {
  const t = useReviewTexts();
  const { local } = useLocal();
  const [factor = ''] = subject.factors;
  const { data, error, refetch } = useQuery(seriesQuery({ day: desk.day, site: subject.siteId, factor }));
  const [all, setAll] = useState(false);
  if (error) return <Failed error={error} what={t.hours('')} retry={() => refetch()} />;
  if (!data) return <Loading lines={8} />;
  const title = headline(data, subject, local(data.factorName), t);
  const kinds = new Set(
    subject.item?.kinds ?? data.hours.flatMap((hour) => hour.flags.map((flag) => flag.kind)),
  );
  return (
    <section className="panel dr-series" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span className="sp" />
        <small className="t3">{data.unit}</small>
      </header>
      <div className="in">
        <ul className="row w g4 dr-flags">
          {Object.entries(t.flags).map(([kind, word]) => (
            <li key={kind} className={kinds.has(kind) ? 'on' : ''}>
              {word}
              {kinds.has(kind) && <span className="vh"> ✓</span>}
            </li>
          ))}
        </ul>
        <div className="mt8">
          <ChartFrame
            data={chartOf(data, desk.day, subject, local(data.factorName), t)}
            label={`${data.site.name} ${title}`}
            caption={`${data.site.name}　${title}`}
            height={190}
          />
        </div>
      </div>
      <HourTable series={data} hours={subject.hours} all={all} select={desk.select} />
      <div className="in">
        <button type="button" className="link s" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t.fewHours : t.allHours}
        </button>
        <dl className="dr-why mt8">
          {reasonsOf(data, subject).map(({ kind, hours, text }) => (
            <div key={`${kind} ${hours.join()}`}>
              <dt>{t.flags[kind] ?? kind}</dt>
              <dd>
                {t.hours(hoursText(hours))}　{local(text)}
              </dd>
            </div>
          ))}
        </dl>
        {kinds.size > 0 && <p className="s t3 mt4">{t.sourceOfThresholds}</p>}
      </div>
    </section>
  );
}

/** `氨氮 14 时 4.36，比前一小时高 3.40` */
function headline(data: Series, { hours }: Subject, name: string, t: ReviewTexts): string {
  const [first] = hours;
  if (first === undefined) return `${data.site.name} ${name}`;
  const head = `${name} ${t.hours(hoursText(hours))}`;
  const value = data.hours[first - 1]?.value ?? null;
  if (hours.length > 1) return head;
  if (value === null) return `${head} ${t.noNumber}`;
  const before = (first === 1 ? data.before[23] : data.hours[first - 2])?.value ?? null;
  if (before === null || before === value) return `${head} ${formatNumber(value)}`;
  const digits = Math.max(...[value, before].map((one) => String(one).split('.')[1]?.length ?? 0));
  const apart = Math.abs(value - before).toFixed(digits);
  return `${head} ${formatNumber(value)}${value > before ? t.higher(apart) : t.lower(apart)}`;
}

function reasonsOf(data: Series, { item, hours }: Subject) {
  if (item !== null) return item.why;
  return data.hours
    .filter((one) => hours.length === 0 || hours.includes(one.hour))
    .flatMap((one) => one.flags.map((flag) => ({ ...flag, hours: [one.hour] })));
}

function chartOf(data: Series, day: string, { hours }: Subject, name: string, t: ReviewTexts): ChartData {
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  const point =
    (on: string) =>
    (one: Series['before'][number]): ChartPoint => {
      const counts = one.value !== null && one.verdict !== 'I';
      return {
        at: `${on.slice(8)}${t.day === '日期' ? '日' : ''} ${String(one.hour).padStart(2, '0')}:00`,
        value: counts ? one.value : null,
        raw: one.value,
        reason: counts ? null : one.value === null ? t.missingPoint : t.invalidPoint,
      };
    };
  const points = [...data.before.map(point(before)), ...data.hours.map(point(day))];
  const [first, last] = [hours[0], hours.at(-1)];
  return {
    name: `${data.site.name} ${name}`,
    unit: data.unit,
    points,
    limits: data.limits.map((limit) => ({ ...limit, from: 0, to: points.length - 1 })),
    others: data.neighbours.map((one) => ({ name: one.name, values: [...one.before, ...one.values] })),
    ...(first === undefined || last === undefined
      ? {}
      : {
          brackets: [
            { from: first + 23, to: last + 23, light: 'grey' as const, label: t.hours(hoursText(hours)) },
          ],
        }),
  };
}
