import { extname } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';

type EvidenceKind = 'photo' | 'video' | 'audio' | 'doc';

/** What a file may be: real type → extensions that may stand in its name. */
const allowed: Record<string, { kind: EvidenceKind; extensions: string[] }> = {
  'image/jpeg': { kind: 'photo', extensions: ['jpg', 'jpeg'] },
  'image/png': { kind: 'photo', extensions: ['png'] },
  'image/webp': { kind: 'photo', extensions: ['webp'] },
  'image/heic': { kind: 'photo', extensions: ['heic', 'heif'] },
  'image/tiff': { kind: 'photo', extensions: ['tif', 'tiff'] },
  'video/mp4': { kind: 'video', extensions: ['mp4', 'm4v'] },
  'video/quicktime': { kind: 'video', extensions: ['mov'] },
  'audio/mpeg': { kind: 'audio', extensions: ['mp3'] },
  'audio/x-m4a': { kind: 'audio', extensions: ['m4a'] },
  'application/pdf': { kind: 'doc', extensions: ['pdf'] },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    kind: 'doc',
    extensions: ['docx'],
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { kind: 'doc', extensions: ['xlsx'] },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
    kind: 'doc',
    extensions: ['pptx'],
  },
  /** Old Word, Excel, PowerPoint and WPS share one container. */
  'application/x-cfb': { kind: 'doc', extensions: ['doc', 'xls', 'ppt', 'wps', 'et', 'dps'] },
};

/** Types without a signature: they must be readable text. */
const textTypes: Record<string, string> = { txt: 'text/plain', csv: 'text/csv' };

/**
 * Says what a file really is, by its content.
 * @returns null when the type is not allowed or the extension says something else
 */
export async function sniff(
  bytes: Buffer,
  fileName: string,
): Promise<{ mime: string; kind: EvidenceKind } | null> {
  const extension = extname(fileName).slice(1).toLowerCase();
  const found = await fileTypeFromBuffer(bytes);
  if (found === undefined) {
    const mime = textTypes[extension];
    return mime !== undefined && isText(bytes) ? { mime, kind: 'doc' } : null;
  }
  const rule = allowed[found.mime];
  return rule?.extensions.includes(extension) ? { mime: found.mime, kind: rule.kind } : null;
}

function isText(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false;
  return ['utf-8', 'gb18030'].some((encoding) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return true;
    } catch {
      return false;
    }
  });
}
