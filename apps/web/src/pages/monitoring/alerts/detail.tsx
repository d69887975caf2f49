import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { addressFor } from '../../../api/call.ts';
import { formatExact, formatInstant, formatSize } from '../../../lib/format.ts';
import { paths } from '../../../lib/paths.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { ChartFrame } from '../../../ui/chart/chart-frame.tsx';
import { Light } from '../../../ui/light.tsx';
import { A } from '../../../ui/link.tsx';
import { Crumbs, PageHead, Panel } from '../../../ui/page-head.tsx';
import { Failed, Loading } from '../../../ui/states.tsx';
import { ActPanel } from './act-panel.tsx';
import { chartDataOf } from './chart-data.ts';
import { type AlertDetail, alertQuery } from './queries.ts';
import { type AlertTexts, useAlertTexts } from './texts.ts';

function Facts({ alert, t }: { alert: AlertDetail; t: AlertTexts }) {
  const { language } = useLocal();
  const facts: [string, string | null][] = [
    [t.rule, alert.rule || null],
    [t.owner, alert.ownerName],
    [t.enterprise, alert.enterpriseName],
    [t.due, alert.due === null ? null : formatInstant(alert.due, language)],
    [
      t.acknowledgedBy,
      alert.acknowledgedAt &&
        `${alert.acknowledgedBy ?? ''} ${formatInstant(alert.acknowledgedAt, language)}`,
    ],
    [
      t.explainedBy,
      alert.explainedAt && `${alert.explainedBy ?? ''} ${formatInstant(alert.explainedAt, language)}`,
    ],
    [t.explanation, alert.explanation || null],
    [t.reason, alert.reason || null],
  ];
  return (
    <dl className="kv in">
      {facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([name, value]) => [
          <dt key={name}>{name}</dt>,
          <dd key={`${name} value`} className="pre">
            {value}
          </dd>,
        ])}
      {alert.lead !== null && (
        <>
          <dt>{t.lead}</dt>
          <dd>
            <A href={paths.record('lead', alert.lead)}>{t.openLead}</A>
          </dd>
        </>
      )}
    </dl>
  );
}

function History({ alert, t }: { alert: AlertDetail; t: AlertTexts }) {
  return (
    <Panel title={t.history}>
      <ol className="in col g8">
        {[...alert.events].reverse().map((event) => (
          <li key={event.id}>
            <small className="t3 num">{formatExact(event.at)}</small>
            {'　'}
            <b>{t.events[event.action] ?? event.action}</b>
            {'　'}
            <span className="t2">{event.actorName || t.byData}</span>
            {event.action === 'shrink' && (
              <span className="t2">　{t.counts(event.detail.countBefore, event.detail.count)}</span>
            )}
            {event.text !== '' && <p className="pre">{event.text}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Files({ alert, t }: { alert: AlertDetail; t: AlertTexts }) {
  if (alert.files.length === 0) return null;
  return (
    <Panel title={t.files}>
      <ul className="in col g4">
        {alert.files.map((file) => (
          <li key={file.id}>
            <a href={addressFor('alertFile', { params: { id: file.id } })}>{file.fileName}</a>{' '}
            <small className="t3">
              {formatSize(file.size)}　{file.uploadedBy}　{formatExact(file.uploadedAt)}
            </small>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Detail({ alert }: { alert: AlertDetail }) {
  const t = useAlertTexts();
  const { language, local } = useLocal();
  const factor = local(alert.factorName);
  const title = [alert.site.name, factor].filter(Boolean).join(' ');
  const span = `${formatInstant(alert.firstAt, language)} – ${
    alert.state === 'open' ? t.still : formatInstant(alert.lastAt, language)
  }`;
  const figures = [
    ...(alert.peak === null ? [] : [`${t.peak} ${alert.peak} ${alert.unit}`.trim()]),
    ...(alert.limit === null ? [] : [t.limitAt(alert.limit)]),
    `${t.count} ${alert.count}`,
  ].join('　');
  const line = `${local(alert.kindName)}　${span}　${figures}`;
  const data = chartDataOf(alert, title, t, language);
  useTitle(`${title} ${local(alert.kindName)}`);
  return (
    <>
      <Crumbs
        items={[
          { text: t.monitoring, href: paths.alerts },
          { text: t.alerts, href: paths.alerts },
          { text: alert.site.code },
        ]}
      />
      <PageHead
        title={title}
        marks={
          <Light tag kind={alert.light} word={t.words[alert.word]} late={alert.word === 'closed-late'} />
        }
        line={line}
      />
      <div className="main-aside">
        <div className="col g16">
          <Panel title={t.chart} note={alert.rule}>
            <div className="in">
              {data === null ? (
                <p className="t3">{t.noChart}</p>
              ) : (
                <ChartFrame data={data} label={line} caption={`${title}　${line}`} height={226} />
              )}
            </div>
          </Panel>
          <History alert={alert} t={t} />
        </div>
        <div className="col g16">
          <Panel title={t.light}>
            <Facts alert={alert} t={t} />
          </Panel>
          <ActPanel alert={alert} />
          <Files alert={alert} t={t} />
        </div>
      </div>
    </>
  );
}

/** One alert: what happened, the figures with their limit, who did what, what may be done. */
export default function AlertPage() {
  const t = useAlertTexts();
  const { id = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(alertQuery(id));
  if (error) {
    return (
      <Failed
        error={error}
        what={t.alerts}
        retry={() => refetch()}
        back={{ text: t.alerts, href: paths.alerts }}
      />
    );
  }
  return data ? <Detail key={id} alert={data} /> : <Loading lines={6} />;
}
