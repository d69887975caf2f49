import type { Answer } from '@huanzhi/contract';
import type { RegistryDefinition } from '@huanzhi/registry';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../lib/format.ts';
import { useLocal } from '../../lib/use-local.ts';
import { Hash } from '../../ui/hash.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { ChangeList } from './change-list.tsx';
import type { RecordDetail } from './record-detail.ts';

type HistoryAnswer = Answer<'history'>;
type Event = HistoryAnswer['items'][number];

function EventRow({
  event,
  definition,
  record,
  intact,
}: {
  event: Event;
  definition: RegistryDefinition;
  record: RecordDetail;
  intact: boolean;
}) {
  const { t } = useTranslation();
  const { language, local } = useLocal();
  const step = definition.transitions.find((candidate) => candidate.name === event.transition);
  const files = record.evidence.filter((file) => event.evidence.includes(file.id));
  return (
    <li>
      <div className="row g4">
        <b>
          {step
            ? local(step.label)
            : t(`record.event.${event.transition as 'create'}`, { defaultValue: event.transition })}
        </b>
        <span className="sp" />
        <small className="t3 num nw">{formatInstant(event.at, language)}</small>
      </div>
      <div className="t2">
        {event.actorName}
        {event.actingFor && t('record.actingFor', { name: event.actingFor })}
        {event.opinion && `　“${event.opinion}”`}
      </div>
      {event.diff.length > 0 && (
        <details>
          <summary className="s t3">{t('record.changes', { count: event.diff.length })}</summary>
          <ChangeList changes={event.diff} definition={definition} />
        </details>
      )}
      {files.length > 0 && <div className="s t3">{files.map((file) => file.fileName).join('、')}</div>}
      <Hash value={event.hash} verified={intact} />
    </li>
  );
}

/** 历程: newest first, each with its digest; the head says whether the chain holds. */
export function History({
  history,
  definition,
  record,
}: {
  history: UseQueryResult<HistoryAnswer>;
  definition: RegistryDefinition;
  record: RecordDetail;
}) {
  const { t } = useTranslation();
  const { data, error } = history;
  const intact = data?.chain === 'intact';
  return (
    <Panel
      title={t('record.history')}
      side={
        data && (
          <small className={intact ? 't3' : 'bad'} role={intact ? undefined : 'alert'}>
            {intact ? t('record.chainIntact', { count: data.items.length }) : t('record.chainBroken')}
          </small>
        )
      }
    >
      {error && <Failed error={error} what={t('record.history')} retry={() => history.refetch()} />}
      {history.isPending && <Loading lines={3} />}
      {data && (
        <ol className="timeline in">
          {[...data.items]
            .sort((a, b) => b.seq - a.seq)
            .map((event) => (
              <EventRow
                key={event.seq}
                event={event}
                definition={definition}
                record={record}
                intact={intact}
              />
            ))}
        </ol>
      )}
    </Panel>
  );
}
