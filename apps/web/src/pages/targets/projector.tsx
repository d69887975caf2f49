import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { targetsQuery } from '../../api/queries.ts';
import { formatExact, formatNumber } from '../../lib/format.ts';
import { paths, withQuery } from '../../lib/paths.ts';
import { requirementWithUnit } from '../../lib/target-text.ts';
import { useUrlQuery } from '../../lib/url-query.ts';
import { useTitle } from '../../lib/use-title.ts';
import { targetLight, targetsWord, targetWord } from '../../lib/words.ts';
import { Brand } from '../../ui/icon.tsx';
import { Light } from '../../ui/light.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { projectorPages, statuses } from './groups.ts';
import { useTargetTexts } from './texts.ts';
import './projector.css';

const rowsPerPage = 6;

/** The meeting view of the targets: large, light, frozen at the moment it was opened. */
export default function Projector() {
  const { t } = useTranslation();
  const { t: texts, local } = useTargetTexts();
  const router = useRouter();
  const [query, change] = useUrlQuery();
  const [opened] = useState(() => new Date().toISOString());
  useTitle(t('projector.title'));
  const filter = {
    ...(query.plan ? { plan: query.plan } : {}),
    ...(query.status ? { status: query.status } : {}),
  };
  const { data, error, refetch } = useQuery({
    ...targetsQuery(filter),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  const pages = useMemo(() => projectorPages(data?.items ?? [], rowsPerPage), [data]);
  const last = Math.max(0, pages.length - 1);
  const page = Math.min(Math.max(0, Number(query.page ?? 1) - 1 || 0), last);
  const rows = pages[page] ?? [];
  const leave = withQuery(paths.targets, filter);

  useEffect(() => {
    const root = document.documentElement;
    const before = root.dataset.theme;
    root.dataset.theme = 'light';
    return () => {
      if (before) root.dataset.theme = before;
    };
  }, []);
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const go = (next: number) => change({ page: String(Math.min(last, Math.max(0, next)) + 1) });
      if (event.key === 'Escape') router.history.push(leave);
      else if (event.key === 'ArrowRight' || event.key === 'PageDown') go(page + 1);
      else if (event.key === 'ArrowLeft' || event.key === 'PageUp') go(page - 1);
      else if (/^[1-9]$/.test(event.key)) go(Number(event.key) - 1);
    };
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  }, [change, last, leave, page, router]);

  const watch =
    data?.items.filter((target) => target.status === 'at-risk' || target.status === 'missed').length ?? 0;
  return (
    <div className="projector">
      <header className="projector-bar">
        <Brand size={30} />
        <b>{t('projector.title')}</b>
        <span>{t('projector.frozen', { at: formatExact(opened) })}</span>
        <i aria-live="polite">
          {page + 1} / {last + 1}
        </i>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways on small screens */}
      <main id="main" tabIndex={0}>
        {error && <Failed error={error} what={t('targets.nav')} retry={() => refetch()} />}
        {!data && !error && <Loading />}
        {data && (
          <>
            <div className="row w">
              <h1>{t('projector.watch', { count: watch })}</h1>
              <span className="sp" />
              {statuses.map((status) => {
                const count = data.items.filter((target) => target.status === status).length;
                return (
                  count > 0 && (
                    <Light
                      key={status}
                      kind={targetLight[status]}
                      size={18}
                      word={`${targetsWord(t, status, data.items)} ${count}`}
                    />
                  )
                );
              })}
            </div>
            <table className="tb">
              <thead>
                <tr>
                  <th scope="col">{t('column.state')}</th>
                  <th scope="col">{t('targets.indicator')}</th>
                  <th scope="col">{t('column.ownerOrg')}</th>
                  <th scope="col" className="r">
                    {t('targets.requirement')}
                  </th>
                  <th scope="col" className="r">
                    {t('targets.current')}
                  </th>
                  <th scope="col" className="r">
                    {texts.projected}
                  </th>
                  <th scope="col">{texts.headroom}</th>
                  <th scope="col">{t('projector.why')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((target) => (
                  <tr key={target.id}>
                    <td className="nw">
                      <Light kind={targetLight[target.status]} size={18} word={targetWord(t, target)} />
                    </td>
                    <td>
                      <b>{target.name}</b>
                    </td>
                    <td className="nw">{target.ownerName ?? '—'}</td>
                    <td className="r nw">{requirementWithUnit(target)}</td>
                    <td className="r nw">{target.current ? formatNumber(target.current.value) : '—'}</td>
                    <td className="r nw">{target.bound?.projected?.value ?? '—'}</td>
                    <td className="nw">{target.bound?.short ? local(target.bound.short) : '—'}</td>
                    <td>{local(target.reason)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </main>
      <footer>
        <button
          type="button"
          className="btn"
          disabled={page === 0}
          onClick={() => change({ page: String(page) })}
        >
          {t('projector.back')}
        </button>
        <button
          type="button"
          className="btn"
          disabled={page === last}
          onClick={() => change({ page: String(page + 2) })}
        >
          {t('projector.on')}
        </button>
        <span>{t('projector.keys')}</span>
        <span className="sp" />
        <button type="button" className="btn" onClick={() => router.history.push(leave)}>
          {t('projector.leave')}
        </button>
      </footer>
    </div>
  );
}
