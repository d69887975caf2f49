import type { Light as Kind } from '@huanzhi/registry';

const classes: Record<Kind, string> = { green: 'g', yellow: 'y', red: 'r', blue: 'b', grey: 'x' };

/** The mark of a light: its shape alone tells it, so it survives grey print. */
export function LightMark({ kind, late = false, size = 12 }: { kind: Kind; late?: boolean; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      {kind === 'green' && <circle className="m-g" cx="6" cy="6" r="5" />}
      {kind === 'yellow' && <path className="m-y" strokeLinejoin="round" d="M6 1.200L11.200 10.600H.8z" />}
      {kind === 'red' && <path className="m-r" d="M6 .2L11.800 6 6 11.800.2 6z" />}
      {kind === 'blue' && (
        <>
          <rect
            className={late ? 'm-late' : 'm-b'}
            x={late ? 1.2 : 0.7}
            y={late ? 1.2 : 0.7}
            width={late ? 9.6 : 10.6}
            height={late ? 9.6 : 10.6}
            rx="2"
          />
          <path className={late ? 'm-late-tick' : 'm-tick'} d="M3.200 6.200l2 2 3.700-4.200" />
        </>
      )}
      {kind === 'grey' && <circle className="m-x" cx="6" cy="6" r="4.600" />}
    </svg>
  );
}

/** A light: mark and word together, always. */
export function Light({
  kind,
  word,
  tag = false,
  late = false,
  size,
}: {
  kind: Kind;
  word: string;
  tag?: boolean;
  late?: boolean;
  size?: number;
}) {
  return (
    <span className={`lt ${classes[kind]}${tag ? ' tag' : ''}`}>
      <LightMark kind={kind} late={late} {...(size ? { size } : {})} />
      {word}
    </span>
  );
}
