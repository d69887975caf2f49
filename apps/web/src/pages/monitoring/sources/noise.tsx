import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { addressFor } from '../../../api/call.ts';
import { paths } from '../../../lib/paths.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Light } from '../../../ui/light.tsx';
import { Crumbs, PageHead, Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { Failed, Loading } from '../../../ui/states.tsx';
import { DayChoice } from './day-choice.tsx';
import { DustPanel } from './dust-panel.tsx';
import { type NoisePage, noiseQuery } from './queries.ts';
import { useSourceTexts } from './texts.ts';

const lights = { exceeds: 'red', within: 'green', 'not-judged': 'grey' } as const;

/** 噪声与扬尘: Ld and Ln of a day against the limits of the zones, and dust sites against the counting rule. */
export default function NoiseAndDust() {
  const t = useSourceTexts();
  const [query] = useUrlQuery();
  const { data, error, refetch } = useQuery({ ...noiseQuery(query.day), placeholderData: keepPreviousData });
  useTitle(t.noise);
  if (error) return <Failed error={error} what={t.noise} retry={refetch} />;
  if (!data) return <Loading lines={8} />;
  const share = ({ met, judged }: { met: number; judged: number }) => `${met}/${judged}`;
  const { noiseStandard } = data;
  return (
    <>
      <Crumbs items={[{ text: t.nav, href: paths.air }, { text: t.noise }]} />
      <PageHead
        title={t.noiseHead(data.day, share(data.compliance.day), share(data.compliance.night))}
        line={t.noiseLine(noiseStandard.id, noiseStandard.clause, t.marks[noiseStandard.mark])}
        actions={
          <span className="row w">
            <DayChoice day={data.day} label={t.day} />
            <a className="btn" href={addressFor('exportNoise', { query: { day: data.day } })} download>
              {t.export}
            </a>
          </span>
        }
      />
      <div className="col g12">
        <Panel title={t.point}>
          {data.points.length === 0 ? <p className="in s t3">{t.noPoints}</p> : <Points page={data} />}
        </Panel>
        <DustPanel page={data} />
      </div>
    </>
  );
}

function Points({ page }: { page: NoisePage }) {
  const t = useSourceTexts();
  return (
    <div className="table-scroll" {...scrollRegion(t.point)}>
      <table className="tb num">
        <thead>
          <tr>
            <th scope="col">{t.point}</th>
            <th scope="col">{t.zone}</th>
            {[t.dayLevel, t.nightLevel].map((title) => (
              <th key={title} scope="col">
                {title} <small className="t3">dB(A)</small>
              </th>
            ))}
            <th scope="col" className="r">
              Ldn <small className="t3">dB(A)</small>
            </th>
          </tr>
        </thead>
        <tbody>
          {page.points.map((point) => (
            <tr key={point.id}>
              <th scope="row">
                {point.name} <small className="t3">{point.code}</small>
              </th>
              <td>{point.zone ?? t.none}</td>
              <td>
                <Level level={point.day} />
              </td>
              <td>
                <Level level={point.night} />
              </td>
              <td className="r">{point.ldn ?? t.none}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Level({ level }: { level: NoisePage['points'][number]['day'] }) {
  const t = useSourceTexts();
  return (
    <span className="row w">
      <b>{level.value ?? t.incomplete(level.valid, level.expected)}</b>
      {level.limit !== null && (
        <small className="t3">
          {t.limit} {level.limit}
        </small>
      )}
      <Light kind={lights[level.outcome]} word={t.outcomes[level.outcome]} />
    </span>
  );
}
