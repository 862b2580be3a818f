import { nameInitials } from '../../src-shared/search/pinyin.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { PlaceId } from '../../src-shared/kernel/ids.ts'
import { audit, type Handlers } from '../ctx/ctx.ts'
import { findPlace, listPlaces, savePlaceRow } from './repo.ts'

export const placeHandlers = {
  'centre.places': (ctx) => listPlaces(ctx.db),
  'centre.savePlace': (ctx, input) => {
    const parent = input.parentId ? findPlace(ctx.db, input.parentId) : undefined
    if (input.kind === 'grid' && parent?.kind !== 'community') throw new AppError('invalid', '网格要选择所属居委会')
    if (input.kind === 'community' && input.parentId) throw new AppError('invalid', '居委会没有上级')
    const id = input.id ?? ctx.newId<PlaceId>()
    savePlaceRow(ctx.db, { ...input, id, initials: nameInitials(input.name) })
    audit(ctx, 'settings_changed', { kind: 'place', id, title: `地址：${input.name}` })
    ctx.changed('centre')
    return { id }
  },
} satisfies Partial<Handlers>
