import { type KeyboardEvent, useRef, useState } from 'react';
import { useAqiWords } from '../../../ui/aqi.tsx';
import type { AirCalendar } from './queries.ts';
import { useAirTexts } from './texts.ts';

type Day = AirCalendar['days'][number];

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/**
 * 12 × 31 days: tint, exact colour at the foot, the index inside; days without one are hatched, days to come dashed.
 * One tab stop; arrow keys move, Enter opens the day.
 */
export function CalendarGrid({ calendar, open }: { calendar: AirCalendar; open: (day: string) => void }) {
  const { t, local } = useAirTexts();
  const { wordOf } = useAqiWords();
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(calendar.asOf ?? calendar.days[0]?.day);
  const current = calendar.days.some((one) => one.day === at) ? at : (calendar.asOf ?? calendar.days[0]?.day);

  const move = (event: KeyboardEvent) => {
    const index = calendar.days.findIndex((one) => one.day === current);
    const day = calendar.days[index];
    if (!day) return;
    const target =
      steps[event.key] === undefined
        ? otherMonth(calendar.days, day, event.key)
        : index + (steps[event.key] ?? 0);
    const next = target === null ? undefined : calendar.days[target];
    if (!next) return;
    event.preventDefault();
    setAt(next.day);
    box.current?.querySelector<HTMLElement>(`[data-day="${next.day}"]`)?.focus();
  };
  const spoken = (day: Day) =>
    t.dayLabel(
      day.day,
      day.value === null
        ? day.reason
          ? `${t.state[day.state]}：${local(day.reason)}`
          : t.state[day.state]
        : [
            `${day.value} ${wordOf(day.level ?? 1)}`,
            ...(day.primary.length > 0 ? [day.primary.join('、')] : []),
            ...(day.published.length > 0 ? [`（${t.publishedOf(day.published.join('、'))}）`] : []),
          ].join(' '),
    );

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table of 372 buttons is a grid
    <div
      className="air-cal num"
      role="grid"
      aria-label={t.calendar(calendar.year)}
      ref={box}
      tabIndex={-1}
      onKeyDown={move}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div className="air-row" role="row" aria-hidden="true" tabIndex={-1}>
        <span className="head-cell" />
        {Array.from({ length: 31 }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the days of a month
          <span key={index}>{index === 0 || (index + 1) % 5 === 0 ? index + 1 : ''}</span>
        ))}
        <span className="end">{t.good}</span>
      </div>
      {calendar.months.map(({ month, good, valid }) => (
        // biome-ignore lint/a11y/useSemanticElements: see above
        <div className="air-row" role="row" key={month} tabIndex={-1}>
          {/* biome-ignore lint/a11y/useSemanticElements: see above */}
          <span className="head-cell" role="rowheader" tabIndex={-1}>
            {t.month(month)}
          </span>
          {calendar.days
            .filter((day) => Number(day.day.slice(5, 7)) === month)
            .map((day) => (
              // biome-ignore lint/a11y/useSemanticElements: see above
              <button
                type="button"
                role="gridcell"
                key={day.day}
                data-day={day.day}
                tabIndex={day.day === current ? 0 : -1}
                className={cellClass(day)}
                style={
                  day.level === null
                    ? undefined
                    : { background: `var(--aqi${day.level}a)`, borderBottomColor: `var(--aqi${day.level})` }
                }
                aria-label={spoken(day)}
                aria-disabled={day.state === 'future'}
                title={spoken(day)}
                onFocus={() => setAt(day.day)}
                onClick={() => day.state !== 'future' && open(day.day)}
              >
                {day.value ?? (day.state === 'future' ? '' : t.noneShort)}
              </button>
            ))}
          {/* biome-ignore lint/a11y/useSemanticElements: see above */}
          <span className="end" role="gridcell" tabIndex={-1}>
            {valid > 0 ? `${good}/${valid}` : ''}
          </span>
        </div>
      ))}
    </div>
  );
}

function cellClass(day: Day): string {
  if (day.state === 'future') return 'future';
  return day.value === null ? 'hatched' : '';
}

/** The same date of the month above or below, or its last; the ends of the year; null for any other key. */
function otherMonth(days: Day[], day: Day, key: string): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return days.length - 1;
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  const month = Number(day.day.slice(5, 7)) + (key === 'ArrowUp' ? -1 : 1);
  const wanted = `${day.day.slice(0, 5)}${String(month).padStart(2, '0')}`;
  const last = days.findLastIndex(
    (one) => one.day.startsWith(wanted) && one.day.slice(8) <= day.day.slice(8),
  );
  return last < 0 ? null : last;
}
