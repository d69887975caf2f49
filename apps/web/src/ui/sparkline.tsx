/** A line of values with the required value dashed; decoration beside the figures it repeats. */
export function Sparkline({
  values,
  limit,
  width = 108,
  height = 26,
}: {
  values: number[];
  limit: number | null;
  width?: number;
  height?: number;
}) {
  if (values.length < 2) return null;
  const all = limit === null ? values : [...values, limit];
  const low = Math.min(...all);
  const span = Math.max(...all) - low || 1;
  const x = (index: number) => 3 + (index / (values.length - 1)) * (width - 6);
  const y = (value: number) => height - 3 - ((value - low) / span) * (height - 6);
  const last = values.at(-1) ?? 0;
  return (
    <svg width={width} height={height} aria-hidden="true">
      {limit !== null && (
        <line x1="0" x2={width} y1={y(limit)} y2={y(limit)} stroke="var(--c-target)" strokeDasharray="3 2" />
      )}
      <path
        d={values.map((value, index) => `${index === 0 ? 'M' : 'L'}${x(index)} ${y(value)}`).join('')}
        fill="none"
        stroke="var(--c1)"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <circle cx={x(values.length - 1)} cy={y(last)} r="2.5" fill="var(--c1)" />
    </svg>
  );
}
