import { Light } from '../../../ui/light.tsx';
import type { SourceDay } from './queries.ts';
import { useSourceTexts } from './texts.ts';

const lights = { exceeds: 'red', within: 'green', 'not-judged': 'grey' } as const;

/** A verdict as mark and word; what the review has not locked is provisional. */
export function Verdict({
  outcome,
  provisional = false,
}: {
  outcome: SourceDay['outcome'];
  provisional?: boolean;
}) {
  const t = useSourceTexts();
  return (
    <span className="nw">
      <Light kind={lights[outcome]} word={t.outcomes[outcome]} />
      {provisional && outcome !== 'not-judged' && (
        <>
          {' '}
          <span className="prov">{t.provisional}</span>
        </>
      )}
    </span>
  );
}
