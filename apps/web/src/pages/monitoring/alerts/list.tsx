import type { Query } from '@huanzhi/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { addressFor } from '../../../api/call.ts';
import { useMe } from '../../../app/session.ts';
import { formatInstant } from '../../../lib/format.ts';
import { paths } from '../../../lib/paths.ts';
import { type UrlQuery, useUrlQuery } from '../../../lib/url-query.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Light } from '../../../ui/light.tsx';
import { A } from '../../../ui/link.tsx';
import { Crumbs, PageHead } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { Failed, Loading, State } from '../../../ui/states.tsx';
import { type AlertRow, alertsQuery } from './queries.ts';
import { RulesForm } from './rules-form.tsx';
import { type AlertTexts, useAlertTexts } from './texts.ts';

type Change = (patch: UrlQuery, how?: 'push' | 'replace') => void;
const keys = ['state', 'handling', 'kind', 'siteKind', 'from', 'to', 'q', 'site'] as const;

/** The filters of the address as the server takes them. */
function filterOf(query: UrlQuery): Query<'exportAlerts'> {
  const filter = Object.fromEntries(keys.flatMap((key) => (query[key] ? [[key, query[key]]] : [])));
  return filter as Query<'exportAlerts'>;
}

function Choice({
  name,
  value,
  options,
  all,
  change,
}: {
  name: string;
  value: string | undefined;
  options: Record<string, string>;
  all: string;
  change: (value: string | undefined) => void;
}) {
  return (
    <label className="row">
      <span className="s t3">{name}</span>
      <select
        className="inp"
        style={{ width: 'auto' }}
        value={value ?? ''}
        onChange={(event) => change(event.target.value || undefined)}
      >
        <option value="">{all}</option>
        {Object.entries(options).map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}

function Filters({ query, change, t }: { query: UrlQuery; change: Change; t: AlertTexts }) {
  const [text, setText] = useState(query.q ?? '');
  useEffect(() => {
    if (text.trim() === (query.q ?? '')) return;
    const timer = setTimeout(() => change({ q: text.trim() || undefined }), 300);
    return () => clearTimeout(timer);
  }, [text, query.q, change]);
  const choice = (key: 'state' | 'handling' | 'kind' | 'siteKind', options: Record<string, string>) => (
    <Choice
      name={t[key]}
      value={query[key]}
      options={options}
      all={t.all}
      change={(value) => change({ [key]: value }, 'push')}
    />
  );
  const day = (key: 'from' | 'to') => (
    <label className="row">
      <span className="s t3">{t[key]}</span>
      <input
        type="date"
        className="inp"
        style={{ width: 'auto' }}
        value={query[key] ?? ''}
        onChange={(event) => change({ [key]: event.target.value || undefined }, 'push')}
      />
    </label>
  );
  return (
    <search className="filters" aria-label={t.filters}>
      <input
        className="inp"
        aria-label={t.search}
        placeholder={t.search}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {choice('state', t.states)}
      {choice('handling', t.handlings)}
      {choice('kind', t.kinds)}
      {choice('siteKind', t.siteKinds)}
      {day('from')}
      {day('to')}
      {keys.some((key) => query[key]) && (
        <button
          type="button"
          className="btn sm txt"
          onClick={() => {
            setText('');
            change(Object.fromEntries(keys.map((key) => [key, undefined])), 'push');
          }}
        >
          {t.clear}
        </button>
      )}
    </search>
  );
}

function Rows({ rows, t }: { rows: AlertRow[]; t: AlertTexts }) {
  const { language, local } = useLocal();
  return (
    <div className="panel">
      <div className="table-scroll" {...scrollRegion(t.alerts)}>
        <table className="tb num">
          <thead>
            <tr>
              <th scope="col">{t.light}</th>
              <th scope="col">{t.site}</th>
              <th scope="col">{t.factor}</th>
              <th scope="col">{t.kind}</th>
              <th scope="col" className="r">
                {t.peak}
              </th>
              <th scope="col" className="r">
                {t.limit}
              </th>
              <th scope="col">{t.span}</th>
              <th scope="col" className="r">
                {t.count}
              </th>
              <th scope="col">{t.due}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <Light kind={row.light} word={t.words[row.word]} late={row.word === 'closed-late'} />
                </td>
                <td>
                  <A className="plain" href={paths.alert(row.id)}>
                    <b>{row.site.name}</b>
                  </A>{' '}
                  <small className="code">{row.site.code}</small>
                </td>
                <td className="nw">{local(row.factorName) || '—'}</td>
                <td className="nw">{local(row.kindName)}</td>
                <td className="r nw">
                  {row.peak ?? '—'} <small className="t3">{row.peak === null ? '' : row.unit}</small>
                </td>
                <td className="r nw">{row.limit ?? '—'}</td>
                <td className="nw">
                  {formatInstant(row.firstAt, language)} –{' '}
                  {row.state === 'open' ? t.still : formatInstant(row.lastAt, language)}
                </td>
                <td className="r">{row.count}</td>
                <td className="nw t2">
                  {row.due !== null && row.handledAt === null && row.state !== 'withdrawn'
                    ? formatInstant(row.due, language)
                    : '—'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** 告警: every alert, the newest first; what one sees is in the address. */
export default function Alerts() {
  const t = useAlertTexts();
  const me = useMe();
  const [query, change] = useUrlQuery();
  const [editing, setEditing] = useState(false);
  const filter = filterOf(query);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    alertsQuery(filter),
  );
  const counts = data?.pages[0]?.counts;
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = keys.some((key) => query[key]);
  useTitle(t.alerts);
  return (
    <>
      <Crumbs items={[{ text: t.monitoring, href: paths.alerts }, { text: t.alerts }]} />
      <PageHead
        title={counts ? t.headline(counts.open, counts.overdue) : t.alerts}
        line={t.line}
        actions={
          <>
            {me.can.includes('alert.handle') && (
              <button
                type="button"
                className="btn"
                aria-expanded={editing}
                onClick={() => setEditing(!editing)}
              >
                {t.rules}
              </button>
            )}
            <a className="btn" href={addressFor('exportAlerts', { query: filter })} download>
              <Icon name="down" />
              {t.export}
            </a>
          </>
        }
      />
      {editing && <RulesForm close={() => setEditing(false)} />}
      <Filters query={query} change={change} t={t} />
      {error && <Failed error={error} what={t.alerts} retry={() => refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data && rows.length === 0 && (
        <div className="panel">
          <State
            icon="bell"
            title={filtered ? t.noMatch : t.none}
            {...(filtered ? {} : { text: t.noneText })}
          />
        </div>
      )}
      {rows.length > 0 && <Rows rows={rows} t={t} />}
      {hasNextPage && (
        <p className="mt8">
          <button
            type="button"
            className="link"
            disabled={isFetchingNextPage}
            onClick={() => fetchNextPage()}
          >
            {t.more}
          </button>
        </p>
      )}
    </>
  );
}
