import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { zh } from './zh.ts';

const key = 'hz.language';

async function load(language: 'zh' | 'en'): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { en } = await import('./en.ts');
    i18next.addResourceBundle('en', 'translation', en);
  }
}

function show(language: 'zh' | 'en'): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

/** Starts the texts in the language of this browser's last choice, Chinese by default. */
export async function startTexts(): Promise<void> {
  const language = localStorage.getItem(key) === 'en' ? 'en' : 'zh';
  await i18next.use(initReactI18next).init({
    lng: 'zh',
    fallbackLng: 'zh',
    resources: { zh: { translation: zh } },
    interpolation: { escapeValue: false },
  });
  if (language === 'en') await chooseLanguage('en');
  else show('zh');
}

/** Switches the language and remembers it in this browser. */
export async function chooseLanguage(language: 'zh' | 'en'): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  localStorage.setItem(key, language);
  show(language);
}
