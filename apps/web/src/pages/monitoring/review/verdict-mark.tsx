import { LightMark } from '../../../ui/light.tsx';
import { useReviewTexts } from './texts.ts';

/** A verdict as shape and word: a ring waits, a diamond is doubtful, a ticked square is decided. */
export function VerdictMark({ verdict }: { verdict: string | null }) {
  const t = useReviewTexts();
  const waits = verdict === null || verdict === '.';
  return (
    <span className={`dr-verdict${waits ? '' : ' t3'}`}>
      {verdict === 'Q' ? (
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M6 .5L11.500 6 6 11.500.5 6z" fill="none" stroke="var(--unsure)" strokeWidth="1.5" />
        </svg>
      ) : (
        <LightMark kind={waits ? 'grey' : 'blue'} />
      )}
      {verdict === null ? t.pending : (t.verdicts[verdict] ?? verdict)}
    </span>
  );
}
