import { MOST_PHOTO_BYTES } from '../../../src-shared/care/photo.ts'
import { MOST_JPEG_SIDE } from '../../../src-shared/kernel/jpeg.ts'

const QUALITIES = [0.82, 0.72, 0.6, 0.48, 0.36]
const SMALLER = 0.8

/**
 * A picture as it is kept: at most 1280 pixels, a JPEG that fits. Drawing it anew leaves place, time and camera behind.
 * @returns undefined for a file that is no picture, or none that this computer can read
 */
export async function shrinkPhoto(file: Blob, mostBytes = MOST_PHOTO_BYTES): Promise<Blob | undefined> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined)
  if (!picture) return undefined
  let scale = Math.min(1, MOST_JPEG_SIDE / Math.max(picture.width, picture.height))
  try {
    for (; ; scale *= SMALLER)
      for (const quality of QUALITIES) {
        const made = await drawn(picture, scale, quality)
        if (made === undefined || made.size <= mostBytes) return made
      }
  } finally {
    picture.close()
  }
}

async function drawn(picture: ImageBitmap, scale: number, quality: number): Promise<Blob | undefined> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const pen = canvas.getContext('2d')
  if (!pen) return undefined
  pen.fillStyle = '#fff' // what is clear in a PNG would be black
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  return made ?? undefined
}

export async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}
