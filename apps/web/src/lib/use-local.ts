import type { LocalText } from '@huanzhi/registry';
import { useTranslation } from 'react-i18next';
import type { Language } from './format.ts';

/** The language of the interface and a way to read texts that come in both languages. */
export function useLocal(): { language: Language; local: (text: LocalText | undefined) => string } {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh';
  return { language, local: (text) => (text ? text[language] || text.zh : '') };
}
