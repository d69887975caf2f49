import { formatInstant } from '../../../lib/format.ts';
import { paths } from '../../../lib/paths.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { Light } from '../../../ui/light.tsx';
import { A } from '../../../ui/link.tsx';
import { Panel } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import type { SourcePage } from './queries.ts';
import { useSourceTexts } from './texts.ts';

/** Open alerts of an outlet, and those that touch the span. */
export function AlertsPanel({ page }: { page: SourcePage }) {
  const t = useSourceTexts();
  const { local, language } = useLocal();
  return (
    <Panel title={t.alerts} note={t.openAlerts(page.alerts.filter((one) => one.state === 'open').length)}>
      <div className="in">
        {page.alerts.length === 0 && <p className="s t3">{t.noAlerts}</p>}
        <ul className="col g12">
          {page.alerts.map((alert) => (
            <li key={alert.id}>
              <A href={paths.alert(alert.id)}>
                <Light kind={alert.light} word={local(alert.kindName)} />
              </A>
              <div className="s t2">
                {local(alert.factorName)} {alert.peak} {alert.unit}{' '}
                {alert.limit !== null && `${t.limit} ${alert.limit}`}
              </div>
              <div className="s t3">
                {formatInstant(alert.firstAt, language)} – {formatInstant(alert.lastAt, language)}
                {'　'}
                {t.alertHours(alert.count)}
              </div>
              {alert.explanation !== '' && <div className="s">“{alert.explanation}”</div>}
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}

/** The transmission-effective rate of 30 days and its rule. */
export function RatePanel({ page }: { page: SourcePage }) {
  const t = useSourceTexts();
  const { total, met, judged, rule } = page.rate;
  return (
    <Panel title={total.text === null ? t.rateNone : t.rateTotal(total.text)} note={t.marks[rule.mark]}>
      <p className="in s t2">{t.rateNote(met, judged, rule.threshold)}</p>
    </Panel>
  );
}

/** The limits with their validity, basis and mark. */
export function LimitsPanel({ page }: { page: SourcePage }) {
  const t = useSourceTexts();
  const { local } = useLocal();
  return (
    <Panel title={t.limits}>
      {page.limits.length === 0 ? (
        <p className="in s t3">{t.noLimits}</p>
      ) : (
        <div className="table-scroll" {...scrollRegion(t.limits)}>
          <table className="tb num">
            <thead>
              <tr>
                <th scope="col">{t.factor}</th>
                <th scope="col">{t.period}</th>
                <th scope="col" className="r">
                  {t.limit}
                </th>
                <th scope="col">{t.basis}</th>
              </tr>
            </thead>
            <tbody>
              {page.limits.map((one) => (
                <tr key={one.id}>
                  <th scope="row">{local(one.name)}</th>
                  <td>{t.periods[one.period]}</td>
                  <td className="r nw">
                    {one.lower !== null && one.upper !== null
                      ? `${one.lower}–${one.upper}`
                      : one.upper !== null
                        ? `≤ ${one.upper}`
                        : `≥ ${one.lower}`}{' '}
                    <small className="t3">{one.unit}</small>
                  </td>
                  <td className="s">
                    {one.basis}（{t.marks[one.mark]}）
                    <div className="t3">
                      {t.until(one.validFrom, one.validTo)}
                      {!one.inForce && `　${t.expired}`}
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

/** The instruments of an outlet: connected or not, when they last spoke. */
export function StationsPanel({ page }: { page: SourcePage }) {
  const t = useSourceTexts();
  const { language } = useLocal();
  return (
    <Panel title={t.stations}>
      <div className="in s">
        {page.stations.length === 0 && <p className="t3">{t.noStations}</p>}
        {page.stations.map((one) => (
          <div key={one.mn} className="row w">
            <Light
              kind={one.connected ? 'green' : 'grey'}
              word={`${one.name} ${one.connected ? t.online : t.offline}`}
            />
            <span className="t3">
              {one.lastHeard === null ? t.never : formatInstant(one.lastHeard, language)}
            </span>
          </div>
        ))}
      </div>
    </Panel>
  );
}

const markLights = { 'not-valid': 'yellow', stopped: 'grey', none: 'blue' } as const;

/** What the enterprise marked in the span, and why the hours count or do not. */
export function MarksPanel({ page }: { page: SourcePage }) {
  const t = useSourceTexts();
  const { local, language } = useLocal();
  const { id, title, mark } = page.markingRule;
  return (
    <Panel title={t.enterpriseMarks} note={t.markRule(id, title, t.marks[mark])}>
      <div className="in">
        {page.marks.length === 0 && <p className="s t3">{t.noMarks}</p>}
        <ul className="col g12">
          {page.marks.map((one) => (
            <li key={one.id}>
              <b>{one.mark}</b> {one.name === null ? t.all : local(one.name)}
              <div className="s t2">{t.markHours(one.day, one.hours.join('、'))}</div>
              {one.uses.map(({ use, reason, hours }) => (
                <div key={reason.zh} className="s">
                  <Light kind={markLights[use]} word={t.markUses[use]} />{' '}
                  {t.hoursOf(local(reason), hours.length)}
                </div>
              ))}
              {one.note !== '' && <div className="s">“{one.note}”</div>}
              <div className="s t3">{formatInstant(one.markedAt, language)}</div>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
