import type { RegistryDefinition } from '@huanzhi/registry';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../lib/format.ts';
import { recordDiff } from '../../lib/record-diff.ts';
import { useLocal } from '../../lib/use-local.ts';
import { useValueContext } from '../../lib/use-values.ts';
import { anyText } from '../../lib/values.ts';
import { Notice } from '../../ui/states.tsx';
import { ChangeList } from './change-list.tsx';
import type { RecordDetail } from './record-detail.ts';

/**
 * Somebody else changed the record while it was open: who, when, what; and for every field that both have
 * touched the choice between the two values. Nothing that was typed is lost.
 */
export function Conflict({
  base,
  fresh,
  definition,
  mine,
  take,
}: {
  base: RecordDetail;
  fresh: RecordDetail;
  definition: RegistryDefinition;
  /** What this person has changed, by field key. */
  mine: Record<string, unknown>;
  /** Puts the other's value into the form. */
  take: (key: string, value: unknown) => void;
}) {
  const { t } = useTranslation();
  const { language, local } = useLocal();
  const context = useValueContext();
  const changes = recordDiff(base, fresh);
  const both = changes.flatMap((change) => {
    const field = definition.fields.find((candidate) => `data.${candidate.key}` === change.path);
    return field && field.key in mine ? [{ field, theirs: change.after }] : [];
  });
  return (
    <Notice tone="y">
      <b>{t('conflict.title')}</b>
      {t('conflict.who', { by: fresh.updatedBy, at: formatInstant(fresh.updatedAt, language) })}
      <ChangeList changes={changes} definition={definition} />
      {both.length > 0 && (
        <table className="tb mt8">
          <thead>
            <tr>
              <th scope="col">{t('conflict.field')}</th>
              <th scope="col">{t('conflict.mine')}</th>
              <th scope="col">{t('conflict.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {both.map(({ field, theirs }) => (
              <tr key={field.key}>
                <th scope="row">{local(field.label)}</th>
                <td>{anyText(field, mine[field.key], context)}</td>
                <td>
                  {anyText(field, theirs, context)}{' '}
                  <button type="button" className="link" onClick={() => take(field.key, theirs)}>
                    {t('conflict.take')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="mt4">{t('conflict.next')}</p>
    </Notice>
  );
}
