import type { RegistryDefinition } from '@huanzhi/registry';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../lib/format.ts';
import { useOrgNames } from '../../lib/orgs.ts';
import { useLocal } from '../../lib/use-local.ts';
import { lightWord, remaining } from '../../lib/words.ts';
import { Icon } from '../../ui/icon.tsx';
import { Light } from '../../ui/light.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import type { RecordDetail } from './record-detail.ts';

/** Title, state, light and the actions that are allowed to this person now. */
export function RecordHead({
  record,
  definition,
  current,
  open,
}: {
  record: RecordDetail;
  definition: RegistryDefinition;
  current: string | undefined;
  open: (action: string) => void;
}) {
  const { t } = useTranslation();
  const { language, local } = useLocal();
  const orgName = useOrgNames();
  const state = definition.states.find((candidate) => candidate.key === record.state);
  const actions = record.allowed.flatMap(({ name }) => {
    const transition = definition.transitions.find((candidate) => candidate.name === name);
    return transition ? [transition] : [];
  });
  // In the order of the definition, which is the order of the life-cycle.
  const primary = actions.find((action) => !action.danger && action.duty !== false);
  const late = record.clocks.some((clock) => clock.closedLate);
  const facts = [
    record.ownerName && t('record.owner', { name: record.ownerName }),
    record.coOrgs.length > 0 && t('record.coOwners', { names: record.coOrgs.map(orgName).join('、') }),
  ].filter(Boolean);
  return (
    <PageHead
      title={record.title}
      marks={
        <>
          {state && <span className="chip">{local(state.label)}</span>}
          <Light
            kind={record.light}
            late={late}
            tag
            word={
              late && record.light === 'blue'
                ? t('light.late')
                : lightWord(t, record.registry, record.light, record.due)
            }
          />
          {record.myTurn && <span className="chip">{t('record.myTurn')}</span>}
        </>
      }
      line={
        <>
          {record.code && <span className="code">{record.code}</span>}
          {record.code && facts.length > 0 && '　'}
          {facts.join('　')}
          {record.due && (
            <span className="nw">
              {facts.length > 0 && '　'}
              {t('record.due', { day: formatDay(record.due, language) })}
              {!['blue', 'grey'].includes(record.light) && `　${remaining(t, record.due)}`}
            </span>
          )}
        </>
      }
      actions={
        <>
          <button type="button" className="btn" onClick={() => window.print()}>
            <Icon name="print" />
            {t('record.print')}
          </button>
          {record.canEdit && (
            <button
              type="button"
              className="btn"
              aria-pressed={current === 'edit'}
              onClick={() => open('edit')}
            >
              {t('record.edit')}
            </button>
          )}
          {actions.map((action) => (
            <button
              key={action.name}
              type="button"
              aria-pressed={current === action.name}
              className={`btn${action === primary ? ' p' : ''}${action.danger ? ' d' : ''}`}
              onClick={() => open(action.name)}
            >
              {t('record.action', { label: local(action.label) })}
            </button>
          ))}
        </>
      }
    />
  );
}
