import { useQuery } from '@tanstack/react-query';
import { addressFor } from '../../../api/call.ts';
import { useMe } from '../../../app/session.ts';
import { paths, withQuery } from '../../../lib/paths.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { A } from '../../../ui/link.tsx';
import { Crumbs, PageHead, Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { Failed, Loading, State } from '../../../ui/states.tsx';
import { ClassMark, classes } from './class-mark.tsx';
import { Matrix } from './matrix.tsx';
import { type SectionRow, type WaterYear, waterYearQuery } from './queries.ts';
import { ReportDialog } from './report-dialog.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import { useWaterSettingsTexts } from './settings-texts.ts';
import { Summary } from './summary.tsx';
import { TemplatesDialog } from './templates-dialog.tsx';
import { useWaterTexts } from './texts.ts';
import { WarningsDialog } from './warnings-dialog.tsx';
import './water.css';

type Show = 'national' | 'municipal' | 'district' | 'town' | 'over';
const shows: readonly Show[] = ['national', 'municipal', 'district', 'town', 'over'];

const fits = (section: SectionRow, show: Show | undefined) =>
  show === undefined || (show === 'over' ? section.current.meets === false : section.tier === show);

/** 水质: sections by months, headroom, what is over target; reports and notices. */
export default function WaterPage() {
  const texts = useWaterTexts();
  const [query, change] = useUrlQuery();
  const { can } = useMe();
  const { data, error, refetch } = useQuery(waterYearQuery(query.month));
  useTitle(texts.title);
  if (error) return <Failed error={error} what={texts.title} retry={refetch} />;
  if (!data) return <Loading lines={8} />;
  const show = shows.find((one) => one === query.show);
  const close = () => change({ panel: undefined });
  return (
    <>
      <Crumbs items={[{ text: texts.nav, href: paths.air }, { text: texts.title }]} />
      <Head year={data} show={show} />
      {data.sections.length === 0 ? (
        <div className="panel">
          <State icon="list" title={texts.empty} text={texts.emptyText} />
        </div>
      ) : (
        <>
          <Summary year={data} />
          <div className="mt12">
            <Panel
              title={texts.matrix}
              side={
                <span className="row w">
                  {classes.map((cls) => (
                    <ClassMark key={cls} cls={cls} />
                  ))}
                </span>
              }
            >
              <nav className="tabs" aria-label={texts.matrix}>
                {[undefined, ...shows].map((one) => (
                  <A
                    key={one ?? 'all'}
                    href={withQuery(paths.water, { month: query.month, show: one })}
                    aria-current={one === show ? 'true' : undefined}
                  >
                    {texts.filters[one ?? 'all']}
                    <span>{data.sections.filter((section) => fits(section, one)).length}</span>
                  </A>
                ))}
              </nav>
              <div className="table-scroll" {...scrollRegion(texts.matrix)}>
                <Matrix year={data} sections={data.sections.filter((section) => fits(section, show))} />
              </div>
            </Panel>
          </div>
          <p className="s t3 mt8">{texts.note}</p>
        </>
      )}
      {query.panel === 'report' && <ReportDialog month={data.month} close={close} />}
      {query.panel === 'warnings' && <WarningsDialog month={data.month} close={close} />}
      {query.panel === 'settings' && can.includes('report.make') && (
        <SettingsDialog settings={data.settings} close={close} />
      )}
      {query.panel === 'templates' && <TemplatesDialog close={close} />}
    </>
  );
}

function Head({ year, show }: { year: WaterYear; show: Show | undefined }) {
  const texts = useWaterTexts();
  const { language } = useLocal();
  const { can } = useMe();
  const [, change] = useUrlQuery();
  const settings = useWaterSettingsTexts();
  const { overall } = year;
  const number = Number(year.month.slice(5));
  const over = overall.judged - overall.compliance.count;
  const complete = year.month < year.running;
  return (
    <PageHead
      title={texts.headline(number, overall.judged, overall.compliance.count, over)}
      line={texts.line(year.year, number, overall.notJudged)}
      actions={
        <span className="row w">
          <label className="row">
            <span className="vh">{texts.monthOf}</span>
            <input
              className="inp"
              type="month"
              lang={language}
              value={year.month}
              max={year.running}
              onChange={(event) => event.target.value && change({ month: event.target.value }, 'push')}
            />
          </label>
          <a className="btn" href={addressFor('exportWater', { query: { month: year.month, show } })}>
            {texts.exporting}
          </a>
          {can.includes('report.make') && (
            <>
              <button type="button" className="btn" onClick={() => change({ panel: 'settings' })}>
                {settings.open}
              </button>
              <button type="button" className="btn" onClick={() => change({ panel: 'templates' })}>
                {texts.templates}
              </button>
              <button
                type="button"
                className="btn"
                disabled={!complete}
                onClick={() => change({ panel: 'warnings' })}
              >
                {texts.warning}
              </button>
              <button
                type="button"
                className="btn p"
                disabled={!complete || year.sections.length === 0}
                onClick={() => change({ panel: 'report' })}
              >
                {texts.report}
              </button>
            </>
          )}
        </span>
      }
    />
  );
}
