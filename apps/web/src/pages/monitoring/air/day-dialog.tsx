import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { paths } from '../../../lib/paths.ts';
import { ChartFrame } from '../../../ui/chart/chart-frame.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { A } from '../../../ui/link.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { Failed, Loading } from '../../../ui/states.tsx';
import { chartOf, countsOf } from './chart-data.ts';
import { FigureCell, IndexCell } from './index-cell.tsx';
import { NoteButton } from './note-button.tsx';
import { type AirDay, airDayQuery } from './queries.ts';
import { formulaOf, useAirTexts } from './texts.ts';

function Content({ data }: { data: AirDay }) {
  const { t, local, nameOf } = useAirTexts();
  const noteOf = (figure: AirDay['figures'][number]) => {
    if (figure.reason) return local(figure.reason);
    if (figure.published === 0) return '';
    return data.site === null ? t.publishedStations(figure.published, figure.valid) : t.published;
  };
  const [chosen, setChosen] = useState(data.index.primary[0] ?? 'PM2.5');
  const series = data.series.find((one) => one.pollutant === chosen);
  const name = nameOf(chosen);
  const chart = series && chartOf(series, { name, limit: t.limit, local, at: (_, hour) => t.hour(hour) });
  const counts = chart && countsOf(chart);
  return (
    <>
      <p className="row w">
        <IndexCell index={data.index} reason />
        <small className="t3">
          {data.edition}　{local(data.formula)}
        </small>
      </p>
      <div className="table-scroll" {...scrollRegion(t.pollutant)}>
        <table className="tb num air-day-table">
          <thead>
            <tr>
              <th scope="col">{t.pollutant}</th>
              <th scope="col" className="r">
                {t.value}
              </th>
              <th scope="col" className="r">
                {t.subIndex}
              </th>
              <th scope="col" className="r">
                {t.validOf}
              </th>
              <th scope="col">{t.note}</th>
            </tr>
          </thead>
          <tbody>
            {data.figures.map((figure) => (
              <tr key={figure.pollutant}>
                <td>
                  <button
                    type="button"
                    className="link"
                    aria-pressed={chosen === figure.pollutant}
                    onClick={() => setChosen(figure.pollutant)}
                  >
                    {formulaOf(figure.pollutant)}
                  </button>
                </td>
                <td className="r">
                  <FigureCell figure={figure} />{' '}
                  {figure.value !== null && <small className="t3">{figure.unit}</small>}
                </td>
                <td className="r">{figure.iaqi ?? '—'}</td>
                <td className="r">
                  {figure.valid} / {figure.expected}
                </td>
                <td className="t3 s">{noteOf(figure)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {chart && counts && (
        <div className="mt12">
          <h3>{name}</h3>
          <ChartFrame
            data={chart}
            height={160}
            label={t.seriesConclusion(name, data.day, data.day, counts.valid, counts.all, counts.over)}
            caption={`${data.site?.name ?? t.district} ${name} ${data.day}　${data.edition}`}
          />
        </div>
      )}
      {data.stations.length > 0 && (
        <ul className="air-day-stations mt12">
          {data.stations.map(({ site, index }) => (
            <li key={site.id} className="row">
              <A href={`${paths.airSite(site.id)}?from=${data.day}&to=${data.day}`}>{site.name}</A>
              <span className="sp" />
              <IndexCell index={index} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** One day opened from the calendar: what its index is made of. */
export function DayDialog({ day, site, close }: { day: string; site: number; close: () => void }) {
  const { t } = useAirTexts();
  const { data, error } = useQuery(airDayQuery(day, site));
  return (
    <Dialog name={day} close={close}>
      <div className="air-day">
        <div className="row">
          <h2>
            {data?.site?.name ?? t.district}　{day}
          </h2>
          <span className="sp" />
          <button type="button" className="btn sm" onClick={close}>
            {t.close}
          </button>
        </div>
        {error && <Failed error={error} what={day} />}
        {!data && !error && <Loading />}
        {data && <Content key={day} data={data} />}
        {data?.site === null && <NoteButton day={day} />}
      </div>
    </Dialog>
  );
}
