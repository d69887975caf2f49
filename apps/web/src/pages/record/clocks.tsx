import type { Light as LightKind, RegistryDefinition } from '@huanzhi/registry';
import { useTranslation } from 'react-i18next';
import { daysBetween, formatDay, today, weekdaySoon } from '../../lib/format.ts';
import { useLocal } from '../../lib/use-local.ts';
import { LightMark } from '../../ui/light.tsx';
import { Panel } from '../../ui/page-head.tsx';
import type { RecordDetail } from './record-detail.ts';

type ClockEntry = RecordDetail['clocks'][number];

function markOf(clock: ClockEntry, light: LightKind): LightKind {
  if (clock.status === 'stopped') return 'blue';
  if (clock.status !== 'running') return 'grey';
  return daysBetween(today(), clock.due.slice(0, 10)) < 0 ? 'red' : light === 'blue' ? 'green' : light;
}

function ClockRow({
  clock,
  definition,
  light,
}: {
  clock: ClockEntry;
  definition: RegistryDefinition;
  light: LightKind;
}) {
  const { t } = useTranslation();
  const { language, local } = useLocal();
  const rule = definition.clocks.find((candidate) => candidate.key === clock.key);
  const left = daysBetween(today(), clock.due.slice(0, 10));
  const moved = clock.originalDue !== clock.due;
  const running = clock.status === 'running';
  return (
    <li className="clock">
      <LightMark kind={markOf(clock, light)} late={clock.closedLate ?? false} />
      <div>
        {rule ? local(rule.label) : clock.key}{' '}
        {clock.provisional && (
          <span className="prov" title={t('clock.provisionalWhy')}>
            {t('clock.provisional')}
          </span>
        )}
        <br />
        <small className="t3">
          {t('clock.due', { day: formatDay(clock.due, language) })} {weekdaySoon(clock.due, language)}
          {moved && (
            <>
              {'　'}
              {t('clock.original')} <s>{formatDay(clock.originalDue, language)}</s>
            </>
          )}
          <br />
          {t('clock.since', { day: formatDay(clock.startedAt, language) })}
          {rule?.basis && `　${rule.basis.title}${rule.basis.article ?? ''}`}
          {rule?.basis && `　${t(`clock.mark.${rule.basis.mark}`)}`}
        </small>
        {clock.moves?.map((move) => (
          <small className="t3" key={move.at}>
            <br />
            {t('clock.moved', {
              from: formatDay(move.from, language),
              to: formatDay(move.to, language),
              by: move.by,
            })}
            {move.opinion && ` “${move.opinion}”`}
          </small>
        ))}
      </div>
      <span className="r nw">
        {running ? (
          <>
            <b className="clock-figure num">{Math.abs(left)}</b>
            <small className="t3"> {left < 0 ? t('clock.daysLate') : t('clock.days')}</small>
          </>
        ) : (
          <span className="t2">
            {clock.closedLate ? t('clock.closedLate') : t(`clock.status.${clock.status}`)}
          </span>
        )}
      </span>
    </li>
  );
}

/** 时限: every clock with its basis, its due date, and the original one where it was moved. */
export function Clocks({ record, definition }: { record: RecordDetail; definition: RegistryDefinition }) {
  const { t } = useTranslation();
  if (record.clocks.length === 0) return null;
  return (
    <Panel title={t('clock.title')}>
      <ul className="clocks">
        {record.clocks.map((clock) => (
          <ClockRow key={clock.key} clock={clock} definition={definition} light={record.light} />
        ))}
      </ul>
    </Panel>
  );
}
