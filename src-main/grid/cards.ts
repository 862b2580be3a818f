import type { GridCard } from '../../src-shared/grid/schema.ts'
import { whyNotRegionCode } from '../../src-shared/grid/rules.ts'
import { AppError, invalidField } from '../../src-shared/kernel/errors.ts'
import type { PlaceId } from '../../src-shared/kernel/ids.ts'
import { findPlace, listPlaces } from '../centre/repo.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { checkCode } from '../linkage/directory.ts'
import { listCards, saveCard } from './repo.ts'

const BLANK = { regionCode: '', households: null, boundary: '', people: [], changedAt: null, changedBy: '' }

/** Every community with its grids after it, and what is known of each. */
export function gridCards(ctx: Pick<Ctx, 'db'>): GridCard[] {
  const places = listPlaces(ctx.db)
  const cards = listCards(ctx.db)
  const within = (id: PlaceId) => places.filter(({ parentId }) => parentId === id)
  return places
    .filter(({ kind }) => kind === 'community')
    .flatMap((community) => [community, ...within(community.id)].map((place) => ({ place, community })))
    .map(({ place, community }) => {
      const { placeId: _, ...card } = { placeId: place.id, ...BLANK, ...cards.get(place.id) }
      return { ...place, ...card, communityName: community.name }
    })
}

export const cardHandlers = {
  'grid.cards': (ctx) => gridCards(ctx),

  'grid.saveCard': (ctx, { placeId, seen, ...card }) => {
    const place = findPlace(ctx.db, placeId)
    if (!place) throw new AppError('not_found', '没有这个居村委或网格')
    const cards = listCards(ctx.db)
    if ((cards.get(placeId)?.changedAt ?? null) !== seen)
      throw new AppError('conflict', '别人刚改过这张卡，请看过新内容再改')
    const community = place.parentId ? cards.get(place.parentId)?.regionCode : ''
    const why = whyNotRegionCode(place.kind, card.regionCode, community ?? '')
    if (why) throw invalidField('regionCode', why)
    const twin = [...cards.values()].find((each) => each.placeId !== placeId && each.regionCode === card.regionCode)
    if (card.regionCode && twin)
      throw invalidField('regionCode', `这个代码已经是“${findPlace(ctx.db, twin.placeId)?.name ?? '另一处'}”的`)
    card.people.forEach(({ post }, row) => checkCode(ctx, 'grid_post', post, ctx.today, `people.${row}.post`))
    saveCard(ctx.db, { ...card, placeId, changedAt: ctx.now, changedBy: ctx.actor.name })
    audit(ctx, 'changed', { kind: 'place', id: placeId, title: `网格卡：${place.name}` })
    ctx.changed('grid')
    return { changedAt: ctx.now }
  },
} satisfies Partial<Handlers>
