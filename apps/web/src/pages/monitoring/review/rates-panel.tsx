import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '../../../lib/format.ts';
import { Light } from '../../../ui/light.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { ratesQuery } from './queries.ts';
import { useReviewTexts } from './texts.ts';

const percent = (value: number | string | null) => (value === null ? '—' : `${value}%`);

/** How much came, how much of it counts, and whether the review was done in time. */
export function RatesPanel({ day }: { day: string }) {
  const t = useReviewTexts();
  const { data } = useQuery(ratesQuery(day));
  if (data === undefined || data.items.length === 0) return null;
  const { items, inTime, percent: share } = data.review;
  return (
    <Panel title={t.rates} note={share === null ? '' : t.inTime(inTime, items, percent(share))}>
      <div className="table-scroll dr-rates" {...scrollRegion(t.rates)}>
        <table className="tb num">
          <thead>
            <tr>
              {t.ratesColumns.map((title, index) => (
                <th key={title} scope="col" className={index === 0 ? '' : 'r'}>
                  {title}
                </th>
              ))}
              <th scope="col">
                <span className="vh">{t.met}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((one) => (
              <tr key={one.siteId}>
                <th scope="row">{one.name}</th>
                <td className="r">{formatNumber(one.due)}</td>
                <td className="r">{formatNumber(one.received)}</td>
                <td className="r">{formatNumber(one.valid)}</td>
                <td className="r">{percent(one.transmission)}</td>
                <td className="r">{percent(one.validity)}</td>
                <td className="r">{percent(one.effective)}</td>
                <td>
                  {one.meets !== null && (
                    <Light kind={one.meets ? 'green' : 'red'} word={one.meets ? t.met : t.notMet} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="in s t3">{t.ratesNote}</p>
    </Panel>
  );
}
