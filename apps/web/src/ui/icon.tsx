const shapes = {
  search: 'M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9M10.500 10.500L14 14',
  bell: 'M4 11V7a4 4 0 0 1 8 0v4l1.200 1.500H2.800zM6.500 14.200h3',
  person:
    'M8 2.200a2.800 2.800 0 1 0 0 5.600 2.800 2.800 0 0 0 0-5.600M2.500 14c.6-3 2.800-4.500 5.500-4.500s4.900 1.500 5.500 4.500',
  plus: 'M8 3v10M3 8h10',
  up: 'M8 11V3M5 5.500L8 2.500l3 3M3 13.500h10',
  down: 'M8 2v8M5 7.500L8 10.500l3-3M3 13.500h10',
  list: 'M2.500 4h.01M2.500 8h.01M2.500 12h.01M5.500 4h8M5.500 8h8M5.500 12h8',
  close: 'M4 4l8 8M12 4l-8 8',
  arrow: 'M4 6l4 4 4-4',
  tick: 'M3 8.500l3.500 3.500L13 5',
  columns: 'M2 3h12v10H2zM6 3v10M10 3v10',
  alert: 'M8 2l6.500 11.500h-13zM8 6.500v3M8 11.500v.2',
  file: 'M4 1.800h5l3 3v9.400H4zM9 1.800v3h3',
  link: 'M6.500 9.500l3-3M7 5l1.500-1.500a2.600 2.600 0 0 1 3.700 3.700L10.700 8.700M9 11l-1.500 1.500a2.600 2.600 0 0 1-3.700-3.700L5.300 7.300',
  print: 'M4.500 6V2h7v4M4.500 11.500H2.500V6h11v5.500h-2M4.500 9.500h7v4.500h-7z',
  screen: 'M2 3h12v8H2zM6 14h4M8 11v3',
} as const;

export type IconName = keyof typeof shapes;

/** A line icon; decoration only, so the control around it carries the name. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={shapes[name]} />
    </svg>
  );
}

/** The mark of the product. */
export function Brand({ size = 22, color = 'currentColor' }: { size?: number; color?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke={color}
      strokeWidth="2.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M12 2.500a9.500 9.500 0 1 0 9.500 9.500" />
      <path d="M6.800 12.300l3.600 3.600L20.500 4.800" />
    </svg>
  );
}
