import { call } from '../../../api/call.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { EndDialog } from './end-dialog.tsx';
import { useSiteFormTexts } from './form-texts.ts';
import { LimitForm } from './limit-form.tsx';
import type { SiteDetail } from './queries.ts';
import { useSiteTexts } from './texts.ts';
import { useSiteChange } from './use-site-change.ts';

/** The limits of a site, ended ones too; who manages sites adds and ends them (`?act=limit`, `?endLimit=`). */
export function LimitsPanel({ site }: { site: SiteDetail }) {
  const words = useSiteTexts();
  const t = useSiteFormTexts();
  const [url, change] = useUrlQuery();
  const close = () => change({ act: undefined, endLimit: undefined });
  const end = useSiteChange(
    ({ limit, lastDay }: { limit: string; lastDay: string }) =>
      call('endSiteLimit', { params: { id: site.id, limit }, body: { lastDay } }),
    close,
  );
  const unitOf = (code: string) => site.factors.find((one) => one.factor === code)?.unit;
  const nameOf = (code: string) => site.factors.find((one) => one.factor === code)?.name ?? code;
  const adds = site.canManage && url.act === 'limit' && site.factors.length > 0;
  const ending = site.canManage ? site.limits.find((one) => one.id === url.endLimit) : undefined;
  return (
    <Panel
      title={words.limits}
      note={site.canManage && site.factors.length === 0 ? t.needFactor : undefined}
      side={
        site.canManage && (
          <button
            type="button"
            className="btn sm"
            aria-expanded={adds}
            disabled={site.factors.length === 0}
            onClick={() => (adds ? close() : change({ act: 'limit' }, 'push'))}
          >
            {t.addLimit}
          </button>
        )
      }
    >
      {adds && (
        <div className="in">
          <LimitForm site={site} close={close} />
        </div>
      )}
      {site.limits.length === 0 && !adds && <p className="in t3">{words.noLimits}</p>}
      {site.limits.length > 0 && (
        <div className="table-scroll" {...scrollRegion(words.limits)}>
          <table className="tb num">
            <thead>
              <tr>
                {[words.factor, words.period, words.limit, words.validity, words.basis, words.mark].map(
                  (head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {site.limits.map((one) => (
                <tr key={one.id}>
                  <td>{nameOf(one.factor)}</td>
                  <td>{words.periods[one.period]}</td>
                  <td className="nw">
                    {[one.lower && `≥ ${one.lower}`, one.upper && `≤ ${one.upper}`]
                      .filter(Boolean)
                      .join('，')}{' '}
                    <small className="t3">{unitOf(one.factor)}</small>
                  </td>
                  <td className="nw">
                    <span className="row w">
                      {one.validFrom} – {one.validTo ?? words.open}
                      {site.canManage && one.validTo === null && (
                        <button
                          type="button"
                          className="btn sm"
                          aria-label={`${t.endLimit} ${nameOf(one.factor)} ${words.periods[one.period]}`}
                          onClick={() => change({ endLimit: one.id }, 'push')}
                        >
                          {t.endLimit}
                        </button>
                      )}
                    </span>
                  </td>
                  <td>{one.basis}</td>
                  <td>{words.marks[one.mark]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {ending && (
        <EndDialog
          title={t.endLimitTitle(nameOf(ending.factor))}
          note={t.endLimitNote}
          verb={t.endLimit}
          min={ending.validFrom}
          refusal={end.error}
          pending={end.isPending}
          end={(lastDay) => end.mutate({ limit: ending.id, lastDay })}
          close={close}
        />
      )}
    </Panel>
  );
}
