/** `05–07` of hours that follow each other, `05、09` of others. */
export function hoursText(hours: readonly number[]): string {
  const two = (hour: number) => String(hour).padStart(2, '0');
  const [first = 0] = hours;
  const last = hours.at(-1) ?? first;
  if (hours.length === 1) return two(first);
  return last - first === hours.length - 1 ? `${two(first)}–${two(last)}` : hours.map(two).join('、');
}

/** Hours of an address, `14,15`; whatever is no hour is left out. */
export function hoursOf(text: string | undefined): number[] {
  const hours = (text ?? '').split(',').map(Number);
  return [...new Set(hours)]
    .filter((hour) => Number.isInteger(hour) && hour >= 1 && hour <= 24)
    .sort((a, b) => a - b);
}

/** The same hours with one more or less. */
export function toggled(hours: readonly number[], hour: number): number[] {
  const rest = hours.filter((one) => one !== hour);
  return rest.length < hours.length ? rest : [...hours, hour].sort((a, b) => a - b);
}
