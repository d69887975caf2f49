import { useQuery } from '@tanstack/react-query';
import { today } from '../../../lib/format.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Crumbs, PageHead } from '../../../ui/page-head.tsx';
import { Failed, State } from '../../../ui/states.tsx';
import { sitesQuery } from '../measurements/queries.ts';
import { SheetPanel } from './sheet-panel.tsx';
import { useTexts } from './texts.ts';

const kinds = ['air', 'section', 'outlet', 'noise', 'dust'] as const;

/** The day, or the same day of the month, so many periods later. */
function moved(day: string, by: number, daily: boolean): string {
  const at = new Date(`${daily ? `${day.slice(0, 7)}-01` : day}T00:00:00Z`);
  if (daily) at.setUTCMonth(at.getUTCMonth() + by);
  else at.setUTCDate(at.getUTCDate() + by);
  return at.toISOString().slice(0, 10);
}

/** 手工录入: typing the values of one site for a day or a month, with the verdicts of the file import. */
export default function EntryPage() {
  const t = useTexts();
  const [url, change] = useUrlQuery();
  useTitle(t.nav);
  const sites = useQuery(sitesQuery);
  const site = sites.data?.items.find(({ id }) => id === Number(url.site));
  const daily = site?.intervalHours === 0 || site?.intervalHours === 24;
  const day = /^20\d\d-\d\d-\d\d$/.test(url.day ?? '') ? (url.day ?? '') : today();
  return (
    <>
      <Crumbs items={[{ text: t.monitoring }, { text: t.nav }]} />
      <PageHead title={t.nav} line={t.line} />
      {sites.error && <Failed error={sites.error} what={t.sitesFailed} retry={() => sites.refetch()} />}
      <div className="row w mt8" style={{ marginBottom: 12 }}>
        <select
          className="inp"
          style={{ width: 280, maxWidth: '100%' }}
          aria-label={t.site}
          value={site?.id ?? ''}
          onChange={(event) => change({ site: event.target.value || undefined }, 'push')}
        >
          <option value="">{t.chooseSite}</option>
          {kinds.map((kind) => {
            const ofKind = sites.data?.items.filter((one) => one.kind === kind) ?? [];
            return (
              ofKind.length > 0 && (
                <optgroup key={kind} label={t.kinds[kind]}>
                  {ofKind.map((one) => (
                    <option key={one.id} value={one.id}>
                      {one.name} {one.code}
                    </option>
                  ))}
                </optgroup>
              )
            );
          })}
        </select>
        {site && (
          <>
            <button
              type="button"
              className="btn"
              onClick={() => change({ day: moved(day, -1, daily) }, 'push')}
            >
              {t.before}
            </button>
            <input
              className="inp"
              style={{ width: 160 }}
              type={daily ? 'month' : 'date'}
              aria-label={daily ? t.month : t.day}
              max={daily ? today().slice(0, 7) : today()}
              value={daily ? day.slice(0, 7) : day}
              onChange={({ target }) =>
                target.value !== '' && change({ day: daily ? `${target.value}-01` : target.value })
              }
            />
            <button
              type="button"
              className="btn"
              onClick={() => change({ day: moved(day, 1, daily) }, 'push')}
            >
              {t.after}
            </button>
          </>
        )}
      </div>
      {site ? (
        <SheetPanel site={site.id} day={day} />
      ) : (
        <div className="panel">
          <State icon="list" title={t.choose} text={t.chooseText} />
        </div>
      )}
    </>
  );
}
