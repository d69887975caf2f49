import { useUrlQuery } from '../../../lib/url-query.ts';
import { ChartFrame } from '../../../ui/chart/chart-frame.tsx';
import { Light } from '../../../ui/light.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import type { NoisePage } from './queries.ts';
import { useSourceTexts } from './texts.ts';

const lights = { exceeds: 'red', within: 'green', open: 'grey', none: 'grey' } as const;

/** Dust sites of a day: counts against the rule, and the hours of the chosen site. */
export function DustPanel({ page }: { page: NoisePage }) {
  const t = useSourceTexts();
  const [query, change] = useUrlQuery();
  const { dustRule } = page;
  const chosen = page.dust.find((one) => String(one.id) === query.dust) ?? page.dust[0];
  return (
    <Panel title={t.dust} note={t.dustLine(dustRule.id, t.marks[dustRule.mark], dustRule.averagingMinutes)}>
      {page.dust.length === 0 && <p className="in s t3">{t.noDust}</p>}
      {page.dust.length > 0 && (
        <div className="table-scroll" {...scrollRegion(t.dust)}>
          <table className="tb num">
            <thead>
              <tr>
                <th scope="col">{t.point}</th>
                {[t.latest, t.highest].map((title) => (
                  <th key={title} scope="col" className="r">
                    {title} <small className="t3">{dustRule.unit}</small>
                  </th>
                ))}
                <th scope="col">{t.limit}</th>
                <th scope="col">{t.outcome}</th>
              </tr>
            </thead>
            <tbody>
              {page.dust.map((site) => (
                <tr key={site.id}>
                  <th scope="row">
                    <button
                      type="button"
                      className="link"
                      aria-pressed={site.id === chosen?.id}
                      onClick={() => change({ dust: String(site.id) })}
                    >
                      {site.name}
                    </button>{' '}
                    <small className="t3">{site.code}</small>
                  </th>
                  {[site.latest, site.highest].map((one, index) => (
                    <td key={index === 0 ? 'latest' : 'highest'} className="r nw">
                      {one === null ? t.none : `${one.value}（${t.hourOf(one.hour)}）`}
                    </td>
                  ))}
                  <td>
                    {site.counts.map((one) => (
                      <div key={one.limit}>{t.count(one.limit, one.count, one.allowed)}</div>
                    ))}
                  </td>
                  <td>
                    <Light kind={lights[site.outcome]} word={t.dustOutcomes[site.outcome]} />
                    <div className="s t3">
                      {t.dustMeans(site.means.used, site.means.due, site.means.hours)}
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {chosen && <DustHours site={chosen} day={page.day} />}
    </Panel>
  );
}

function DustHours({ site, day }: { site: NoisePage['dust'][number]; day: string }) {
  const t = useSourceTexts();
  const over = site.counts.at(-1)?.count ?? 0;
  const label = t.conclusion(site.name, day, day, site.valid, 24, over);
  return (
    <div className="in">
      <h3>
        {t.dustHours}　{site.name}
      </h3>
      <p className="s t2">{label}</p>
      <ChartFrame
        height={160}
        label={label}
        caption={label}
        data={{
          name: site.name,
          unit: site.unit,
          points: site.hours.map((value, index) => ({
            at: t.hourOf(index + 1),
            value,
            reason: value === null ? t.missing : null,
          })),
          limits: site.counts.map(({ limit }) => ({
            from: 0,
            to: 23,
            value: Number(limit),
            label: `${t.limit} ${limit}`,
          })),
        }}
      />
    </div>
  );
}
