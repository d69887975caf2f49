import type { Answer } from '@huanzhi/contract';
import type { RegistryDefinition } from '@huanzhi/registry';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format.ts';
import { paths, withQuery } from '../../lib/paths.ts';
import type { UrlQuery } from '../../lib/url-query.ts';
import { A } from '../../ui/link.tsx';

/** The three views that every registry has: all, my turn, late. Each is an address. */
export function Views({
  definition,
  facets,
  query,
  total,
}: {
  definition: RegistryDefinition;
  facets: Answer<'records'>['facets'] | undefined;
  query: UrlQuery;
  total: number;
}) {
  const { t } = useTranslation();
  const address = (patch: UrlQuery) =>
    withQuery(paths.registry(definition.id), { cols: query.cols, ...patch });
  const views = [
    {
      key: 'all',
      href: address({}),
      current: !query.mine && !query.light && !query.q && !query.state,
      count: total,
    },
    { key: 'mine', href: address({ mine: '1' }), current: query.mine === '1', count: undefined },
    {
      key: 'late',
      href: address({ light: 'red' }),
      current: query.light === 'red' && !query.mine,
      count: undefined,
    },
  ] as const;
  return (
    <nav className="tabs" aria-label={t('list.views')}>
      {views.map(({ key, href, current, count }) => (
        <A key={key} href={href} aria-current={current ? 'true' : undefined}>
          {t(`list.view.${key}`)}
          {count !== undefined && <span className="num">{formatNumber(count)}</span>}
          {key === 'late' && facets?.light.red !== undefined && (
            <span className="num">{formatNumber(facets.light.red)}</span>
          )}
        </A>
      ))}
    </nav>
  );
}
