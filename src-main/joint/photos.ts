import { MOST_PHOTO_BYTES } from '../../src-shared/joint/photo.ts'
import { AppError, invalidField } from '../../src-shared/kernel/errors.ts'
import { cleanJpeg } from '../../src-shared/kernel/jpeg.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import { audit, type Handlers } from '../ctx/ctx.ts'
import { getJoint } from './record.ts'
import { emptyPhoto, findPhoto, insertPhoto, listPhotos } from './photoRepo.ts'

/** Of one record: a pair and some more, not an album. */
const MOST_PHOTOS = 12

export const photoHandlers = {
  'joint.addPhoto': (ctx, { id, side, takenOn, caption, jpegBase64 }) => {
    const { item, kind, folded } = getJoint(ctx, id)
    if (folded.state.isVoid) throw new AppError('not_allowed', '已经作废')
    if (!Object.hasOwn(kind.photos, side)) throw invalidField('side', '这种记录不放这类照片')
    if (takenOn > ctx.today) throw invalidField('takenOn', '拍摄日期不能晚于今天')
    const shown = listPhotos(ctx.db, id).filter(({ bytes }) => bytes > 0)
    const before = shown.filter((each) => each.side === 'before').map((each) => each.takenOn)
    const earliest = before.sort()[0]
    if (side === 'after' && earliest && takenOn < earliest)
      throw invalidField('takenOn', `早于${kind.photos['before'] ?? ''}的照片 ${earliest}`)
    if (shown.length >= MOST_PHOTOS) throw new AppError('too_large', `一条记录最多 ${MOST_PHOTOS} 张照片`)
    const clean = cleanJpeg(Buffer.from(jpegBase64, 'base64'), MOST_PHOTO_BYTES)
    if ('problem' in clean) throw invalidField('jpegBase64', clean.problem)
    const photoId = ctx.newId<RowId>()
    insertPhoto(ctx.db, {
      id: photoId,
      itemId: item.id,
      side,
      takenOn,
      caption,
      jpeg: Buffer.from(clean.bytes).toString('base64'),
      bytes: clean.bytes.length,
      addedAt: ctx.now,
      addedBy: ctx.actor.name,
    })
    audit(ctx, 'changed', { kind: 'joint', id, title: item.number }, `放入照片：${kind.photos[side] ?? ''}`)
    ctx.changed('joint')
    return { photoId }
  },

  'joint.photo': (ctx, { photoId }) => {
    const photo = findPhoto(ctx.db, photoId)
    if (!photo || photo.jpeg === '') throw new AppError('not_found', '照片已经销毁')
    return { jpegBase64: photo.jpeg }
  },

  'joint.removePhoto': (ctx, { photoId, reason }) => {
    const photo = findPhoto(ctx.db, photoId)
    if (!photo || photo.jpeg === '') throw new AppError('not_found', '照片已经销毁')
    emptyPhoto(ctx.db, photoId, ctx.now, ctx.actor.name, reason)
    const { item } = getJoint(ctx, photo.itemId)
    audit(ctx, 'changed', { kind: 'joint', id: item.id, title: item.number }, `销毁照片：${reason}`)
    ctx.changed('joint')
    return {}
  },
} satisfies Partial<Handlers>
