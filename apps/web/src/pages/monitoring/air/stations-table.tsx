import { paths } from '../../../lib/paths.ts';
import { A } from '../../../ui/link.tsx';
import { FigureCell, IndexCell } from './index-cell.tsx';
import type { AirNow } from './queries.ts';
import { formulaOf, useAirTexts } from './texts.ts';

type Pollutant = AirNow['stations'][number]['figures'][number]['pollutant'];

const short: Pollutant[] = ['PM2.5', 'PM10'];
const all: Pollutant[] = ['PM2.5', 'PM10', 'O3', 'NO2', 'SO2', 'CO'];

/** The stations at their newest hour; `wide` shows all six pollutants. */
export function StationsTable({
  now,
  wide = false,
  selected,
}: {
  now: AirNow;
  wide?: boolean;
  selected?: number | null;
}) {
  const { t } = useAirTexts();
  const shown = wide ? all : short;
  return (
    <table className={`tb num air-stations${wide ? '' : ' narrow'}`}>
      <thead>
        <tr>
          <th scope="col">{t.station}</th>
          <th scope="col">{t.index}</th>
          {shown.map((pollutant) => (
            <th scope="col" className="r" key={pollutant}>
              {formulaOf(pollutant)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {now.stations.map(({ site, index, figures, at }) => (
          <tr key={site.id} className={site.id === selected ? 'cur' : ''}>
            <td>
              <A className="plain" href={paths.airSite(site.id)}>
                <b>{site.name}</b>
              </A>{' '}
              <small className="t3">
                {site.tier ? t.tier[site.tier] : ''}
                {site.assessed ? '' : ` ${t.control}`}
                {at && now.at && (at.day !== now.at.day || at.hour !== now.at.hour)
                  ? ` ${t.hourOf(at.day.slice(5), at.hour)}`
                  : ''}
              </small>
            </td>
            <td className="nw">
              <IndexCell index={index} />
            </td>
            {shown.map((pollutant) => (
              <td className="r" key={pollutant}>
                <FigureCell figure={figures.find((figure) => figure.pollutant === pollutant)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
