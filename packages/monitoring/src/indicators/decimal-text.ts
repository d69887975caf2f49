/** Whether a text is a plain decimal number, `35`, `-0.5`. */
export function isDecimal(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text.trim());
}
