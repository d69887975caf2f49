import type { Answer } from '@huanzhi/contract';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { compareQuery, plansQuery } from '../../api/queries.ts';
import { paths, withQuery } from '../../lib/paths.ts';
import { useUrlQuery } from '../../lib/url-query.ts';
import { useTitle } from '../../lib/use-title.ts';
import { Light } from '../../ui/light.tsx';
import { A } from '../../ui/link.tsx';
import { Crumbs, PageHead } from '../../ui/page-head.tsx';
import { Failed, Loading, State } from '../../ui/states.tsx';

type Row = Answer<'comparePlans'>['items'][number];

const lights = { added: 'green', dropped: 'red', changed: 'blue', same: 'grey' } as const;
const changes = ['added', 'changed', 'dropped', 'same'] as const;

function show(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map(show).join('、');
  if (typeof value === 'object') {
    const { name, date, raw, text } = value as Record<string, unknown>;
    return String(name ?? raw ?? text ?? date ?? JSON.stringify(value));
  }
  return String(value);
}

function CompareRow({ row }: { row: Row }) {
  const { t } = useTranslation();
  return (
    <tr>
      <td className="nw">
        <Light kind={lights[row.change]} word={t(`compare.${row.change}`)} />
      </td>
      <td className="nw">{t(`compare.kind.${row.kind}`)}</td>
      <td>
        <b>{row.title}</b>
      </td>
      <td>
        <ul>
          {row.fields.map((field) => (
            <li key={field.field}>
              <span className="t3">
                {t(`planField.${field.field as 'title'}`, { defaultValue: field.field })}
              </span>
              {t('form.colon')}
              <del>{show(field.before)}</del> → <ins>{show(field.after)}</ins>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

/** What another version of a plan added, changed and dropped. */
export default function ComparePlans() {
  const { t } = useTranslation();
  const { id = '', other = '' } = useParams({ strict: false });
  const [query] = useUrlQuery();
  const { data: plans } = useQuery(plansQuery);
  const { data, error, refetch } = useQuery(compareQuery(id, other));
  const plan = plans?.items.find((candidate) => candidate.id === id);
  const against = plans?.items.find((candidate) => candidate.id === other);
  const title = t('compare.title');
  useTitle(title);
  const count = (change: Row['change']) => data?.items.filter((row) => row.change === change).length ?? 0;
  const chosen = changes.find((change) => change === query.change);
  const rows = data?.items.filter((row) => (chosen ? row.change === chosen : row.change !== 'same')) ?? [];
  return (
    <>
      <Crumbs
        items={[
          { text: t('plans.title'), href: paths.plans },
          { text: plan?.title ?? t('plans.plan'), href: paths.plan(id) },
          { text: title },
        ]}
      />
      <PageHead
        title={t('compare.head', {
          added: count('added'),
          changed: count('changed'),
          dropped: count('dropped'),
        })}
        line={
          plan &&
          against &&
          t('compare.line', {
            before: against.versionNo,
            after: plan.versionNo,
            beforeFile: against.fileName,
            afterFile: plan.fileName,
          })
        }
      />
      {error && <Failed error={error} what={title} retry={() => refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <nav className="verdicts" aria-label={t('compare.filter')}>
            {changes.map((change) => (
              <A
                key={change}
                href={withQuery(paths.compare(id, other), { change })}
                aria-current={chosen === change ? 'true' : undefined}
              >
                <Light kind={lights[change]} word={t(`compare.${change}`)} />
                <b>{count(change)}</b>
              </A>
            ))}
          </nav>
          <div className="panel table-scroll">
            {rows.length === 0 ? (
              <State icon="tick" title={t('compare.none')} />
            ) : (
              <table className="tb">
                <thead>
                  <tr>
                    <th scope="col">{t('compare.change')}</th>
                    <th scope="col">{t('compare.what')}</th>
                    <th scope="col">{t('column.title')}</th>
                    <th scope="col">{t('compare.fields')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: two items may carry the same title
                    <CompareRow key={index} row={row} />
                  ))}
                </tbody>
              </table>
            )}
          </div>
        </>
      )}
    </>
  );
}
