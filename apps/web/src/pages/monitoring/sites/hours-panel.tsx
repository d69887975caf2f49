import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from '../../../api/call.ts';
import { formatExact, formatNumber } from '../../../lib/format.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { ErrorNotice, Failed, Loading, Notice } from '../../../ui/states.tsx';
import { usePacketWords } from '../packet-words.ts';
import { type SiteDetail, type SiteHours, siteHoursQuery, sitePacketsQuery } from './queries.ts';
import { useSiteTexts } from './texts.ts';

const numbers = Array.from({ length: 24 }, (_, index) => index + 1);

function Cell({ series, index, ends }: { series: SiteHours['series'][number]; index: number; ends: number }) {
  const t = useSiteTexts();
  const value = series.values[index] ?? null;
  if (value === null && series.marks[index] === '-' && ends > Date.now())
    return <td className="r t3 nw">{t.future}</td>;
  const words = [t.hourMarks[series.marks[index] ?? '-'], t.verdicts[series.verdicts[index] ?? '.']];
  return (
    <td className="r nw">
      {value === null ? '—' : formatNumber(value)}{' '}
      <small className="t3">{words.filter(Boolean).join('、')}</small>
    </td>
  );
}

function Packets({ site, day, hour, close }: { site: number; day: string; hour: number; close: () => void }) {
  const t = useSiteTexts();
  const words = usePacketWords();
  const { data, error } = useQuery(sitePacketsQuery(site, { day, hour }));
  return (
    <Dialog name={t.packets(day, hour)} close={close}>
      <Panel
        title={t.packets(day, hour)}
        side={
          <button type="button" className="btn sm" onClick={close}>
            {t.close}
          </button>
        }
      >
        <div className="in col g12">
          {error && <ErrorNotice error={error} />}
          {!data && !error && <Loading />}
          {data?.items.length === 0 && <p>{t.noPackets}</p>}
          {data?.items.map((one) => (
            <div key={`${one.mn} ${one.cn} ${one.at} ${one.receivedAt}`}>
              <p className="s num">
                {one.mn}　CN={one.cn}　{formatExact(one.at)}　{t.received} {formatExact(one.receivedAt)}
                {one.repairs.length > 0 && `　${t.repairs} ${one.repairs.map(words.repair).join('、')}`}
              </p>
              <pre style={{ whiteSpace: 'pre-wrap', wordBreak: 'break-all' }}>{one.text}</pre>
            </div>
          ))}
          {data?.more && <p className="s t3">{t.more}</p>}
        </div>
      </Panel>
    </Dialog>
  );
}

/** The hours of a chosen day with marks and verdicts in words; an hour opens its raw packets. */
export function HoursPanel({ site, day }: { site: SiteDetail; day: string }) {
  const t = useSiteTexts();
  const [url, change] = useUrlQuery();
  const { data, error, refetch } = useQuery(siteHoursQuery(site.id, day));
  const hour = numbers.find((one) => String(one) === url.hour);
  const rebuild = useMutation({
    mutationFn: () => call('rebuildSite', { params: { id: site.id }, body: { from: day, to: day } }),
  });
  return (
    <Panel
      title={t.hours}
      note={`${t.hourNote}　${t.unreviewed}`}
      side={
        <>
          <input
            type="date"
            className="inp"
            style={{ width: 'auto' }}
            aria-label={t.day}
            value={day}
            onChange={(event) => event.target.value && change({ day: event.target.value })}
          />
          {site.canManage && (
            <button
              type="button"
              className="btn sm"
              disabled={rebuild.isPending}
              onClick={() => rebuild.mutate()}
            >
              {t.rebuild}
            </button>
          )}
        </>
      }
    >
      {rebuild.error && <ErrorNotice error={rebuild.error} />}
      {rebuild.data && <Notice tone="b">{t.rebuilt(rebuild.data.days)}</Notice>}
      {error && <Failed error={error} what={t.hours} retry={() => refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data && (
        <div className="table-scroll" {...scrollRegion(t.hours)}>
          <table className="tb num">
            <thead>
              <tr>
                <th scope="col">{t.hour}</th>
                {data.series.map((one) => (
                  <th key={one.factor} scope="col" className="r">
                    {one.name} <small className="t3">{one.unit}</small>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {numbers.map((one) => (
                <tr key={one}>
                  <td>
                    <button
                      type="button"
                      className="link"
                      onClick={() => change({ hour: String(one) }, 'push')}
                    >
                      {String(one).padStart(2, '0')}
                    </button>
                  </td>
                  {data.series.map((series) => (
                    <Cell
                      key={series.factor}
                      series={series}
                      index={one - 1}
                      ends={Date.parse(`${day}T00:00:00+08:00`) + one * 3_600_000}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hour && (
        <Packets site={site.id} day={day} hour={hour} close={() => change({ hour: undefined }, 'push')} />
      )}
    </Panel>
  );
}
