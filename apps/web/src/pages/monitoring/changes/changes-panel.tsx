import type { Answer } from '@huanzhi/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../../../api/call.ts';
import { formatExact } from '../../../lib/format.ts';
import { Panel } from '../../../ui/page-head.tsx';
import { ErrorNotice, Loading } from '../../../ui/states.tsx';
import { useChangeTexts } from './texts.ts';

type Changes = Answer<'siteChanges'>;

/** What is looked at: a site by its number, or a setting. */
type Subject = { site: number } | { setting: 'map.base' | 'monitoring.water' };

const changesQuery = (of: Subject) =>
  queryOptions({
    queryKey: 'site' in of ? ['sites', of.site, 'changes'] : ['settings', of.setting, 'changes'],
    queryFn: (): Promise<Changes> =>
      'site' in of
        ? call('siteChanges', { params: { id: of.site } })
        : call('settingChanges', { params: { key: of.setting } }),
  });

function Line({ change }: { change: Changes['items'][number] }) {
  const t = useChangeTexts();
  // As on the forms, whatever order the log keeps.
  const order = Object.keys(t.fields);
  const fields = change.fields.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
  return (
    <li className="s">
      <b>{t.actions[change.action] ?? change.action}</b>　{change.by}
      {'　'}
      <span className="num t2">{formatExact(change.at)}</span>
      <p className="t2">
        {fields.map(({ field, before, after }, index) => (
          <span key={field}>
            {index > 0 && '；'}
            {t.fields[field] ?? field}：{before !== null && <s>{t.value(field, before)}</s>}
            {before !== null && ' → '}
            {t.value(field, after)}
          </span>
        ))}
      </p>
    </li>
  );
}

/** Who changed what, newest first; the same list as in the security log, without addresses. */
export function ChangesPanel({ of }: { of: Subject }) {
  const t = useChangeTexts();
  const { data, error } = useQuery(changesQuery(of));
  return (
    <Panel title={t.title} note={data?.more ? t.more : t.note}>
      <div className="in">
        {error && <ErrorNotice error={error} />}
        {!data && !error && <Loading lines={3} />}
        {data?.items.length === 0 && <p className="t3">{t.none}</p>}
        <ol className="col g8">
          {data?.items.map((change) => (
            <Line key={change.seq} change={change} />
          ))}
        </ol>
      </div>
    </Panel>
  );
}
