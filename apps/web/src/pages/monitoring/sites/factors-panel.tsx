import { call } from '../../../api/call.ts';
import { formatInstant, formatNumber } from '../../../lib/format.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { ErrorNotice } from '../../../ui/states.tsx';
import { EndDialog } from './end-dialog.tsx';
import { FactorForm } from './factor-form.tsx';
import { useSiteFormTexts } from './form-texts.ts';
import type { SiteDetail } from './queries.ts';
import { useSiteTexts } from './texts.ts';
import { useSiteChange } from './use-site-change.ts';

type Factor = SiteDetail['factors'][number];

/** The factors of a site with their newest hour; who manages sites adds and ends them (`?act=factor`, `?end=`). */
export function FactorsPanel({ site }: { site: SiteDetail }) {
  const words = useSiteTexts();
  const t = useSiteFormTexts();
  const { language } = useLocal();
  const [url, change] = useUrlQuery();
  const close = () => change({ act: undefined, end: undefined });
  const end = useSiteChange(
    ({ factor, lastDay }: { factor: string; lastDay: string | null }) =>
      call('endSiteFactor', { params: { id: site.id, factor }, body: { lastDay } }),
    close,
  );
  const adds = site.canManage && url.act === 'factor';
  const ending = site.canManage ? site.factors.find((one) => one.factor === url.end) : undefined;
  const shownUntil = (one: Factor) => (
    <span className="row w">
      {one.until ?? t.going}
      {site.canManage && (
        <button
          type="button"
          className="btn sm"
          aria-label={`${one.until === null ? t.endFactor : t.resume} ${one.name}`}
          title={one.until === null ? undefined : t.resumeNote}
          disabled={end.isPending}
          onClick={() =>
            one.until === null
              ? change({ end: one.factor }, 'push')
              : end.mutate({ factor: one.factor, lastDay: null })
          }
        >
          {one.until === null ? t.endFactor : t.resume}
        </button>
      )}
    </span>
  );
  return (
    <Panel
      title={words.factors}
      side={
        site.canManage && (
          <button
            type="button"
            className="btn sm"
            aria-expanded={adds}
            onClick={() => (adds ? close() : change({ act: 'factor' }, 'push'))}
          >
            {t.addFactor}
          </button>
        )
      }
    >
      {adds && (
        <div className="in">
          <FactorForm site={site} close={close} />
        </div>
      )}
      {end.error && !ending && <ErrorNotice error={end.error} />}
      {site.factors.length > 0 && (
        <div className="table-scroll" {...scrollRegion(words.factors)}>
          <table className="tb num">
            <thead>
              <tr>
                {[words.factor, words.code, words.unit, words.since, t.until, words.latest].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {site.factors.map((one) => {
                const latest = site.latest.find(({ factor }) => factor === one.factor);
                return (
                  <tr key={one.factor}>
                    <td>{one.name}</td>
                    <td className="code">{one.factor}</td>
                    <td>{one.unit || '—'}</td>
                    <td className="nw">{one.since}</td>
                    <td className="nw">{shownUntil(one)}</td>
                    <td className="nw">
                      {latest
                        ? `${latest.value === null ? '—' : formatNumber(latest.value)}　${formatInstant(latest.at, language)}`
                        : '—'}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {site.factors.length === 0 && !adds && <p className="in t3">{words.noFactors}</p>}
      {ending && (
        <EndDialog
          title={t.endFactorTitle(ending.name)}
          note={t.endFactorNote}
          verb={t.endFactor}
          min={ending.since}
          refusal={end.error}
          pending={end.isPending}
          end={(lastDay) => end.mutate({ factor: ending.factor, lastDay })}
          close={close}
        />
      )}
    </Panel>
  );
}
