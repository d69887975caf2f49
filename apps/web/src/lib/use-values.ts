import { useTranslation } from 'react-i18next';
import { useOrgNames } from './orgs.ts';
import { useLocal } from './use-local.ts';
import type { ValueContext } from './values.ts';

/** The context that texts of values need: language and names of organisations. */
export function useValueContext(): ValueContext {
  const { t } = useTranslation();
  const { language } = useLocal();
  const orgName = useOrgNames();
  return {
    language,
    orgName,
    words: { yes: t('value.yes'), no: t('value.no'), entries: (count) => t('value.entries', { count }) },
  };
}
