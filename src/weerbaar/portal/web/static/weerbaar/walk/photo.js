/* Photos: made smaller, stripped of everything but the picture, and counted by the bytes that are sent. Own work, EUPL-1.2. */

/* Enough to read the number on a lamp-post, at some 400 kB a photo. */
const LONGEST_PX = 2048;
const QUALITY = 0.8;
/* Along the longest side of a part that is made unreadable. So few blocks over a number plate leave no character to guess. */
const BLOCKS = 5;

/* The browser cannot read this file as a picture. */
export class NoPicture extends Error {}

/* The picture on a canvas, upright. The canvas knows nothing of where and when it was taken. */
export async function canvasOf(file) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new NoPicture();
  }
  const scale = Math.min(1, LONGEST_PX / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  /* Parts of it may be read back, to make them unreadable. */
  canvas.getContext("2d", { willReadFrequently: true }).drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

/* Make a part unreadable in the picture itself: few blocks, each the mean of what was there. `part` in pixels of the canvas. */
export function makeUnreadable(canvas, part) {
  const x = Math.max(0, Math.floor(part.x)), y = Math.max(0, Math.floor(part.y));
  const width = Math.min(canvas.width - x, Math.ceil(part.width)), height = Math.min(canvas.height - y, Math.ceil(part.height));
  if (width < 1 || height < 1) { return; }
  const context = canvas.getContext("2d");
  const pixels = context.getImageData(x, y, width, height), block = Math.max(1, Math.ceil(Math.max(width, height) / BLOCKS));
  for (let top = 0; top < height; top += block) {
    for (let left = 0; left < width; left += block) {
      fillWithMean(pixels, left, top, Math.min(width, left + block), Math.min(height, top + block));
    }
  }
  context.putImageData(pixels, x, y);
}

function fillWithMean(pixels, left, top, right, bottom) {
  const sum = [0, 0, 0], number = (right - left) * (bottom - top);
  const each = (act) => {
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) { act(4 * (y * pixels.width + x)); }
    }
  };
  each((at) => { for (let i = 0; i < 3; i += 1) { sum[i] += pixels.data[at + i]; } });
  each((at) => { for (let i = 0; i < 3; i += 1) { pixels.data[at + i] = sum[i] / number; } });
}

/* The bytes that will be sent, and their SHA-256: by that number phone and server count. */
export async function photoOf(canvas) {
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", QUALITY); });
  if (!blob) { throw new NoPicture(); }
  const bytes = await blob.arrayBuffer();
  return { bytes, sha256: await sha256Of(bytes) };
}

export async function sha256Of(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* Show bytes on a small canvas: our pages load no picture from memory by address. */
export async function thumbnail(bytes, canvas, width = 240) {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
  canvas.width = width;
  canvas.height = Math.round((width * bitmap.height) / bitmap.width);
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
}
