import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { addressFor } from '../../api/call.ts';
import { type RegistryEntry, recordsQuery, registriesQuery } from '../../api/queries.ts';
import { doorCrumb } from '../../app/doors.ts';
import { shownColumns } from '../../lib/columns.ts';
import { formatNumber } from '../../lib/format.ts';
import { activeFilters, recordFilter } from '../../lib/list-filter.ts';
import { paths, withQuery } from '../../lib/paths.ts';
import { useUrlQuery } from '../../lib/url-query.ts';
import { useLocal } from '../../lib/use-local.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Icon } from '../../ui/icon.tsx';
import { A } from '../../ui/link.tsx';
import { Crumbs, PageHead } from '../../ui/page-head.tsx';
import { Failed, Loading, State } from '../../ui/states.tsx';
import { Filters } from './filters.tsx';
import { RecordTable } from './record-table.tsx';
import { Views } from './views.tsx';

function RegistryList({ entry }: { entry: RegistryEntry }) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const [query, change] = useUrlQuery();
  const { definition, can } = entry;
  const name = local(definition.name);
  const door = doorCrumb(definition);
  useTitle(name);
  const filter = useMemo(() => recordFilter(query), [query]);
  const list = useInfiniteQuery(recordsQuery(definition.id, filter));
  const columns = useMemo(() => shownColumns(definition, query.cols), [definition, query.cols]);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const first = list.data?.pages[0];
  const active = activeFilters(query);
  const clear = () => change(Object.fromEntries(active.map((key) => [key, undefined])), 'push');

  const empty = (
    <State
      icon="list"
      title={active.length > 0 ? t('list.noMatch', { name }) : t('list.empty', { name })}
      text={active.length > 0 ? t('list.noMatchText', { count: active.length }) : t('list.emptyText')}
    >
      {active.length > 0 && (
        <button type="button" className="btn" onClick={clear}>
          {t('list.clearAll')}
        </button>
      )}
      {active.length === 0 && can.includes('create') && (
        <A className="btn p" href={paths.create(definition.id)}>
          {t('list.create', { name })}
        </A>
      )}
    </State>
  );
  return (
    <>
      <Crumbs items={[{ text: t(`nav.${door.key}`), href: door.href }, { text: name }]} />
      <PageHead
        title={name}
        line={local(definition.about)}
        actions={
          <>
            {can.includes('import') && (
              <A className="btn" href={paths.importing(definition.id)}>
                <Icon name="up" />
                {t('list.import')}
              </A>
            )}
            {can.includes('export') && (
              <a
                className="btn"
                href={addressFor('exportRecords', {
                  params: { registry: definition.id },
                  query: { ...filter, ...(query.cols ? { columns: query.cols } : {}) },
                })}
                download
              >
                <Icon name="down" />
                {t('list.export')}
              </a>
            )}
            {can.includes('create') && (
              <A className="btn p" href={paths.create(definition.id)}>
                <Icon name="plus" />
                {t('list.create', { name })}
              </A>
            )}
          </>
        }
      />
      <Views definition={definition} facets={first?.facets} query={query} total={entry.count} />
      <Filters
        definition={definition}
        facets={first?.facets}
        query={query}
        change={change}
        total={first?.page.total}
      />
      {list.error && <Failed error={list.error} what={name} retry={() => list.refetch()} />}
      {list.isPending && (
        <div className="panel">
          <Loading lines={10} />
        </div>
      )}
      {list.data && rows.length === 0 && <div className="panel">{empty}</div>}
      {rows.length > 0 && (
        <RecordTable
          name={name}
          definition={definition}
          columns={columns}
          rows={rows}
          total={first?.page.total ?? null}
          sort={query.sort}
          changeSort={(sort) => change({ sort }, 'push')}
          more={list.hasNextPage ? () => !list.isFetchingNextPage && list.fetchNextPage() : null}
        />
      )}
      {rows.length > 0 && (
        <p className="row mt8 t3 s" role="status">
          {t('list.loaded', { count: rows.length, shown: formatNumber(rows.length) })}
          <span className="sp" />
          {list.hasNextPage && (
            <button
              type="button"
              className="link"
              disabled={list.isFetchingNextPage}
              onClick={() => list.fetchNextPage()}
            >
              {t('list.more')}
            </button>
          )}
        </p>
      )}
    </>
  );
}

/** The list of one registry, made from its definition. Everything one sees is in the address. */
export default function RegistryListPage() {
  const { t } = useTranslation();
  const { registry = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(registriesQuery);
  if (error) return <Failed error={error} what={t('nav.registries')} retry={() => refetch()} />;
  if (!data) return <Loading lines={10} />;
  const entry = data.find((candidate) => candidate.definition.id === registry);
  if (!entry) {
    return (
      <State whole icon="search" title={t('state.notFound')} text={t('state.notFoundText')}>
        <A className="btn" href={withQuery(paths.registries, {})}>
          {t('state.backTo', { what: t('nav.registries') })}
        </A>
      </State>
    );
  }
  return <RegistryList key={registry} entry={entry} />;
}
