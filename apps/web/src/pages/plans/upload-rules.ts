/** Endings of documents that can be read. */
export const kinds = ['docx', 'pdf', 'txt', 'html', 'htm'] as const;

/** Largest document, in MB; the server refuses larger ones too. */
export const limitMegabytes = 50;

/** What is wrong with a file before it is sent; null when nothing is. The server looks inside. */
export function checkFile(file: { name: string; size: number }): 'kind' | 'empty' | 'large' | null {
  const kind = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  if (!(kinds as readonly string[]).includes(kind)) return 'kind';
  if (file.size === 0) return 'empty';
  return file.size > limitMegabytes * 1024 * 1024 ? 'large' : null;
}
