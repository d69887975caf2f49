import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useMe } from '../../../app/session.ts';
import { formatDay } from '../../../lib/format.ts';
import { paths } from '../../../lib/paths.ts';
import { useUrlQuery } from '../../../lib/url-query.ts';
import { useLocal } from '../../../lib/use-local.ts';
import { useTitle } from '../../../lib/use-title.ts';
import { Crumbs, PageHead } from '../../../ui/page-head.tsx';
import { scrollRegion } from '../../../ui/scroll-region.ts';
import { Failed, Loading, State } from '../../../ui/states.tsx';
import './gateway.css';
import { useLogTexts } from './log-texts.ts';
import { NoRight } from './no-right.tsx';
import { type LogLine, logQuery } from './queries.ts';
import { useTexts } from './texts.ts';

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** 对话记录: what was asked of instruments, what they answered, when they connected; of one with `?mn=`. */
export default function LogPage() {
  const t = useTexts();
  const words = useLogTexts();
  const me = useMe();
  const [{ mn = '' }, change] = useUrlQuery();
  const [text, setText] = useState(mn);
  const may = me.can.includes('gateway.manage');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...logQuery(mn),
    enabled: may,
  });
  useTitle(t.log);
  useEffect(() => {
    if (text.trim() === mn) return;
    const timer = setTimeout(() => change({ mn: text.trim() || undefined }), 300);
    return () => clearTimeout(timer);
  }, [text, mn, change]);
  if (!may) return <NoRight />;
  const lines = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Crumbs items={[{ text: t.monitoring }, { text: t.nav, href: paths.gateway }, { text: t.log }]} />
      <PageHead title={t.log} line={words.line} />
      <search className="filters" aria-label={t.log}>
        <input
          className="inp"
          style={{ width: 280 }}
          type="search"
          aria-label={words.mn}
          placeholder={words.mn}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </search>
      {error && <Failed error={error} what={t.log} retry={() => refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data && lines.length === 0 && (
        <div className="panel">
          <State icon="list" title={words.none} />
        </div>
      )}
      {lines.length > 0 && <Lines lines={lines} withMn={mn === ''} />}
      {hasNextPage && (
        <p className="mt8">
          <button
            type="button"
            className="link"
            disabled={isFetchingNextPage}
            onClick={() => fetchNextPage()}
          >
            {words.older}
          </button>
        </p>
      )}
    </>
  );
}

function Lines({ lines, withMn }: { lines: readonly LogLine[]; withMn: boolean }) {
  const t = useTexts();
  const words = useLogTexts();
  const { language } = useLocal();
  return (
    <section className="panel table-scroll" {...scrollRegion(t.log)}>
      <table className="tb num gateway-log">
        <thead>
          <tr>
            <th scope="col">{words.columns.at}</th>
            {withMn && <th scope="col">{words.mn}</th>}
            <th scope="col">{words.columns.direction}</th>
            <th scope="col">{words.columns.what}</th>
            <th scope="col">{words.columns.body}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, at, mn, peer, direction, what, qn, body }) => (
            <tr key={id}>
              <td className="nw">
                {formatDay(at, language)} {clock.format(new Date(at))}
              </td>
              {withMn && <td className="code">{mn ?? '—'}</td>}
              <td className="nw">{words.directions[direction]}</td>
              <td className="nw">
                {words.commands[what] ?? what} {/^\d+$/.test(what) && <small className="code">{what}</small>}
              </td>
              <td>
                <span className="code">{direction === 'event' ? peer : body || '—'}</span>
                {qn && direction !== 'out' && <small className="t3 num"> QN {qn}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
