import { useState } from 'react';
import { formatNumber } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { A } from '../../ui/link.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { scrollRegion } from '../../ui/scroll-region.ts';
import type { Progress } from './queries.ts';
import { useTargetTexts } from './texts.ts';

/** Numerator ÷ denominator, the definition, and the days or sections behind them. */
export function MadeOfPanel({ progress }: { progress: Progress }) {
  const { t, local } = useTargetTexts();
  const { indicator } = progress;
  const unit = indicator.unit === '%' ? '%' : ` ${indicator.unit}`;
  return (
    <Panel title={t.made} note={t.version(indicator.version)}>
      <div className="in col g8">
        <p>
          {local(indicator.numerator)} <b className="num">{progress.numerator}</b>
          {indicator.denominator.zh !== '' && (
            <>
              {' ÷ '}
              {local(indicator.denominator)} <b className="num">{progress.denominator}</b>
            </>
          )}
          {progress.value !== null && (
            <>
              {' → '}
              <b className="num">
                {progress.value}
                {unit}
              </b>
            </>
          )}
        </p>
        <p className="s t2">
          {t.formula}：{local(indicator.formula)}
          <br />
          {t.filter}：{local(indicator.filter)}
          <br />
          {t.inputs}：{local(indicator.inputs)}
          {t.join}
          {local(indicator.asOf)}
        </p>
      </div>
      {progress.days.length > 0 && <Days progress={progress} />}
      {progress.sections.length > 0 && <Sections progress={progress} />}
    </Panel>
  );
}

function Days({ progress }: { progress: Progress }) {
  const { t } = useTargetTexts();
  const [open, setOpen] = useState(false);
  const bad = progress.days.filter((one) => one.bad);
  const without = progress.days.filter((one) => one.value === null);
  const published = progress.days.filter((one) => one.published);
  const shown = open ? progress.days : bad;
  const title =
    progress.headroom?.kind === 'mean'
      ? t.aboveDays(progress.requirement?.limit ?? '', bad.length)
      : t.badDays(bad.length);
  return (
    <div className="in col g8">
      <p className="s">
        {title}
        {t.join}
        {t.noDays(without.length)}
        {published.length > 0 && `${t.join}${t.publishedDays(published.length)}`}
        {'　'}
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t.hideTable : t.allDays}
        </button>
      </p>
      {shown.length > 0 && (
        <div className="target-days-box" {...scrollRegion(title)}>
          <ul className="target-days">
            {shown.map(({ day, value, bad: against, published: byNetwork }) => (
              <li
                key={day}
                className={against ? 'against' : undefined}
                title={byNetwork ? t.published : undefined}
              >
                <A href={`${paths.air}?year=${day.slice(0, 4)}&day=${day}`}>{day.slice(5)}</A>
                <b className="num">{value === null ? t.noData : formatNumber(value)}</b>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Sections({ progress }: { progress: Progress }) {
  const { t } = useTargetTexts();
  const order = [...progress.sections].sort((a, b) => Number(a.counted) - Number(b.counted));
  return (
    <div className="table-scroll" {...scrollRegion(t.sections)}>
      <table className="tb">
        <thead>
          <tr>
            <th scope="col">{t.sections}</th>
            <th scope="col">{t.cls}</th>
            <th scope="col">{t.counted}</th>
            <th scope="col">{t.nearest}</th>
            <th scope="col" className="r">
              {t.mean}
            </th>
            <th scope="col" className="r">
              {t.limit}
            </th>
            <th scope="col" className="r">
              {t.needed}
            </th>
          </tr>
        </thead>
        <tbody>
          {order.map((one) => {
            const item = one.items[0];
            return (
              <tr key={one.siteId}>
                <td>
                  <A href={paths.section(one.siteId)}>{one.name}</A>
                </td>
                <td>{one.cls || t.notJudged}</td>
                <td>{one.counted ? t.yes : t.no}</td>
                <td>{item ? item.name : '—'}</td>
                <td className="r nw">
                  {item?.mean == null ? '—' : `${formatNumber(item.mean)} ${item.unit}`}
                </td>
                <td className="r nw">{item ? formatNumber(item.limit) : '—'}</td>
                <td className="r nw">{item?.needed == null ? '—' : formatNumber(item.needed)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
