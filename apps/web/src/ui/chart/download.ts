/** Offers bytes as a file of a name. */
function offer(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the address over once the click is done.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Downloads a text as a file. */
export function downloadText(text: string, name: string, type: string): void {
  offer(new Blob([text], { type }), name);
}

/**
 * Downloads a drawing as PNG at twice its size, with a caption line of where the data come from.
 * @throws Error when the browser cannot draw it
 */
export async function downloadPng(svg: SVGSVGElement, name: string, caption: string): Promise<void> {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const address = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  const image = new Image();
  image.src = address;
  await image.decode();
  const foot = 22;
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = (height + foot) * 2;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  const style = getComputedStyle(document.documentElement);
  pen.scale(2, 2);
  pen.fillStyle = style.getPropertyValue('--panel').trim();
  pen.fillRect(0, 0, width, height + foot);
  pen.drawImage(image, 0, 0, width, height);
  pen.fillStyle = style.getPropertyValue('--text-3').trim();
  pen.font = `11px ${getComputedStyle(document.body).fontFamily}`;
  pen.fillText(caption, 8, height + 14, width - 16);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('no picture');
  offer(blob, name);
}
