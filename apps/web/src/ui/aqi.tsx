import { useLocal } from '../lib/use-local.ts';
import './aqi.css';

const words = {
  zh: ['优', '良', '轻度污染', '中度污染', '重度污染', '严重污染'],
  en: ['Excellent', 'Good', 'Light', 'Moderate', 'Heavy', 'Severe'],
} as const;

/** The levels 1 to 6 of the air quality index in words. */
export function useAqiWords(): { wordOf: (level: number) => string } {
  const { language } = useLocal();
  return { wordOf: (level) => words[language][level - 1] ?? '' };
}

/** A swatch in the exact colour of a level with its word, and the index when there is one. */
export function Aqi({ level, value }: { level: number; value?: number | null }) {
  const { wordOf } = useAqiWords();
  return (
    <span className="aqi num">
      <i style={{ background: `var(--aqi${level})` }} />
      {value == null ? wordOf(level) : `${value} ${wordOf(level)}`}
    </span>
  );
}

/** Index and word on the exact colour, for one figure of a page. */
export function AqiTag({ level, value }: { level: number; value: number }) {
  const { wordOf } = useAqiWords();
  return (
    <span
      className="aqi-tag num"
      style={{ background: `var(--aqi${level})`, color: level > 4 ? '#fff' : '#000' }}
    >
      {value} {wordOf(level)}
    </span>
  );
}
