import type { DocumentErrorCode } from '@huanzhi/plan-reader';
import type { LocalText } from '@huanzhi/registry';

/** Why a document could not be read and what to do, in Chinese; the English comes with the error. */
const chinese: Record<DocumentErrorCode, string> = {
  'empty-file': '文件是空的（0 字节）。请重新选择文件。',
  'empty-text': '文件里没有文字。请确认选对了文件。',
  'too-large': '文件太大。请删去图片或拆分后再上传。',
  'wrong-extension': '文件内容与扩展名不符。请用原程序打开，另存为正确的格式后再上传。',
  'unsupported-format': '不支持这种格式。请上传 docx、pdf、txt 或 html。',
  'unknown-encoding': '认不出文字编码。请另存为 UTF-8 编码的 txt，或上传 docx。',
  'unreadable-text': '文字无法识别（乱码）。请检查原文件，另存为 docx 或 UTF-8 编码的 txt。',
  'old-word': '这是旧版 Word（.doc）。请用 Word 或 WPS 另存为 docx 后再上传。',
  'encrypted-office': '文档加了密码。请去掉密码后再上传。',
  'encrypted-pdf': 'PDF 加了密码。请去掉密码后再上传。',
  'scanned-pdf': '这是扫描件，没有文字层。请先做文字识别（OCR），或上传原始的 Word 文档。',
  'broken-pdf': 'PDF 已损坏。请重新导出后再上传。',
  'broken-zip': 'docx 已损坏。请用 Word 或 WPS 打开并另存后再上传。',
  'broken-xml': 'docx 的内容已损坏。请用 Word 或 WPS 打开并另存后再上传。',
  'zip-bomb': 'docx 解压后异常巨大，已拒绝。请用 Word 或 WPS 打开，确认内容后另存。',
};

/** The message for a reader's error. */
export function documentMessage(code: DocumentErrorCode, english: string): LocalText {
  return { zh: chinese[code], en: english };
}
