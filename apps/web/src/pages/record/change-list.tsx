import type { RegistryDefinition } from '@huanzhi/registry';
import { useTranslation } from 'react-i18next';
import type { Change } from '../../lib/record-diff.ts';
import { useLocal } from '../../lib/use-local.ts';
import { useValueContext } from '../../lib/use-values.ts';
import { anyText } from '../../lib/values.ts';

/** The name and the texts of a changed place, by definition where it is a field. */
export function useChangeTexts(definition: RegistryDefinition) {
  const { t } = useTranslation();
  const { local } = useLocal();
  const context = useValueContext();
  return ({ path, before, after }: Change) => {
    const key = path.replace(/^\/?data[./]/, '').split(/[./]/)[0] ?? path;
    const field = definition.fields.find((candidate) => candidate.key === key);
    const text = (value: unknown) => {
      if (path === 'state') {
        const state = definition.states.find((candidate) => candidate.key === value);
        if (state) return local(state.label);
      }
      if (path === 'ownerOrg' && typeof value === 'string') return context.orgName(value);
      return anyText(field, value, context);
    };
    return {
      name: field ? local(field.label) : t(`column.${path as 'title'}`, { defaultValue: path }),
      before: text(before),
      after: text(after),
    };
  };
}

/** Changed fields, old → new. */
export function ChangeList({ changes, definition }: { changes: Change[]; definition: RegistryDefinition }) {
  const { t } = useTranslation();
  const texts = useChangeTexts(definition);
  return (
    <ul className="s">
      {changes.map((change) => {
        const { name, before, after } = texts(change);
        return (
          <li key={change.path}>
            {name}
            {t('form.colon')}
            <span className="t3">{before}</span> → {after}
          </li>
        );
      })}
    </ul>
  );
}
