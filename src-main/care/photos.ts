import { photoFile, photoIdsOf } from '../../src-shared/care/paper/photosOf.ts'
import { MOST_PHOTO_BYTES, MOST_PHOTOS } from '../../src-shared/care/photo.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { cleanJpeg } from '../../src-shared/kernel/jpeg.ts'
import type { CareCtx, Handlers, PaperImage } from '../ctx/ctx.ts'
import { destroyEvent, destroying } from './destroy.ts'
import { findPhoto } from './eventRepo.ts'
import { getClient, notFound, recordActs, recordOffice } from './record.ts'

/** Photos of a visit. A photo fits whatever a colleague wrote meanwhile, so no version is asked for. */
export const photoHandlers = {
  'care.addPhoto': (ctx, { clientId, visitId, agreedBy, jpegBase64 }) => {
    const clean = cleanJpeg(Buffer.from(jpegBase64, 'base64'), MOST_PHOTO_BYTES)
    if ('problem' in clean) throw new AppError('invalid', clean.problem)
    const bytes = Buffer.from(clean.bytes)
    const { photos } = getClient(ctx, clientId).state
    if (photos.filter((each) => each.visitId === visitId).length >= MOST_PHOTOS)
      throw new AppError('not_allowed', `一次走访最多 ${MOST_PHOTOS} 张照片`)
    const photoId = ctx.newId<string>()
    const payload = { photoId, visitId, agreedBy, bytes: bytes.length, jpeg: bytes.toString('base64') }
    return { ...recordActs(ctx, clientId, [{ kind: 'photo', payload }]), photoId }
  },

  'care.photo': (ctx, { clientId, visitId, purpose }) => {
    const shown = getClient(ctx, clientId).state.photos.flatMap((photo) => {
      const jpeg = photo.visitId === visitId ? findPhoto(ctx.care.db, photo.eventId) : undefined
      if (!jpeg) return []
      const { photoId, writtenAt: at, byName, agreedBy } = photo
      return [{ photoId, at, byName, agreedBy, jpegBase64: jpeg.toString('base64') }]
    })
    if (shown.length === 0) throw notFound()
    recordOffice(ctx, 'look', { clientId, what: 'photo', purpose, count: shown.length })
    return shown
  },

  'care.removePhoto': async (ctx, { clientId, photoId, reason }) =>
    destroying(ctx, (tx) => {
      const photo = getClient(tx, clientId).state.photos.find((each) => each.photoId === photoId)
      if (!photo) throw notFound()
      const { visitId, eventId } = photo
      const done = recordActs(tx, clientId, [{ kind: 'removePhoto', payload: { photoId, visitId, reason } }])
      destroyEvent(tx, eventId)
      return done
    }),
} satisfies Partial<Handlers>

/** The pictures of a paper, as far as they are kept: one that was removed is missing on the next print. */
export function imagesOf(ctx: CareCtx, clientId: string | null, data: unknown): PaperImage[] {
  const ids = new Set(photoIdsOf(data))
  if (clientId === null || ids.size === 0) return []
  return getClient(ctx, clientId).state.photos.flatMap(({ photoId, eventId }) => {
    const bytes = ids.has(photoId) ? findPhoto(ctx.care.db, eventId) : undefined
    return bytes ? [{ file: photoFile(photoId), bytes }] : []
  })
}
